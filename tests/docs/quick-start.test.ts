import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { afterAll, expect, it, vi } from 'vitest'
import { createControl } from '../../sandbox/src/control.ts'
import { startScript } from '../contract/spawn.ts'

const run = promisify(execFile)
const text = readFileSync('docs/quick-start.md', 'utf8')
/** The code of the guide, block by block. */
const blocks = [...text.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, code = '']) => code)

const { line, ended, stop } = startScript('sandbox', ['--port', '0'])
afterAll(async () => {
  stop()
  await ended
})

it('the quick start goes as it says', async () => {
  expect(blocks).toHaveLength(4)
  const [start = '', freeze = '', look = '', move = ''] = blocks
  expect(start).toBe('npm ci\nnpm run sandbox -- --port 8080\n')
  const [, origin = ''] = await line(/listening on (http:\/\/[^/]*)\/raas\/v2\n/)
  const order = (await createControl({ baseUrl: origin }).listOrders())[0]?.referenceOrderID
  const follow = async (code: string): Promise<string> => {
    // One after the other in one terminal: the later ones know the order of the first.
    const here = code.replaceAll('http://127.0.0.1:8080', origin)
    return (await run('sh', ['-c', here], { env: { PATH: process.env.PATH ?? '', ORDER: code.includes('ORDER=') ? '' : order } })).stdout
  }
  expect(await follow(freeze)).toMatch(/^HTTP\/1\.1 202 /)
  await vi.waitUntil(async () => (await follow(look)).includes('"status":"FROZEN"'), { timeout: 10_000 })
  const moved = await follow(move)
  expect(moved).toContain('"status":"ACTIVE"')
  expect(moved).not.toContain('"status":"FROZEN"')
})
