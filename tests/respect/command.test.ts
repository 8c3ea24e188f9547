import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { lint } from '../../contract/src/redocly/redocly.ts'
import { createSandbox, documentedRules, memoryStore, type SandboxOptions } from '../../sandbox/src/index.ts'
import { listen } from '../../sandbox/src/node/server.ts'
import { runScript } from '../contract/spawn.ts'

const folder = mkdtempSync(join(tmpdir(), 'respect-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const openapi = (file: string) => fileURLToPath(new URL(`../../openapi/${file}`, import.meta.url))
const respect = (name: string, ...args: string[]) => runScript('respect', ['--report', join(folder, name), ...args])

/** Our workflows with something else in their place. */
function edited(name: string, from: string, to: string): string {
  const text = readFileSync(openapi('workflows.arazzo.yaml'), 'utf8').replace('url: openapi.yaml', `url: ${openapi('openapi.yaml')}`)
  expect(text).toContain(from)
  const file = join(folder, name)
  writeFileSync(file, text.replace(from, to))
  return file
}

async function withSandbox<T>(options: Partial<SandboxOptions>, run: (url: string) => Promise<T>): Promise<T> {
  const own = { now: Date.now, newId: () => crypto.randomUUID(), store: memoryStore(), deliver: fetch }
  const sandbox = createSandbox({ ...own, ...options })
  const { origin, close } = await listen(sandbox.fetch, { host: '127.0.0.1', port: 0 })
  try {
    return await run(`${origin}/raas/v2`)
  } finally {
    sandbox.close()
    await close()
  }
}

describe('the workflows', () => {
  it('are sound Arazzo', async () => {
    await lint('openapi/workflows.arazzo.yaml')
    const twice = edited('twice.arazzo.yaml', 'stepId: unfreeze', 'stepId: freeze')
    await expect(lint(twice)).rejects.toThrow(/The `stepId` must be unique/)
  })
})

describe.concurrent('npm run respect', () => {
  it('exits 1 for a workflow with a wrong expectation, and says which step and which', async () => {
    const file = edited('wrong.arazzo.yaml', 'condition: $statusCode == 400', 'condition: $statusCode == 422')
    const { code, stdout, stderr } = await respect('wrong', '--target', 'mock', '--workflows', file)
    expect(stderr).toMatch(/mock: 5 of 9 passed/)
    expect(stderr).toMatch(/✗ updateNotesTooLong: .*\n {6}step change, answered 400: \$statusCode == 422\n/)
    expect(stderr).toContain('– cancelFailedOrder: skipped: the mock keeps no state, and does not know the status of the order')
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  })

  it('exits 1 for a sandbox that answers as it must and does something else', async () => {
    const rules = { ...documentedRules, unredeemed: () => true }
    const { code, stderr } = await withSandbox({ rules }, (url) => respect('effect', '--target', 'sandbox', '--url', url))
    expect(stderr).toMatch(/sandbox: 9 of 10 passed/)
    expect(stderr).toMatch(
      /✗ outcome: .*\n {6}the line items of ineligibleOrder must be ACTIVE: FREEZE redeemed.*and are FROZEN: FREEZE changed/,
    )
    expect(code).toBe(1)
  })

  it('exits 1 for a sandbox that answers otherwise than described, and prints no key', async () => {
    const rules = { ...documentedRules, acceptedStatus: () => 200 }
    const { code, stderr } = await withSandbox({ rules }, (url) => respect('status', '--target', 'sandbox', '--url', url))
    expect(stderr).toMatch(/✗ freezeThenUnfreeze: .*\n {6}step freeze, answered 200: \$statusCode == 202\n/)
    expect(stderr).toMatch(/step freeze, answered 200: status code check\n/)
    const report = JSON.parse(readFileSync(join(folder, 'status', 'report.json'), 'utf8'))
    expect(report.targets.sandbox.find(({ workflowId }: { workflowId: string }) => workflowId === 'freezeThenCancel').status).toBe('failed')
    expect(`${stderr}${JSON.stringify(report)}`).not.toMatch(/authorization|Basic |"key"/i)
    expect(code).toBe(1)
  })
})

describe.concurrent('npm run respect refuses to judge', () => {
  writeFileSync(join(folder, 'empty.yaml'), 'sourceDescriptions: [{ name: api }]\nworkflows: []')
  const elsewhere = edited('elsewhere.yaml', '- name: api', '- name: other')
  const nowhere = edited('nowhere.yaml', 'api.freezeAsyncOrder', 'api.thawAsyncOrder')
  it.each<[string, string[], RegExp]>([
    ['an unknown target', ['--target', 'live'], /invalid --target live: expected mock or sandbox\./],
    ['a token that nothing reads', ['--control-token', 'secret'], /--control-token does nothing without --target sandbox and --url/],
    ['a description without workflows', ['--workflows', join(folder, 'empty.yaml')], /Failed to read the workflows in .*: there is none\./],
    ['workflows of another source', ['--workflows', elsewhere], /their one source must be named api/],
    [
      'an operation that there is not',
      ['--workflows', nowhere, '--target', 'mock'],
      /the request of freezeThenUnfreeze, step freeze, cannot be made.*\n\nUnknown operationId thawAsyncOrder/,
    ],
    ['a sandbox that does not answer', ['--target', 'sandbox', '--url', 'http://127.0.0.1:2/raas/v2'], /Is it running\?/],
  ])('%s', async (_, args, message) => {
    const { code, stdout, stderr } = await respect('unused', ...args)
    expect(stderr).toMatch(message)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  })
})
