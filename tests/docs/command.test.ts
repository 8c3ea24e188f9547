import { expect, it } from 'vitest'
import { runScript } from '../contract/spawn.ts'

it.concurrent.each<[string, string[], RegExp]>([
  ['a file for a folder', ['--out', 'README.md'], /Failed to make the folder README\.md: EEXIST.* Name another with --out\./],
  ['reports that are nowhere', ['--reports', 'no-such-folder'], /there is no folder no-such-folder\./],
  ['a port of nothing', ['--port', '8080'], /--port is for --serve\./],
  ['a port that is no number', ['--serve', '--port', 'x'], /--port x is not a port between 0 and 65535\./],
  ['a port below none', ['--serve', '--port', '-1'], /--port has no value\. One that begins with a dash is written --port=-1\./],
])('npm run docs refuses %s, in words', async (_, args, message) => {
  const { code, stdout, stderr } = await runScript('docs', args)
  expect(stderr).toMatch(message)
  expect(stderr).toMatch(/Run `npm run docs -- --help` to see the options\.\n$/)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
})
