import { afterEach, describe, expect, it } from 'vitest'
import { testSandbox } from '../test-sandbox.ts'
import { type Came, sendRaw } from '../test-socket.ts'
import { type Listening, listen } from './server.ts'

const open: Listening[] = []
afterEach(() => Promise.all(open.splice(0).map((server) => server.close())))

/** A sandbox behind a port, with a fault and an order. `waited` is what it waited for, without waiting. */
async function started(fault: object) {
  const waited: number[] = []
  const sandbox = testSandbox({ wait: async (milliseconds) => void waited.push(milliseconds) })
  await sandbox.control('POST', '/faults', { operation: 'any', ...fault })
  const server = await listen(sandbox.fetch, { host: '127.0.0.1', port: 0 })
  open.push(server)
  const id = sandbox.order()
  return { ...sandbox, waited, id, port: Number(new URL(server.origin).port) }
}

/** Freezes through a raw socket: every byte that came, and how the connection ended. */
function raw(port: number, id: string): Promise<Came> {
  const body = '{"reasonCode":"FRAUD"}'
  const lines = ['Host: localhost', 'Authorization: Bearer demo-token', 'Content-Type: application/json', 'Connection: close']
  const head = `POST /raas/v2/asyncOrders/${id}/freeze HTTP/1.1\r\n${lines.join('\r\n')}\r\nContent-Length: ${body.length}`
  return sendRaw(`http://127.0.0.1:${port}`, `${head}\r\n\r\n${body}`)
}

/** What Node says of a connection that the other side ended, by the moment at which it notices. */
const RESET = /^(ECONNRESET|UND_ERR_SOCKET)$/

const lengthIn = (head: string) => Number(/content-length: (\d+)/i.exec(head)?.[1])

describe('through a raw socket', () => {
  it('a reset comes before the first byte, and the action was accepted', async () => {
    const sandbox = await started({ connection: 'reset' })
    expect(await raw(sandbox.port, sandbox.id)).toMatchObject({ head: '', body: '', end: 'ECONNRESET' })
    await sandbox.drain()
    expect((await sandbox.read(sandbox.id)).lineItems[0]?.reward?.status).toBe('FROZEN')
    expect((await raw(sandbox.port, sandbox.id)).head).toMatch(/^HTTP\/1\.1 202 /)
    expect(sandbox.reported).toEqual([])
  })

  it('a truncated body ends half way, below its declared length', async () => {
    const sandbox = await started({ connection: 'truncated' })
    const { head, body } = await raw(sandbox.port, sandbox.id)
    expect(head).toMatch(/^HTTP\/1\.1 202 /)
    expect(head).toMatch(/x-request-id: /i)
    expect(head).not.toMatch(/x-sandbox/i)
    expect(body.length).toBe(lengthIn(head) >> 1)
    expect(() => JSON.parse(body)).toThrow()
    expect(JSON.parse((await raw(sandbox.port, sandbox.id)).body)).toMatchObject({ referenceOrderId: sandbox.id })
  })

  it('a slow body is whole, and waits for the time that its bytes take', async () => {
    const sandbox = await started({ connection: 'slow', bytesPerSecond: 100 })
    const { head, body } = await raw(sandbox.port, sandbox.id)
    expect(body.length).toBe(lengthIn(head))
    expect(JSON.parse(body)).toMatchObject({ referenceOrderId: sandbox.id })
    expect(sandbox.waited.length).toBe(Math.ceil(body.length / 10))
    expect(sandbox.waited.reduce((sum, part) => sum + part)).toBeCloseTo(body.length * 10)
  })

  it('latency is waited for before the request is looked at, and goes with a status', async () => {
    const sandbox = await started({ latency: 1_234, remaining: 2 })
    await sandbox.control('POST', '/faults', { operation: 'any', status: 503, retryAfter: 7 })
    const { head } = await raw(sandbox.port, sandbox.id)
    expect(head).toMatch(/^HTTP\/1\.1 503 /)
    expect(head).toMatch(/retry-after: 7/i)
    expect((await raw(sandbox.port, sandbox.id)).head).toMatch(/^HTTP\/1\.1 202 /)
    expect(sandbox.waited).toEqual([1_234, 1_234])
  })

  it('a connection fault meets answers that refuse too', async () => {
    const sandbox = await started({ connection: 'truncated' })
    const { head, body } = await raw(sandbox.port, 'AA-nobody')
    expect(head).toMatch(/^HTTP\/1\.1 404 /)
    expect(body.length).toBe(lengthIn(head) >> 1)
  })
})

describe.each(['without a server', 'behind a port'])('through fetch, %s', (where) => {
  const freeze = async (connection: string) => {
    const sandbox = await started({ connection })
    const [send, origin] =
      where === 'without a server' ? [sandbox.fetch, 'http://sandbox.test'] : [fetch, `http://127.0.0.1:${sandbox.port}`]
    const response = send(`${origin}/raas/v2/asyncOrders/${sandbox.id}/freeze`, {
      method: 'POST',
      headers: { authorization: 'Bearer demo-token', 'content-type': 'application/json' },
      body: '{"reasonCode":"FRAUD"}',
    })
    return { sandbox, response }
  }

  it('a reset rejects, and the action was accepted', async () => {
    const { sandbox, response } = await freeze('reset')
    const error = await response.catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(TypeError)
    expect(error).toMatchObject({ name: 'TypeError', message: 'fetch failed', cause: { code: expect.stringMatching(RESET) } })
    await sandbox.drain()
    expect((await sandbox.read(sandbox.id)).lineItems[0]?.reward?.status).toBe('FROZEN')
    expect(sandbox.reported).toEqual([])
  })

  it('a truncated body fails half way', async () => {
    const response = await (await freeze('truncated')).response
    const length = Number(response.headers.get('content-length'))
    let came = 0
    const readAll = async () => {
      const reader = response.body?.getReader()
      for (let read = await reader?.read(); read?.value !== undefined; read = await reader?.read()) came += read.value.length
    }
    await expect(readAll()).rejects.toThrow(TypeError)
    expect([response.status, came]).toEqual([202, length >> 1])
  })
})

it('a platform has a hundred faults at most', async () => {
  const sandbox = testSandbox()
  const add = () => sandbox.control('POST', '/faults', { operation: 'any', status: 503 })
  for (let n = 0; n < 100; n++) expect((await add()).status).toBe(201)
  const { status, body } = await add()
  expect([status, body.message]).toEqual([400, expect.stringContaining('there are 100 already')])
  await sandbox.control('DELETE', '/faults')
  expect((await add()).status).toBe(201)
})
