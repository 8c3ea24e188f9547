import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Ended, runScript } from '../contract/spawn.ts'

const home = mkdtempSync(join(tmpdir(), 'languages-'))
let ended: Ended
beforeAll(async () => {
  ended = await runScript('clients', ['--out', join(home, 'clients')])
})
afterAll(() => rmSync(home, { recursive: true }))

it('npm run generate:clients writes a client for each language', () => {
  expect(ended).toMatchObject({ code: 0, stdout: '', stderr: expect.stringMatching(/^wrote .*client\.py$/m) })
  expect(readdirSync(join(home, 'clients')).toSorted()).toEqual(['Client.java', 'client.go', 'client.php', 'client.py'])
})

it.skipIf(spawnSync('javac', ['-version']).status !== 0)('the one for Java compiles (needs javac)', () => {
  const file = join(home, 'clients/Client.java')
  const { status, stderr } = spawnSync('javac', ['-Xlint:all,-serial', '-d', join(home, 'classes'), file], { encoding: 'utf8' })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
})
