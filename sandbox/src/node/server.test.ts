import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, describe, expect, it } from 'vitest'
import { testSandbox } from '../test-sandbox.ts'
import { sendRaw } from '../test-socket.ts'
import { type Listening, listen } from './server.ts'

const open: Listening[] = []
const started = async (fetch: (request: Request) => Promise<Response>, host = '127.0.0.1', port = 0) => {
  const server = await listen(fetch, { host, port })
  open.push(server)
  return server
}
afterEach(() => Promise.all(open.splice(0).map((server) => server.close())))

it('answers on the port that it tells', async () => {
  const { origin } = await started(async (request) => new Response(`${request.method} ${new URL(request.url).pathname}`))
  expect(origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  expect(await (await fetch(`${origin}/a`, { method: 'POST', body: 'x' })).text()).toBe('POST /a')
})

it('says so when the port is taken', async () => {
  const { origin } = await started(async () => new Response())
  const port = Number(new URL(origin).port)
  await expect(started(async () => new Response(), '127.0.0.1', port)).rejects.toThrow(
    `Failed to listen on 127.0.0.1:${port}: the port is taken. Choose another port, or 0 for a free one.`,
  )
})

it('says so when the address is none of this machine', async () => {
  // An address for documentation: no machine has it.
  await expect(started(async () => new Response(), '192.0.2.1')).rejects.toThrow(
    'the address is not one of this machine. Choose 127.0.0.1.',
  )
})

it('closes at once, with connections kept alive and requests under way', async () => {
  const asked: string[] = []
  const { origin, close } = await listen(
    (request) => {
      asked.push(new URL(request.url).pathname)
      return request.url.endsWith('/never') ? new Promise(() => undefined) : Promise.resolve(new Response('kept'))
    },
    { host: '127.0.0.1', port: 0 },
  )
  const port = Number(new URL(origin).port)
  const ended = (path: string) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`))
    socket.on('error', () => undefined)
    const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()))
    return { closed, answered: new Promise<void>((resolve) => socket.once('data', () => resolve())) }
  }
  const idle = ended('/kept')
  await idle.answered
  const busy = ended('/never')
  await expect.poll(() => asked).toEqual(['/kept', '/never'])
  await close()
  await Promise.all([idle.closed, busy.closed])
  await expect(fetch(origin)).rejects.toThrow()
})

it.each(['Content-Length: 50', 'Transfer-Encoding: chunked'])(
  'reports no fault of the sandbox when a caller goes away before its body ends: %s',
  async (length) => {
    const sandbox = testSandbox()
    let settled = 0
    const { origin } = await started((request) => sandbox.fetch(request).finally(() => settled++))
    const head = `POST /raas/v2/asyncOrders/AA1/freeze HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer demo-token\r\n${length}\r\n\r\n5\r\n{"rea\r\n`
    const socket = connect(Number(new URL(origin).port), '127.0.0.1', () => socket.write(head, () => socket.resetAndDestroy()))
    socket.on('error', () => undefined)
    await expect.poll(() => settled).toBe(1)
    expect(sandbox.reported).toEqual([])
  },
)

describe('what is no request', () => {
  it.each([
    ['bytes that are not HTTP', 'hello\r\n\r\n', 400],
    ['a header without a name', 'GET / HTTP/1.1\r\nHost: a\r\n: b\r\n\r\n', 400],
    ['two lengths', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\na', 400],
    ['a host that is none', 'POST /raas/v2/asyncOrders/X/freeze HTTP/1.1\r\nHost: :\r\nContent-Length: 2\r\n\r\n{}', 400],
    ['no Host', 'POST /raas/v2/asyncOrders/X/freeze HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}', 400],
    ['headers that are too large', `GET / HTTP/1.1\r\nHost: a\r\nX-Large: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
  ])('answers %s in the shape of the API', async (_, bytes, status) => {
    const sandbox = testSandbox()
    const server = await listen(sandbox.fetch, { host: '127.0.0.1', port: 0, malformed: sandbox.malformed })
    open.push(server)
    const came = await sendRaw(server.origin, bytes)
    const body = JSON.parse(came.body)
    expect(came.status).toBe(status)
    expect(body).toMatchObject({ httpCode: status, i18nKey: '400.001', errors: [] })
    expect(came.head.toLowerCase()).toContain(`x-request-id: ${body.requestId}`)
  })
})

it('answers a request with an unknown expectation like any other', async () => {
  const sandbox = testSandbox()
  const { origin } = await started(sandbox.fetch)
  const socket = connect(Number(new URL(origin).port), '127.0.0.1')
  let seen = ''
  socket.on('data', (chunk) => (seen += chunk))
  socket.write('POST /raas/v2/asyncOrders/AA1/freeze HTTP/1.1\r\nHost: localhost\r\nExpect: tea\r\nContent-Length: 2\r\n\r\n{}')
  await expect.poll(() => seen).toMatch(/^HTTP\/1\.1 401 /)
  socket.destroy()
})

it('answers the next request of a connection after it refused a large body without reading it', async () => {
  const sandbox = testSandbox()
  const { origin } = await started(sandbox.fetch)
  const head = (authorization: string, length: number) =>
    `POST /raas/v2/asyncOrders/AA1/freeze HTTP/1.1\r\nHost: localhost\r\nAuthorization: ${authorization}\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`
  const socket = connect(Number(new URL(origin).port), '127.0.0.1')
  let seen = ''
  socket.on('data', (chunk) => (seen += chunk))
  socket.write(`${head('Bearer wrong', 1_000_000)}${' '.repeat(1_000_000)}${head('Bearer demo-token', 2)}{}`)
  await expect.poll(() => seen.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 401', 'HTTP/1.1 422'])
  socket.destroy()
})

describe('a request that comes in too slowly', () => {
  const UNFINISHED = 'POST /raas/v2/asyncOrders/AA1/freeze HTTP/1.1\r\nHost: x\r\n'
  it.for([
    { seconds: 10, of: 'headers', bytes: UNFINISHED, long: false },
    { seconds: 30, of: 'a body', bytes: `${UNFINISHED}Authorization: Bearer demo-token\r\nContent-Length: 20\r\n\r\n{`, long: true },
  ])('is answered 408 after $seconds seconds for $of', async ({ seconds, bytes, long }, { skip }) => {
    if (long && process.env.LONG !== '1') return skip('takes half a minute: LONG=1')
    const sandbox = testSandbox()
    const server = await listen(sandbox.fetch, { host: '127.0.0.1', port: 0, malformed: sandbox.malformed })
    open.push(server)
    const began = performance.now()
    const socket = connect(Number(new URL(server.origin).port), '127.0.0.1', () => socket.write(bytes))
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 408 /)
    // With the interval that Node has unless told otherwise, it is up to 30 seconds more.
    expect((performance.now() - began) / 1_000).toBeGreaterThan(seconds - 1)
    expect((performance.now() - began) / 1_000).toBeLessThan(seconds + 10)
  })
})
