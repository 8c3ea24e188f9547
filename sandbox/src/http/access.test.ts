import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Listening, listen, readConsole } from '../node/index.ts'
import { demo, testSandbox } from '../test-sandbox.ts'
import { type Came, sendRaw } from '../test-socket.ts'
import { pageRule } from './access.ts'

const refusal = (host: string, named: string[], headers: Record<string, string>, url?: string): string | null =>
  pageRule(host, named)(new Request(url ?? `http://${headers.host}/_sandbox/`, { headers }))

describe('a request names a host of ours', () => {
  it.each([
    ['127.0.0.1', '127.0.0.1:8080'],
    ['127.0.0.1', 'localhost'],
    ['127.0.0.1', 'LocalHost:1'],
    ['127.0.0.1', '[::1]:8080'],
    ['127.0.0.1', '127.9.9.9:8080'],
    ['::1', '[::1]:8080'],
    ['192.168.1.5', '192.168.1.5:8080'],
    ['192.168.1.5', 'localhost:8080'],
    ['mybox', 'MYBOX:8080'],
    ['0.0.0.0', '192.168.1.5:8080'],
    ['0.0.0.0', '0.0.0.0:8080'],
    ['::', '[fe80::1]:8080'],
    ['::', '10.0.0.1'],
    ['127.0.0.1', 'sandbox.corp.example', 'Sandbox.corp.example'],
    ['0.0.0.0', 'sandbox:8080', 'sandbox'],
  ])('listening on %s: %s', (host, header, ...named) => expect(refusal(host, named, { host: header })).toBeNull())

  it.each([
    ['127.0.0.1', 'evil.example:8080'],
    ['127.0.0.1', 'localhost.'],
    ['127.0.0.1', 'a.localhost'],
    ['127.0.0.1', '127.0.0.1.evil.example'],
    ['127.0.0.1', '192.168.1.5:8080'],
    ['127.0.0.1', '0.0.0.0:8080'],
    ['192.168.1.5', '192.168.1.6'],
    ['0.0.0.0', 'evil.example'],
    ['0.0.0.0', '1.evil.example'],
    ['127.0.0.1', 'corp.example', 'sandbox.corp.example'],
    ['127.0.0.1', 'a.sandbox.corp.example', 'sandbox.corp.example'],
  ])('and is refused otherwise, listening on %s: %s', (host, header, ...named) =>
    expect(refusal(host, named, { host: header })).toContain('which is not one of this server'),
  )

  it('also where its request line names another, and whatever was asked for before', () => {
    const rule = pageRule('127.0.0.1', [])
    const ask = (host: string, url: string) => rule(new Request(url, { headers: { host } }))
    expect(ask('localhost', 'http://localhost/')).toBeNull()
    expect(ask('localhost', 'http://evil.example/')).toContain('evil.example')
    expect(ask('evil.example', 'http://localhost/')).toContain('evil.example')
    expect(ask('localhost', 'http://localhost/')).toBeNull()
  })

  it('and a name that is none cannot be allowed', () => {
    expect(() => pageRule('127.0.0.1', ['sandbox:80'])).toThrow('Failed to allow host sandbox:80')
  })
})

