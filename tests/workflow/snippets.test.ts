import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { parse } from 'yaml'
import { codeBlocks } from '../docs/code-blocks.ts'
import { startForeign } from '../foreign/server.ts'
import { type Registry, startRegistry } from '../packages/registry.ts'
import { bash } from './bash.ts'

const blocks = codeBlocks(readFileSync('docs/gate.md', 'utf8'))
const folder = mkdtempSync(join(tmpdir(), 'project-'))
let registry: Registry
beforeAll(async () => {
  registry = await startRegistry()
})
afterAll(async () => {
  await registry.close()
  rmSync(folder, { recursive: true })
})

/** Runs code of the guide in a project of somebody else, at another port than it names. */
const follow = (code: string, port: string, env: Record<string, string> = {}) =>
  bash(code.replaceAll('8080', port), { cwd: folder, env: { ...registry.env, ...env } })

it('GitLab runs the gate on an implementation, and finds the report that it shows', async () => {
  const job = blocks.map(({ text, language }) => (language === 'yaml' ? parse(text).contract : undefined)).find((found) => found?.script)
  const { baseUrl, credentials, fixtures, close } = await startForeign({ bug: 'freeze-returns-200', now: Date.now, newId: randomUUID })
  writeFileSync(join(folder, 'start-my-service'), '#!/bin/sh\n', { mode: 0o755 })
  writeFileSync(join(folder, 'orders.json'), JSON.stringify(fixtures))
  const env = { TANGO_PLATFORM_NAME: credentials.name, TANGO_PLATFORM_KEY: credentials.key }
  const { code, stderr } = await follow(job.script.join('\n'), new URL(baseUrl).port, env)
  await close()
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(/^ {2}FAIL FRZ-12: returns 200 instead of 202/m) })
  expect(readFileSync(join(folder, job.artifacts.reports.junit), 'utf8')).toContain('FRZ-12')
})

it('a shell runs tests against a sandbox, and stops it', async () => {
  const code = blocks.find(({ text, language }) => language === 'sh' && text.includes('npm test'))?.text ?? ''
  const port = await freePort()
  const test = `curl --silent --fail --user demo:demo-key http://127.0.0.1:${port}/_sandbox/orders`
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ scripts: { test } }))
  const ended = await follow(code, port)
  expect(ended).toMatchObject({ code: 0, stdout: expect.stringContaining('"referenceOrderID"') })
  expect(readFileSync(join(folder, 'sandbox.log'), 'utf8')).toContain(`sandbox listening on http://127.0.0.1:${port}/raas/v2`)
  await expect
    .poll(
      () =>
        fetch(`http://127.0.0.1:${port}/`).then(
          () => 'up',
          () => 'down',
        ),
      { timeout: 30_000 },
    )
    .toBe('down')
})

function freePort(): Promise<string> {
  const server = createServer()
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(String(typeof address === 'object' ? address?.port : address)))
    })
  })
}
