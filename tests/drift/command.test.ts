import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { cases } from '../../contract/src/cases/index.ts'
import { createSchemaCheck } from '../../contract/src/checks/schema.ts'
import { recordCases } from '../../contract/src/drift/record.ts'
import { redoclyDrift } from '../../contract/src/drift/redocly-drift.ts'
import { harOf } from '../../contract/src/evidence/exchanges.ts'
import { createSandbox } from '../../sandbox/src/index.ts'
import { listen } from '../../sandbox/src/node/server.ts'
import { inProcessTarget } from '../contract/in-process.ts'
import { runScript } from '../contract/spawn.ts'

const folder = mkdtempSync(join(tmpdir(), 'drift-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const description = JSON.parse(readFileSync(new URL('../../generated/openapi.json', import.meta.url), 'utf8'))

const drift = (name: string, ...args: string[]) => runScript('drift', ['--report', join(folder, name), ...args])
const reportOf = (name: string) => JSON.parse(readFileSync(join(folder, name, 'report.json'), 'utf8'))

/** The archive of some cases, on a sandbox in this process. */
async function archive(name: string, ids: RegExp): Promise<string> {
  const chosen = cases.filter(({ id }) => ids.test(id))
  const entries = await recordCases(chosen, inProcessTarget(), createSchemaCheck(description), '2026-03-02T10:00:00.000Z')
  // As an archive of somebody else's may have it: neither is compared, nor copied.
  for (const { request } of entries) request.headers.push({ name: 'authorization', value: 'Basic x' }, { name: 'x-own', value: 'y' })
  const file = join(folder, `${name}.har`)
  writeFileSync(file, JSON.stringify(harOf(entries, '0.1.0')))
  return file
}

describe.concurrent('npx async-orders drift', () => {
  it('exits 1 for a gap, and names it; --findings-only tells it and does not fail', async () => {
    const file = await archive('gap', /^freeze-answer-accepts$/)
    const { code, stderr } = await drift('gap', '--har', file)
    expect(stderr).toMatch(/not seen: cancelAsyncOrder operation/)
    expect(code).toBe(1)
    expect(reportOf('gap').coverage.missing).toContain('freezeAsyncOrder response 404')
    expect((await drift('told', '--har', file, '--findings-only')).code).toBe(0)
  })

  it('exits 1 for a sandbox behind a proxy that alters its answers, and says which', async () => {
    const sandbox = createSandbox()
    const proxy = async (request: Request): Promise<Response> => {
      const answer = await sandbox.fetch(request)
      if (answer.status !== 202 || !/(un)?freeze$/.test(request.url)) return answer
      const body = (await answer.json()) as Record<string, unknown>
      const altered = request.url.endsWith('/unfreeze')
        ? { ...body, actionId: 'a1' }
        : { ...body, totalLineItems: `${body.totalLineItems}` }
      return Response.json(altered, { status: 202, headers: { 'x-request-id': answer.headers.get('x-request-id') ?? '' } })
    }
    const { origin, close } = await listen(proxy, { host: '127.0.0.1', port: 0 })
    const { code, stderr } = await drift('altered', '--url', `${origin}/raas/v2`)
    await close()
    sandbox.close()
    expect(stderr).toMatch(/✗ POST \/asyncOrders\/{referenceOrderID}\/freeze 202: .*totalLineItems.* redocly drift\)/)
    expect(stderr).toMatch(/✗ POST \/asyncOrders\/{referenceOrderID}\/unfreeze 202: \/actionId is not described .* closed schema\)/)
    expect(code).toBe(1)
  })
})

it('does not hold for what redocly did not look at', async () => {
  const content = { size: 2, mimeType: 'application/json', text: '{}' }
  const entry = {
    request: { method: 'POST', url: 'http://a.test/asyncOrders/AA1/freeze', headers: [] },
    response: { status: 202, headers: [], content },
  }
  const file = 'generated/openapi.json'
  await expect(redoclyDrift(file, [entry, entry], 'http://b.test')).rejects.toThrow(/it compared 0 of 2 exchanges/)
  await expect(redoclyDrift('generated/gone.json', [entry], 'http://a.test')).rejects.toThrow(/it wrote no report/)
})

describe.concurrent('npx async-orders drift refuses to judge', () => {
  writeFileSync(join(folder, 'none.har'), '{"log":{"entries":[]}}')
  it.each<[string, string[], RegExp]>([
    ['two sources', ['--har', 'x', '--url', 'http://127.0.0.1:2/raas/v2'], /--har and --url exclude each other/],
    ['a control token of no sandbox', ['--control-token', 'control-5c1d', '--har', 'x'], /--control-token needs --url/],
    ['a server that is no address', ['--har', 'x', '--server', 'a.test'], /--server a.test is not an address/],
    ['an empty archive', ['--har', join(folder, 'none.har')], /of 0 exchanges, none with http:\/\/sandbox.test\/raas\/v2 is left/],
    ['a sandbox that does not answer', ['--url', 'http://127.0.0.1:2/raas/v2'], /Failed to reach the sandbox .*Is it running\?/],
  ])('%s', async (_, args, message) => {
    const { code, stdout, stderr } = await drift('unused', ...args)
    expect(stderr).toMatch(message)
    expect(stderr).not.toMatch(/\n\s+at /)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  })
})
