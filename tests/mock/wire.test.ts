import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Mock, startMock } from '../../contract/src/mock/start.ts'

const FREEZE = '/raas/v2/asyncOrders/AA260302-118204-37/freeze'
const HEAD = ['Host: x', 'Authorization: Bearer t', 'Content-Type: application/json']
const SCRIPT = fileURLToPath(new URL('../../contract/bin.js', import.meta.url))

let mock: Mock
beforeAll(async () => {
  mock = await startMock()
})
afterAll(() => mock.close())

/** Writes bytes and reads until an answer other than 100 is whole, or the mock closes. */
function exchange(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    const socket = connect(Number(new URL(mock.origin).port), '127.0.0.1', () => socket.write(bytes, 'latin1'))
    socket.on('data', (chunk) => {
      text += chunk.toString('utf8')
      const [head = '', body = ''] = text.replace('HTTP/1.1 100 Continue\r\n\r\n', '').split('\r\n\r\n')
      if (Buffer.byteLength(body) === Number(/^content-length: (\d+)/im.exec(head)?.[1])) socket.destroy()
    })
    socket.on('close', () => resolve(text))
    socket.on('error', reject)
  })
}

const request = (line: string, headers: string[] = [], body = ''): string =>
  `${line}\r\n${[...HEAD, ...headers].join('\r\n')}\r\n\r\n${body}`
const BODY = '{"reasonCode":"FRAUD"}'
const CHUNKED = `${BODY.length.toString(16)}\r\n${BODY}\r\n0\r\n\r\n`

describe('on the wire', () => {
  it.each([
    ['a chunked body', request(`POST ${FREEZE} HTTP/1.1`, ['Transfer-Encoding: chunked'], CHUNKED), 202],
    ['an empty chunked body', request(`POST ${FREEZE} HTTP/1.1`, ['Transfer-Encoding: chunked'], '0\r\n\r\n'), 400],
    ['malformed JSON in chunks', request(`POST ${FREEZE} HTTP/1.1`, ['Transfer-Encoding: chunked'], '1\r\n{\r\n0\r\n\r\n'), 400],
    ['bytes that are not UTF-8', request(`POST ${FREEZE} HTTP/1.1`, ['Content-Length: 3'], '"\xff"'), 400],
    ['a chunk that is none', request(`POST ${FREEZE} HTTP/1.1`, ['Transfer-Encoding: chunked'], 'zz\r\n'), 400],
    ['an unknown expectation', request(`POST ${FREEZE} HTTP/1.1`, ['Expect: tea', 'Content-Length: 22'], BODY), 202],
    [
      'no Host',
      `POST ${FREEZE} HTTP/1.1\r\nAuthorization: Bearer t\r\nContent-Type: application/json\r\nContent-Length: 22\r\n\r\n${BODY}`,
      202,
    ],
    ['a whole URL', request(`POST http://elsewhere.test${FREEZE}?a=b HTTP/1.1`, ['Content-Length: 22'], BODY), 202],
    ['a path of two slashes', request('POST //asyncOrders HTTP/1.1', ['Content-Length: 0']), 404],
    ['no path', request('OPTIONS * HTTP/1.1'), 404],
    ['CONNECT', request('CONNECT elsewhere.test:443 HTTP/1.1'), 400],
    ['an upgrade', request(`POST ${FREEZE} HTTP/1.1`, ['Connection: Upgrade', 'Upgrade: websocket', 'Content-Length: 22'], BODY), 202],
    ['a request line that is none', 'TEA / HTTP/1.1\r\n\r\n', 400],
    ['a head that is too large', request(`POST /${'x'.repeat(300_000)} HTTP/1.1`), 400],
    [
      'a large body in chunks',
      request(`POST ${FREEZE} HTTP/1.1`, ['Transfer-Encoding: chunked'], `100001\r\n${'x'.repeat(0x100001)}\r\n`),
      413,
    ],
    ['a body that is said to be large', request(`POST ${FREEZE} HTTP/1.1`, ['Content-Length: 99999999'], '{'), 413],
  ])('answers %s', async (_, bytes, status) => {
    const text = await exchange(bytes)
    const [head = '', body = ''] = text.split('\r\n\r\n')
    expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
    expect(head).toMatch(/^content-type: application\/json\r?$/im)
    expect(head).toMatch(/^x-request-id: \S+/im)
    expect(JSON.parse(body)).toMatchObject(status === 202 ? { status: 'PENDING' } : { httpCode: status })
  })

  it('says 100 to Expect: 100-continue, then answers', async () => {
    const text = await exchange(request(`POST ${FREEZE} HTTP/1.1`, ['Expect: 100-continue', 'Content-Length: 22'], BODY))
    expect(text).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 202 /)
  })

  it('answers after a client went away in the middle of its body', async () => {
    const socket = connect(Number(new URL(mock.origin).port), '127.0.0.1')
    await once(socket, 'connect')
    socket.end(request(`POST ${FREEZE} HTTP/1.1`, ['Content-Length: 22'], '{'))
    await once(socket.resume(), 'close')
    expect(await exchange(request(`POST ${FREEZE} HTTP/1.1`, ['Content-Length: 22'], BODY))).toMatch(/^HTTP\/1\.1 202 /)
  })

  it('closes while connections are open, one of them in the middle of a request', async () => {
    const other = await startMock()
    const sockets = [
      request(`POST ${FREEZE} HTTP/1.1`, ['Content-Length: 22'], BODY),
      request(`POST ${FREEZE} HTTP/1.1`, ['Content-Length: 22'], '{'),
    ]
    const closed = await Promise.all(
      sockets.map(async (bytes) => {
        const socket = connect(Number(new URL(other.origin).port), '127.0.0.1')
        socket.on('error', () => {})
        await once(socket, 'connect')
        await new Promise((resolve) => socket.write(bytes, resolve))
        if (bytes.endsWith(BODY)) await once(socket, 'data')
        return { ended: once(socket.resume(), 'close') }
      }),
    )
    // The half request has reached the mock once a later one is answered.
    await fetch(other.origin)
    await Promise.all([other.close(), ...closed.map(({ ended }) => ended)])
  })
})

