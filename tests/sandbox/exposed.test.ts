import { request } from 'node:http'
import { beforeAll, describe, expect, it } from 'vitest'
import { sandboxes } from './harness.ts'

const { start: startWith, write } = sandboxes()
const headers = { authorization: 'Bearer acme-token', 'content-type': 'application/json' }
let credentials: string
beforeAll(async () => {
  credentials = await write('credentials.json', [{ name: 'acme', key: 'acme-key', token: 'acme-token' }])
})
/** The port of a sandbox that was started with these words. */
const start = async (...words: string[]): Promise<number> => Number(new URL((await startWith(...words)).origin).port)

/** As a client that is no browser: it may name any Host. */
const send = (port: number, path: string, more: Record<string, string> = {}, body?: object): Promise<{ status: number; text: string }> =>
  new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, path, method: body === undefined ? 'GET' : 'POST', headers: { ...headers, ...more } }
    const sent = request(options, async (response) => {
      let text = ''
      for await (const chunk of response) text += chunk
      resolve({ status: response.statusCode ?? 0, text })
    })
    sent.once('error', reject)
    sent.end(body === undefined ? '' : JSON.stringify(body))
  })

describe('a sandbox on all addresses', () => {
  const open = (...words: string[]) => start('--host', '0.0.0.0', '--credentials', credentials, '--control-token', 'token', ...words)
  const subscribe = (port: number, url: string) =>
    send(port, '/_sandbox/subscriptions', {}, { url, eventTypes: ['OrderActionStatus'] }).then(({ status }) => status)

  it('delivers to this machine only where it is named', async () => {
    const port = await open('--allow-host', '127.0.0.1')
    expect(await subscribe(port, `http://127.0.0.1:${port}/_sandbox/receiver`)).toBe(201)
    expect(await subscribe(port, 'http://localhost:9/')).toBe(400)
    const closed = await open()
    expect(await subscribe(closed, 'http://127.0.0.1:9/')).toBe(400)
  })

  it('goes by its addresses and by the names that it was given', async () => {
    const port = await open('--allow-origin-host', 'sandbox.corp.example')
    const status = async (host: string) => (await send(port, '/_sandbox/health', { host })).status
    expect(await Promise.all(['192.168.1.5', 'localhost', 'SANDBOX.corp.example:80'].map(status))).toEqual([200, 200, 200])
    expect(await Promise.all(['evil.example', 'corp.example'].map(status))).toEqual([403, 403])
  })
})

describe('a sandbox with --credentials', () => {
  const platform = (port: number, more: Record<string, string> = {}) => send(port, '/_sandbox/platforms', more, {})

  it('makes no platform for anyone, and says how it would', async () => {
    const { status, text } = await platform(await start('--credentials', credentials))
    expect(status).toBe(403)
    expect(JSON.parse(text).message).toContain('Start it with --control-token too.')
  })

  it('makes one for the control token', async () => {
    const port = await start('--credentials', credentials, '--control-token', 'token')
    expect([(await platform(port)).status, (await platform(port, { 'x-control-token': 'token' })).status]).toEqual([401, 201])
  })

  it('and one without makes one for anyone on this machine', async () => {
    expect((await platform(await start(), { authorization: '' })).status).toBe(201)
  })
})

it('shows its health to anyone, and nothing without a control plane', async () => {
  const health = async (...words: string[]) => send(await start(...words), '/_sandbox/health', { authorization: '' })
  expect(await health()).toEqual({ status: 200, text: '{"status":"ok"}' })
  expect((await health('--no-control')).status).toBe(404)
})
