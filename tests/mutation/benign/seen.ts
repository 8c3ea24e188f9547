import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { createSandbox, documentedRules, memoryStore } from '../../../sandbox/src/index.ts'
import { listen } from '../../../sandbox/src/node/server.ts'
import { countingIds, NOW } from '../../contract/in-process.ts'
import type { Fetch, InProcess, OnWire } from '../mutant.ts'
import { startProxy } from '../transport/wire-proxy.ts'
import { turns } from './benign.ts'
import { play } from './play.ts'

/** What a caller and a receiver saw. */
export interface Seen {
  /** Each response and delivery in full: equal when nothing differs. */
  shown: string[]
  /** What a client makes of the responses. */
  answers: { status: number; json: unknown }[]
  deliveries: { path: string; signature: string | null; body: string }[]
}

/** Whether work was done within so many turns of the event loop. */
async function timed<T>(work: Promise<T>): Promise<[done: T, prompt: boolean]> {
  let prompt = true
  void turns(25).then(() => {
    prompt = false
  })
  return [await work, prompt]
}

async function read(message: Request | Response): Promise<{ body: string; sizes: number[] }> {
  const chunks: Uint8Array[] = []
  await message.body?.pipeTo(new WritableStream({ write: (chunk) => void chunks.push(chunk) }))
  return { body: Buffer.concat(chunks).toString(), sizes: chunks.map(({ length }) => length) }
}

/**
 * Plays with a variant in this process, and shows headers, bodies, the pieces that they came in, and whether they came at once.
 *
 * @example const { shown } = await seenInProcess({ rules: {} })
 */
export async function seenInProcess(how: InProcess): Promise<Seen> {
  const seen: Seen = { shown: [], answers: [], deliveries: [] }
  const receive: Fetch = async (request) => {
    const { body, sizes } = await read(request)
    const { pathname } = new URL(request.url)
    seen.shown.push(JSON.stringify([pathname, [...request.headers], body, sizes]))
    seen.deliveries.push({ path: pathname, signature: request.headers.get('x-signed-payload'), body })
    return new Response(null)
  }
  const wrapped = 'wrapDeliver' in how ? how.wrapDeliver(receive) : receive
  const deliver: Fetch = async (request) => {
    const [response, prompt] = await timed(wrapped(request))
    seen.shown.push(`delivered at once: ${prompt}`)
    return response
  }
  const store = 'wrapStore' in how ? how.wrapStore(memoryStore()) : memoryStore()
  const given = 'rules' in how ? how.rules : {}
  const rules = { ...documentedRules, ...(typeof given === 'function' ? given() : given) }
  const sandbox = createSandbox({ now: () => NOW, newId: countingIds(), store, deliver, rules })
  const fetch = 'wrapFetch' in how ? how.wrapFetch(sandbox.fetch) : sandbox.fetch
  const send: Fetch = async (request) => {
    const answering = fetch(request)
    const [{ body, sizes }, prompt] = await timed(answering.then(read))
    const { status, headers } = await answering
    seen.shown.push(JSON.stringify([status, [...headers], body, sizes, prompt]))
    seen.answers.push({ status, json: JSON.parse(body) })
    return new Response(body)
  }
  const log = await play({ origin: 'http://127.0.0.1:1', inbox: 'http://127.0.0.1:2', control: fetch, send })
  sandbox.close()
  // Two deliveries at once come in any order.
  return { ...seen, shown: [...seen.shown.toSorted(), log] }
}

/** Shows a response as its bytes are, but for Date, which is of this moment. */
async function bytesOf(request: Request): Promise<string> {
  const { hostname, port, pathname, search } = new URL(request.url)
  const body = Buffer.from(await request.arrayBuffer())
  const headers = [...request.headers, ['Host', 'localhost'], ['Accept-Encoding', 'gzip, deflate'], ['Content-Length', `${body.length}`]]
  const head = [`${request.method} ${pathname}${search} HTTP/1.1`, ...headers.map(([name, value]) => `${name}: ${value}`)]
  const socket = connect(Number(port), hostname)
  socket.write(`${head.join('\r\n')}\r\n\r\n`)
  socket.write(body)
  const chunks: Buffer[] = []
  for await (const chunk of socket) chunks.push(chunk)
  return Buffer.concat(chunks)
    .toString('latin1')
    .replace(/^date:.*\r\n/im, '')
}

/**
 * Plays with a variant on the wire, and shows the bytes of responses and the raw headers of deliveries; or plays with a client.
 *
 * @example const { shown } = await seenOnWire({ wire: () => ({}) }, 'bytes')
 */
export async function seenOnWire(how: OnWire, by: 'bytes' | 'client'): Promise<Seen> {
  const seen: Seen = { shown: [], answers: [], deliveries: [] }
  const receiver = createServer(async (request, response) => {
    const { url = '', headers, rawHeaders } = request
    const body = await text(request)
    seen.shown.push(JSON.stringify([url, rawHeaders.filter((_, index) => !/^host$/i.test(rawHeaders[index - (index % 2)] ?? '')), body]))
    seen.deliveries.push({ path: url, signature: String(headers['x-signed-payload']), body })
    response.end()
  })
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  const sandbox = createSandbox({ now: () => NOW, newId: countingIds(), store: memoryStore(), deliver: fetch })
  const api = await listen(sandbox.fetch, { host: '127.0.0.1', port: 0 })
  const toApi = await startProxy(api.origin, 'wire' in how ? how.wire() : {})
  const toInbox = await startProxy(
    `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`,
    'deliveryWire' in how ? how.deliveryWire() : {},
  )
  const send: Fetch = async (request) => {
    if (by === 'bytes') {
      seen.shown.push(await bytesOf(request))
      return new Response(null)
    }
    const response = await fetch(request)
    seen.answers.push({ status: response.status, json: await response.json() })
    return response
  }
  const log = await play({ origin: toApi.origin, inbox: toInbox.origin, control: fetch, send })
  sandbox.close()
  receiver.close()
  await Promise.all([toApi, toInbox, api].map((server) => server.close()))
  return { ...seen, shown: [...seen.shown.toSorted(), log] }
}
