import { execFile } from 'node:child_process'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { promisify } from 'node:util'
import { afterEach, describe, expect, it } from 'vitest'
import { webhookHandler } from '../../client/src/webhooks.ts'
import { runScript } from './spawn.ts'

const SECRET = 'YSBzZWNyZXQgb2YgeW91ciBvd24='
const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

/** Puts up a receiver; returns its address. */
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  closing.push(() => {
    server.close()
    server.closeAllConnections()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
}

/** A receiver that verifies as the client package does, and what it took. */
async function verifying() {
  const taken: unknown[] = []
  const handle = webhookHandler({
    secrets: SECRET,
    onEvent: (event: { eventData?: unknown }) => void taken.push(event.eventData),
  })
  const url = await serve((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part) => parts.push(part))
    request.on('end', async () => {
      const headers = new Headers(
        Object.entries(request.headersDistinct).flatMap(([name, values = []]) => values.map((value): [string, string] => [name, value])),
      )
      const answer = await handle(new Request(url, { method: 'POST', headers, body: Buffer.concat(parts) }))
      response.writeHead(answer.status).end()
    })
  })
  return { url, taken }
}

const trigger = (...args: string[]) => runScript('trigger', args, { TANGO_WEBHOOK_SECRET: SECRET })

describe('one event reaches a receiver that verifies it', () => {
  it.each([
    ['freeze', 'FREEZE', 'SUCCESSFUL', 3, 0],
    ['unfreeze', 'UNFREEZE', 'SUCCESSFUL', 3, 0],
    ['cancel', 'CANCEL', 'SUCCESSFUL', 3, 0],
    ['partial', 'FREEZE', 'PARTIALFAILED', 2, 1],
    ['failed', 'FREEZE', 'FAILED', 0, 3],
    ['nothing', 'FREEZE', 'SUCCESSFUL', 0, 0],
    ['auto-unfreeze', 'UNFREEZE', 'SUCCESSFUL', 3, 0],
  ])('%s', async (kind, action, status, successfulLineItems, failedLineItems) => {
    const { url, taken } = await verifying()
    const { code, stdout, stderr } = await trigger(kind, '--to', url, '--order', 'RA260302-77')
    expect(stderr).toBe('')
    expect(stdout).toMatch(/^PASS: the receiver returned 200 in \d+ ms; it received the event\.\ncurl -i .*\n$/)
    expect(taken).toMatchObject([{ referenceOrderId: 'RA260302-77', action, status, successfulLineItems, failedLineItems }])
    expect(code).toBe(0)
  })

  it('again by the printed curl line, which does not hold the secret', async () => {
    const { url, taken } = await verifying()
    const { stdout } = await trigger('cancel', '--to', url)
    const [, line = ''] = /^(curl .*)$/m.exec(stdout) ?? []
    expect(stdout).not.toContain(SECRET)
    // The handler acts once on one eventId, and says 200 to both.
    expect((await promisify(execFile)('sh', ['-c', line])).stdout).toMatch(/^HTTP\/1\.1 200 /)
    expect(taken).toHaveLength(1)
  })
})

describe('the exit code is 1', () => {
  it('for a receiver that has another secret, and for one that takes a forged event', async () => {
    const { url, taken } = await verifying()
    const other = await trigger('freeze', '--to', url, '--secret', 'b3RoZXItc2VjcmV0')
    expect(other).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/^FAIL: the receiver returned 401 .* only 200 counts as received/),
    })
    expect(other.stdout).not.toContain('b3RoZXItc2VjcmV0')
    expect(await trigger('freeze', '--to', url, '--unsigned')).toMatchObject({ code: 1 })
    expect(await trigger('freeze', '--to', url, '--forged')).toMatchObject({ code: 0, stdout: expect.stringContaining('refused') })
    expect(taken).toEqual([])
    const naive = await serve((_, response) => response.writeHead(200).end())
    expect(await trigger('freeze', '--to', naive, '--forged')).toMatchObject({ code: 1, stdout: expect.stringContaining('EVT-29') })
    expect(await trigger('freeze', '--to', naive, '--unsigned')).toMatchObject({ code: 0 })
  })

  it.each([204, 302, 500])('for %i', async (status) => {
    const url = await serve((_, response) => response.writeHead(status, { location: '/elsewhere' }).end())
    expect(await trigger('freeze', '--to', url)).toMatchObject({ code: 1, stdout: expect.stringContaining(`returned ${status} in`) })
  })
})

describe('the exit code is 2', () => {
  it('for a receiver that is not there, hangs, or never stops', async () => {
    const gone = await serve(() => undefined)
    closing.pop()?.()
    expect(await trigger('freeze', '--to', gone)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^Failed to reach http:\S+: connection refused\. .*Start it, or correct --to/),
    })
    const hanging = await serve(() => undefined)
    const hung = await trigger('freeze', '--to', hanging, '--timeout', '0.2')
    expect(hung).toMatchObject({ code: 2, stderr: expect.stringContaining('no response within 0.2 s') })
    const endless = await serve((_, response) => {
      const more = (): boolean => response.write(Buffer.alloc(65_536)) && more()
      response.on('drain', more)
      more()
    })
    expect(await trigger('freeze', '--to', endless)).toMatchObject({ code: 2, stderr: expect.stringContaining('larger than 8 MB') })
  })

  it.each([
    [[], 'the kind of event is missing: expected freeze, unfreeze, cancel, partial, failed, nothing or auto-unfreeze'],
    [['freze', '--to', 'http://127.0.0.1:1/'], 'invalid kind freze: expected freeze, .* Did you mean freeze'],
    [['freeze'], '--to is missing'],
    [['freeze', '--to', 'ftp://127.0.0.1/'], 'not an http or https address'],
    [['freeze', '--to', 'http://user:word@127.0.0.1/'], '--to has credentials in it'],
    [['freeze', '--to', 'http://192.0.2.1/'], 'neither of this machine nor allowed. Pass --allow-host 192.0.2.1'],
    [['freeze', '--to', 'http://127.0.0.1/', '--allow-host', 'a/b'], 'allow host a/b'],
    [['freeze', '--to', 'http://127.0.0.1/', '--secret', 'a%secret%kept'], 'the secret is not base64'],
    [['freeze', '--to', 'http://127.0.0.1/', '--timeout', '-1'], '--timeout'],
    [['freeze', '--to', 'http://127.0.0.1/', '--unsigned', '--forged'], 'cannot be combined'],
    [['freeze', '--to', 'http://127.0.0.1/', '--order', '?'], 'create the order: '],
  ])('for %j', async (args, problem) => {
    const { code, stdout, stderr } = await trigger(...args)
    expect(stderr).toMatch(new RegExp(`^Failed to .*${problem}`))
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).not.toContain('secret%kept')
  })

  it('without a secret', async () => {
    const { code, stderr } = await runScript('trigger', ['freeze', '--to', 'http://127.0.0.1/'])
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('no secret. Pass --secret, set TANGO_WEBHOOK_SECRET') })
  })
})

it('shows its help', async () => {
  expect(await trigger('--help')).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^Usage: npx async-orders trigger KIND --to URL/),
  })
})