describe('a request of a page', () => {
  it.each<[Record<string, string>, string[], string]>([
    [{ origin: 'http://localhost:8080', 'sec-fetch-site': 'same-origin' }, [], '127.0.0.1'],
    // A development server passes the calls of its own page on.
    [{ origin: 'http://localhost:5173', 'sec-fetch-site': 'same-origin' }, [], '127.0.0.1'],
    [{ 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' }, [], '127.0.0.1'],
    [{ origin: 'https://sandbox.corp.example' }, ['sandbox.corp.example'], '127.0.0.1'],
    [{ origin: 'https://app.corp.example', 'sec-fetch-site': 'cross-site' }, ['app.corp.example'], '127.0.0.1'],
    [{ host: '192.168.1.5:8080', origin: 'http://192.168.1.5:8080' }, [], '0.0.0.0'],
  ])('that is ours is let in: %j', (headers, named, host) =>
    expect(refusal(host, named, { host: 'localhost:8080', ...headers })).toBeNull(),
  )

  it.each<[Record<string, string>, string]>([
    [{ origin: 'http://evil.example' }, '127.0.0.1'],
    [{ origin: 'http://evil.example', 'sec-fetch-site': 'same-origin' }, '127.0.0.1'],
    [{ origin: 'null' }, '127.0.0.1'],
    [{ origin: 'http://192.168.1.6' }, '0.0.0.0'],
    [{ 'sec-fetch-site': 'cross-site' }, '127.0.0.1'],
    [{ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }, '127.0.0.1'],
    [{ origin: 'http://localhost:5173', 'sec-fetch-site': 'same-site' }, '127.0.0.1'],
    [{ 'sec-fetch-site': 'anything' }, '127.0.0.1'],
  ])('that is not ours is refused: %j', (headers, host) =>
    expect(refusal(host, [], { host: 'localhost:8080', ...headers })).toContain('The request comes from a page of'),
  )
})

describe('behind a port', () => {
  let server: Listening
  let sandbox: ReturnType<typeof testSandbox>
  beforeEach(async () => {
    sandbox = testSandbox({ console: { files: readConsole }, platforms: [{ ...demo, key: 'its-own-key' }] })
    server = await listen(sandbox.fetch, { host: '127.0.0.1', port: 0, malformed: sandbox.malformed })
  })
  afterEach(() => server.close())

  /** Header lines as no fetch would send them. */
  function raw(path: string, lines: string[], body = ''): Promise<Came> {
    const head = [`${body === '' ? 'GET' : 'POST'} ${path} HTTP/1.1`, ...lines, `Content-Length: ${body.length}`, 'Connection: close']
    return sendRaw(server.origin, `${head.join('\r\n')}\r\n\r\n${body}`)
  }

  const API = '/raas/v2/asyncOrders/AA1/freeze'
  const auth = ['Authorization: Bearer demo-token', 'Content-Type: application/json']

  it.each([
    ['the console', '/_sandbox/', [], ''],
    ['the script of the console', '/_sandbox/console.js', [], ''],
    ['the control plane', '/_sandbox/orders', auth, ''],
    ['platforms', '/_sandbox/platforms', auth, '{}'],
    ['a form to platforms', '/_sandbox/platforms', ['Content-Type: application/x-www-form-urlencoded'], 'name=x'],
    ['the receiver', '/_sandbox/receiver', [], '{}'],
    ['the API', API, auth, '{"reasonCode":"FRAUD"}'],
    ['nothing', '/', [], ''],
  ])('%s refuses other hosts and pages with 403 in the shape of the API, and does nothing', async (_, path, lines, body) => {
    for (const more of [
      ['Host: evil.example'],
      ['Host: localhost', 'Origin: http://evil.example'],
      ['Host: localhost', 'Sec-Fetch-Site: cross-site'],
    ]) {
      const refused = await raw(path, [...more, ...lines], body)
      expect([more, refused.status]).toEqual([more, 403])
      expect(JSON.parse(refused.body)).toMatchObject({ httpCode: 403, httpPhrase: 'Forbidden', i18nKey: '403.001' })
      expect(refused.head.toLowerCase()).not.toContain('access-control-')
    }
    const ours = await raw(path, ['Host: localhost', ...lines], body)
    expect([ours.status === 403, ours.body.includes('its-own-key')]).toEqual([false, false])
  })

  it('a request line with another host is refused', async () => {
    expect((await raw('http://evil.example/_sandbox/', ['Host: localhost'])).status).toBe(403)
  })

  it('a sandbox that is called as a function goes by any name', async () => {
    expect((await sandbox.fetch(new Request('http://sandbox.invalid/_sandbox/'))).status).toBe(200)
  })
})