describe('npx async-orders mock', () => {
  it('prints its address, and ends with 0 at Ctrl-C', async () => {
    const child = spawn(process.execPath, [SCRIPT, 'mock'], { stdio: ['ignore', 'pipe', 'pipe'] })
    let err = ''
    let out = ''
    child.stdout.on('data', (chunk) => {
      out += chunk
    })
    child.stderr.on('data', (chunk) => {
      err += chunk
    })
    const [line] = await once(child.stdout, 'data')
    expect(String(line)).toMatch(/^mock listening on http:\/\/127\.0\.0\.1:\d+\/raas\/v2\n$/)
    const answer = await fetch(`${String(line).slice('mock listening on '.length).trim()}/asyncOrders/A/freeze`, { method: 'POST' })
    expect(answer.status).toBe(401)
    child.kill('SIGINT')
    expect(await once(child, 'close')).toEqual([0, null])
    expect({ out, err }).toEqual({ out: String(line), err: '' })
  })

  it('ends with 2 for a bad option and for a port that is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    const { port } = taken.address() as AddressInfo
    const run = (...args: string[]) => spawnSync(process.execPath, [SCRIPT, 'mock', ...args], { encoding: 'utf8' })
    expect(run('--port', '99999')).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('--port 99999 is not a port') })
    expect(run('--nope')).toMatchObject({ status: 2, stdout: '' })
    expect(run('--port', String(port))).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('the port is taken') })
    expect(run('--help')).toMatchObject({ status: 0, stderr: '', stdout: expect.stringContaining('--port N') })
    taken.close()
  })
})
