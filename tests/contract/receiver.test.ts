import { execFile } from 'node:child_process'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { promisify } from 'node:util'
import { afterEach, describe, expect, it } from 'vitest'
import { nodeWebhookHandler } from '../../client/src/webhooks-node.ts'
import { runScript } from './spawn.ts'

const [SECRET, NEXT] = ['YSBzZWNyZXQgb2YgeW91ciBvd24=', 'dGhlIG9uZSB0aGF0IGZvbGxvd3M=']
const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

/** Puts up a server; returns its origin. */
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  closing.push(() => {
    server.close()
    server.closeAllConnections()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** A receiver of the client package, with a page that counts what it did; `act` decides when it does that. */
async function receiverOf(act: (effect: () => void) => void = (effect) => effect()): Promise<{ url: string; effects: string }> {
  let count = 0
  const onEvent = (): void =>
    act(() => {
      count++
    })
  const handle = nodeWebhookHandler({ secrets: [SECRET, NEXT], onEvent, onError: () => undefined })
  const origin = await serve((request, response) => {
    if (request.url === '/effects') response.end(`{"effects":${count}}`)
    else void handle(request, response)
  })
  return { url: `${origin}/hook`, effects: `${origin}/effects` }
}

const receiver = (...args: string[]) => runScript('receiver', args, { TANGO_WEBHOOK_SECRET: SECRET })

describe('the receiver of the client package passes', () => {
  it('every rule, and again when it knows the events of an earlier run', async () => {
    const { url, effects } = await receiverOf()
    for (let run = 0; run < 2; run++) {
      const { code, stdout, stderr } = await receiver('--url', url, '--effects', effects, '--next-secret', NEXT)
      expect(stderr).toBe('')
      expect(stdout).toMatch(/^Response times of \d\d good events: median [\d.]+ ms, slowest [\d.]+ ms\.$/m)
      expect(stdout).toMatch(/\nNot sent: binary-secret \(.*\nPASS: 0 failed, 16 passed, 0 skipped, 0 inconclusive of 16 rules\.\n$/)
      expect(code).toBe(0)
    }
  })

  it('when it works later than it responds', async () => {
    const queue: (() => void)[] = []
    // One is worked off for each look at the count, so that an effect is always late.
    const { url } = await receiverOf((effect) => queue.push(effect))
    let count = 0
    const effects = await serve((_, response) => {
      if (queue.shift() !== undefined) count++
      response.end(String(count))
    })
    expect(await receiver('--url', url, '--effects', effects)).toMatchObject({ code: 0 })
  })

  it('and rules that need more than an address are skipped, with the reason', async () => {
    const { url } = await receiverOf()
    const { code, stdout } = await receiver('--url', url)
    expect(stdout).toMatch(/^SKIPPED {7}CON-08 .*\n +effects are not counted; pass --effects URL$/m)
    expect(stdout).toMatch(/^SKIPPED {7}CON-13 .*\n +there is one secret; pass --next-secret BASE64$/m)
    expect(stdout).toMatch(/\nPASS: 0 failed, 11 passed, 5 skipped, 0 inconclusive of 16 rules\.\n$/)
    expect(code).toBe(0)
  })
})

describe('the exit code is 1', () => {
  it('with each exchange that shows a violation, and a curl line that sends it again', async () => {
    const bodies: string[] = []
    const url = await serve((request, response) => {
      const parts: Buffer[] = []
      request.on('data', (part) => parts.push(part))
      request.on('end', () => {
        bodies.push(`${request.method} ${request.rawHeaders.join()} ${Buffer.concat(parts).toString('latin1')}`)
        response.writeHead(200).end()
      })
      request.on('error', () => undefined)
    })
    const { code, stdout } = await receiver('--url', url, '--json')
    const { rules } = JSON.parse(stdout)
    const failed = rules.filter(({ result, follows }: { result: string; follows?: string }) => result === 'failed' && !follows)
    expect(failed.map(({ id }: { id: string }) => id)).toEqual(['CON-05', 'CON-06'])
    expect(code).toBe(1)
    expect(stdout).not.toContain(SECRET)
    for (const { failures } of rules)
      for (const { curl } of failures) {
        const sent = bodies.length
        await promisify(execFile)('sh', ['-c', curl])
        const [, signature] = /(?<=X-Signed-Payload,)([^,]*)/.exec(bodies[sent] ?? '') ?? []
        const body = bodies[sent]?.replace(/^.*? \{/, '{')
        expect(bodies.slice(0, sent).some((before) => before.endsWith(body ?? '?') && before.includes(signature ?? ''))).toBe(true)
      }
  })

  it('for a receiver with another secret, whose refusals prove nothing', async () => {
    const { url } = await receiverOf()
    const { code, stdout } = await receiver('--url', url, '--secret', 'b3RoZXItc2VjcmV0')
    expect(stdout).toMatch(/^FAIL {10}CON-01 .*\n.*\n +- plain: .*\n +expected: status 200; received: status 401\n +curl -i /m)
    expect(stdout).toMatch(/^FAIL {10}CON-02 .*\n +follows from CON-01$/m)
    expect(stdout).toMatch(/^INCONCLUSIVE {2}CON-06 .*\n +the receiver accepts nothing, so its refusals prove nothing$/m)
    expect(stdout).toMatch(/\nNo event was accepted\. Is --secret .*\n(.*\n)*FAIL: 1 failed, 6 follow from these, /)
    expect(stdout).not.toContain('b3RoZXItc2VjcmV0')
    expect(code).toBe(1)
  })
})

describe('the exit code is 2', () => {
  it('for a receiver that is not there', async () => {
    const { url } = await receiverOf()
    closing.pop()?.()
    expect(await receiver('--url', url)).toEqual({
      ...{ code: 2, stdout: '' },
      stderr: `Failed to reach ${url}: connection refused. Start your receiver, or correct --url.\n`,
    })
  })

  it('for a receiver that ends in the middle, which violates nothing', async () => {
    let left = 6
    const handle = nodeWebhookHandler({ secrets: SECRET, onEvent: () => undefined, onError: () => undefined })
    const url = await serve((request, response) => void (--left < 0 ? request.socket.destroy() : handle(request, response)))
    const { code, stdout } = await receiver('--url', url)
    expect(stdout).toMatch(/^PASS {10}CON-05 /m)
    expect(stdout).toMatch(/^INCONCLUSIVE {2}CON-06 .*\n +[\w-]+: connection closed before a response$/m)
    expect(stdout).toMatch(/^INCONCLUSIVE {2}CON-12 .*\n +third: a plain event got connection closed before a response$/m)
    expect(code).toBe(2)
  })

  it.each([
    ['[]', 'got 200 with []'],
    ['{"effects":"3"}', 'got 200 with {"effects":"3"}'],
    ['-1', 'got 200 with -1'],
    ['<html>', 'got 200 with <html>'],
  ])('for effects that are %s', async (text, problem) => {
    const { url } = await receiverOf()
    const effects = await serve((_, response) => response.end(text))
    const { code, stdout, stderr } = await receiver('--url', url, '--effects', effects)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toBe(`Failed to read the effects at ${effects}: expected 200 with {"effects": 3} or 3, ${problem}.\n`)
  })

  it.each([
    [[], '--url is missing'],
    [['--url', 'ftp://127.0.0.1/'], '--url ftp://127.0.0.1/ is not an http or https address'],
    [['--url', 'http://192.0.2.1/'], 'neither of this machine nor allowed. Pass --allow-host 192.0.2.1'],
    [['--url', 'http://127.0.0.1/', '--effects', 'http://192.0.2.1/'], '--effects http://192.0.2.1/: its host is neither'],
    [['--url', 'http://127.0.0.1/', '--secret', 'a%secret%kept'], 'the secret is not base64'],
    [['--url', 'http://127.0.0.1/', '--next-secret', 'a%secret%kept'], '--next-secret is not base64'],
    [['--url', 'http://127.0.0.1/', '--timeout', '0'], 'invalid --timeout 0'],
  ])('for %j', async (args, problem) => {
    const { code, stdout, stderr } = await receiver(...args)
    expect(stderr).toContain(problem)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).not.toContain('secret%kept')
  })

  it('without a secret', async () => {
    const { code, stderr } = await runScript('receiver', ['--url', 'http://127.0.0.1/'])
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('no secret. Pass --secret, or set TANGO_WEBHOOK_SECRET') })
  })
})
