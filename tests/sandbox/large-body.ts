import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { Agent, createServer as createHttpServer, request, type Server } from 'node:http'
import { type AddressInfo, connect, createServer, type Server as NetServer } from 'node:net'
import { text } from 'node:stream/consumers'

/** One request whose body is too large, or larger than the server wants to read. */
interface Large {
  origin: string
  bytes: number
  /** How its length is stated. */
  framing: 'length' | 'chunked'
}

/** What a client saw: the status of the response, or how it failed. */
type Seen = string
/** Sends requests one after another. */
type Client = (large: Large, tries: number) => Promise<Seen[]>

const PATH = '/raas/v2/asyncOrders/AA1/freeze'
const HEADERS = { authorization: 'Bearer demo-token', 'content-type': 'application/json' }

const inTurn = async (tries: number, send: () => Promise<Seen>): Promise<Seen[]> => {
  const seen: Seen[] = []
  while (seen.length < tries) seen.push(await send().catch((error) => String(error.cause?.code ?? error.code ?? error)))
  return seen
}

const byFetch: Client = ({ origin, bytes, framing }, tries) => {
  const body = Buffer.alloc(bytes, 32)
  return inTurn(tries, async () => {
    const sent = framing === 'length' ? { body } : { body: new Blob([body]).stream(), duplex: 'half' }
    const response = await fetch(`${origin}${PATH}`, { method: 'POST', headers: HEADERS, ...(sent as RequestInit) })
    await response.text()
    return String(response.status)
  })
}

const byNode =
  (keepAlive: boolean): Client =>
  async ({ origin, bytes, framing }, tries) => {
    const agent = new Agent({ keepAlive })
    const body = Buffer.alloc(bytes, 32)
    const length = framing === 'length' ? { 'content-length': bytes } : {}
    const seen = await inTurn(tries, async () => {
      const sent = request(`${origin}${PATH}`, { method: 'POST', agent, headers: { ...HEADERS, ...length } })
      const answered = once(sent, 'response')
      sent.end(body)
      const [response] = await answered
      sent.on('error', () => undefined)
      await text(response)
      return String(response.statusCode)
    })
    agent.destroy()
    return seen
  }

const PYTHON = `
import http.client, sys
host, port, path, size, framing, tries = sys.argv[1:]
body = b' ' * int(size)
for _ in range(int(tries)):
    try:
        c = http.client.HTTPConnection(host, int(port))
        sent = iter([body]) if framing == 'chunked' else body
        c.request('POST', path, sent, {'Authorization': 'Bearer demo-token', 'Content-Type': 'application/json'})
        answer = c.getresponse()
        answer.read()
        print(answer.status)
    except Exception as error:
        print(type(error).__name__)
    c.close()
`

const byPython: Client = async ({ origin, bytes, framing }, tries) => {
  const { hostname, port } = new URL(origin)
  const child = spawn('python3', ['-c', PYTHON, hostname, port, PATH, String(bytes), framing, String(tries)])
  return (await text(child.stdout)).trim().split('\n')
}

const byCurl =
  (...more: string[]): Client =>
  async ({ origin, bytes, framing }, tries) => {
    const headers = Object.entries(HEADERS).flatMap(([name, value]) => ['-H', `${name}: ${value}`])
    if (framing === 'chunked') headers.push('-H', 'Transfer-Encoding: chunked')
    const body = Buffer.alloc(bytes, 32)
    return inTurn(tries, async () => {
      const child = spawn('curl', ['-s', '-o', '-', '-w', '\n%{http_code}', ...headers, ...more, '--data-binary', '@-', `${origin}${PATH}`])
      child.stdin.on('error', () => undefined).end(body)
      const [output, [code]] = await Promise.all([text(child.stdout), once(child, 'close')])
      return code === 0 ? (output.split('\n').at(-1) ?? '') : `curl ${code}`
    })
  }

const isThere = (command: string): boolean => spawnSync(command, ['--version']).status === 0

/** The clients by name; null for one that this machine does not have. */
export const CLIENTS: Record<string, Client | null> = {
  fetch: byFetch,
  'node:http': byNode(true),
  'node:http that closes': byNode(false),
  'http.client': isThere('python3') ? byPython : null,
  curl: isThere('curl') ? byCurl() : null,
  'curl without Expect': isThere('curl') ? byCurl('-H', 'Expect:') : null,
}

/** Something between a client and a server. */
export interface Route {
  origin: string
  close: () => void
}

/** Hands requests on as they come in, headers and all, as the shortest proxy does. */
function httpProxy(target: string): Server {
  return createHttpServer((incoming, outgoing) => {
    const { method = '', url = '', headers } = incoming
    const onward = request(`${target}${url}`, { method, headers }, (response) => {
      outgoing.writeHead(response.statusCode ?? 0, response.headers)
      response.pipe(outgoing)
    })
    onward.on('error', () => outgoing.destroy())
    incoming.pipe(onward)
  })
}

function tcpProxy(target: string): NetServer {
  return createServer({ allowHalfOpen: true }, (socket) => {
    const onward = connect({ port: Number(new URL(target).port), host: new URL(target).hostname, allowHalfOpen: true })
    for (const [one, other] of [
      [socket, onward],
      [onward, socket],
    ] as const)
      one.on('error', () => other.resetAndDestroy()).pipe(other)
  })
}

const listening = async (server: NetServer): Promise<Route> => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() }
}

/** The routes by name. */
export const ROUTES: Record<string, (target: string) => Promise<Route>> = {
  directly: async (origin) => ({ origin, close: () => undefined }),
  'through a TCP proxy': (origin) => listening(tcpProxy(origin)),
  'through an HTTP proxy': (origin) => listening(httpProxy(origin)),
}
