import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterEach, describe, expect, it } from 'vitest'
import { limitedFetch } from './connection.ts'

let close = async (): Promise<void> => undefined
afterEach(() => close())

async function serve(listener: RequestListener): Promise<Request> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  close = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return new Request(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, { method: 'POST', body: '{}' })
}

const FOREVER = 600_000

describe('a limited fetch', () => {
  it('reads a whole response', async () => {
    const request = await serve((_, response) => {
      response.writeHead(202, 'Taken', { 'X-Request-Id': 'r1' })
      response.end('{"a":1}')
    })
    const response = await limitedFetch(fetch, FOREVER)(request)
    expect([response.status, response.statusText, response.headers.get('x-request-id'), await response.text()]).toEqual([
      202,
      'Taken',
      'r1',
      '{"a":1}',
    ])
  })

  it('reads a response without a body', async () => {
    expect((await limitedFetch(async () => new Response(null, { status: 204 }), FOREVER)(new Request('http://a.test'))).status).toBe(204)
  })

  it('stops reading a body that does not end', async () => {
    let sent = 0
    const part = Buffer.alloc(100_000, 'x')
    const closed = Promise.withResolvers<void>()
    const request = await serve((_, response) => {
      const send = (): void => {
        for (let more = true; more && !response.destroyed; sent += part.length) more = response.write(part)
        response.once('drain', send)
      }
      response.once('close', closed.resolve)
      send()
    })
    await expect(limitedFetch(fetch, FOREVER)(request)).rejects.toThrow(/^a response larger than 8 MB$/)
    await closed.promise
    // What was on its way is what buffers hold.
    expect(sent).toBeLessThan(100_000_000)
  })

  it.each<[string, RequestListener]>([
    ['headers', () => undefined],
    ['the end of a body', (_, response) => void response.write('{')],
  ])('waits for %s no longer than it may, and closes the connection', async (_, listener) => {
    const closed = Promise.withResolvers<void>()
    const request = await serve((incoming, response) => {
      response.once('close', closed.resolve)
      listener(incoming, response)
    })
    await expect(limitedFetch(fetch, 50)(request)).rejects.toThrow(/^no response within 0.05 s$/)
    await closed.promise
  })

  it('waits no longer than the run, even for a fetch that never ends', async () => {
    const run = new AbortController()
    const waiting = limitedFetch(() => new Promise(() => undefined), FOREVER, run.signal)(new Request('http://a.test'))
    run.abort(new Error('the run is over'))
    await expect(waiting).rejects.toThrow('the run is over')
    await expect(limitedFetch(fetch, FOREVER, run.signal)(new Request('http://a.test'))).rejects.toThrow('the run is over')
  })

  it('takes credentials to no other place', async () => {
    const asked: (string | undefined)[] = []
    const request = await serve(({ url }, response) => {
      asked.push(url)
      response.writeHead(307, { location: '/other' })
      response.end()
    })
    expect((await limitedFetch(fetch, FOREVER)(request)).status).toBe(307)
    expect(asked).toEqual(['/'])
  })
})

it('keeps a request while it is under way: one that nobody holds no longer hears of its abortion', async () => {
  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')
  const ending = new AbortController()
  let sent: WeakRef<Request> | undefined
  const never = (request: Request): Promise<Response> => {
    sent = new WeakRef(request)
    return new Promise(() => undefined)
  }
  const answer = limitedFetch(never, FOREVER, ending.signal)(new Request('http://127.0.0.1:1/'))
  // What a WeakRef was made of stays until the end of its turn.
  await new Promise((resolve) => setTimeout(resolve))
  collect()
  expect(sent?.deref()).toBeDefined()
  ending.abort(new Error('the run is over'))
  await expect(answer).rejects.toThrow('the run is over')
})
