import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { base64, ways } from '../../contract/src/redact/ways.ts'
import { createSandbox } from '../../sandbox/src/index.ts'

interface Reflecting {
  platform: { name: string; key: string; token: string }
  controlToken?: string
  /** Responses stay as documented, beside fields and headers that no page lists; else they break whatever they can. */
  mild?: boolean
}

/**
 * A sandbox that says the secrets that it is sent wherever a response has room, in every way that it knows.
 *
 * @example const { baseUrl, secrets, close } = await startReflecting({ platform, controlToken: 'control-token-5c1d' })
 */
export async function startReflecting({ platform, controlToken, mild = false }: Reflecting) {
  const sandbox = createSandbox({ platforms: [platform], ...(controlToken === undefined ? {} : { controlToken }) })
  const secrets = new Set<string>()
  let turn = 0
  const server = createServer(async (incoming, outgoing) => {
    const own = secretsIn(incoming)
    for (const secret of own) secrets.add(secret)
    const answer = await sandbox.fetch(await requestOf(incoming))
    const text = await answer.text()
    if (/\/_sandbox\/platforms$/.test(incoming.url ?? '') && answer.status === 201)
      for (const secret of credentialsIn(JSON.parse(text))) secrets.add(secret)
    const isControl = incoming.url?.startsWith('/_sandbox') === true
    // Most of the control plane has to work, or nothing else is reached.
    if (isControl && (mild || turn % 40 !== 7)) send(outgoing, answer, text)
    else reflect(outgoing, { answer, text, secret: own[turn % Math.max(1, own.length)] ?? 'none', turn, mild })
    turn++
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/raas/v2`,
    secrets,
    createOrder: (order: Parameters<typeof sandbox.createOrder>[1]) => sandbox.createOrder(platform.name, order),
    close: async () => {
      sandbox.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function requestOf(incoming: IncomingMessage): Promise<Request> {
  const { method = 'GET', url = '/', headers } = incoming
  const body = await buffer(incoming)
  const pairs = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)])
  return new Request(`http://${headers.host}${url}`, { method, headers: pairs, ...(body.length === 0 ? {} : { body }) })
}

function secretsIn({ headers }: IncomingMessage): string[] {
  const [scheme, value = ''] = (headers.authorization ?? '').split(' ')
  const pair = scheme === 'Basic' ? Buffer.from(value, 'base64').toString() : ''
  const [, key = ''] = /^[^:]+:(.{8,})$/s.exec(pair) ?? []
  // What cases make up to be refused is no secret.
  const known = [
    ...(key === '' || key === 'not-the-key' ? [] : [value, key]),
    ...(scheme === 'Bearer' && value !== 'not-a-token' ? [value] : []),
  ]
  return [...known, ...[headers['x-control-token'] ?? []].flat()].filter((secret) => secret.length >= 8)
}

const credentialsIn = ({ name, key, token }: Record<string, string>): string[] => [key ?? '', token ?? '', base64(`${name}:${key}`)]

interface Shown {
  answer: Response
  text: string
  secret: string
  turn: number
  mild: boolean
}

function send(outgoing: ServerResponse, { status, headers }: Response, text: string): void {
  outgoing.writeHead(status, Object.fromEntries(headers))
  outgoing.end(text)
}

/** Three ways at a time, so that a report that cuts a body has come to all of them. */
function reflect(outgoing: ServerResponse, { answer, text, secret, turn, mild }: Shown): void {
  const said = [0, 1, 2].map((more) => ways[(turn * 3 + more) % ways.length]?.[1](secret) ?? '')
  const inHeader = (form: string): string => form.replace(/[^\t\x20-\x7e]+/g, ' ')
  const [one = '', two = '', three = ''] = said
  const headers = {
    ...Object.fromEntries(answer.headers),
    'x-request-id': inHeader(one),
    [`x-${Buffer.from(secret).toString('hex')}`]: inHeader(two),
    'www-authenticate': `Basic realm="${inHeader(three)}"`,
    ...(mild ? {} : { allow: inHeader(two), 'retry-after': inHeader(three), location: `/${encodeURIComponent(secret)}` }),
  }
  const fields = Object.fromEntries([
    ...said.map((form, index) => [`said${index}`, form]),
    ...said.map((form) => [form, { [form]: [form] }]),
  ])
  const body = text.startsWith('{') ? JSON.stringify({ ...JSON.parse(text), ...fields }) : text
  const places: (() => [status: number, body: string])[] = [
    () => [answer.status, body],
    () => [500, `${one}\n::error::${two}\r\n  ##[error]${three}\nPASS: 0 failed`],
    () => [
      422,
      JSON.stringify({
        ...fields,
        message: said.join('\n::stop-commands::'),
        errors: [{ path: 'a\n##vso[task.complete]', message: '\nPASS: 0 failed' }],
      }),
    ],
    () => [answer.status, JSON.stringify({ 'status\n::error::': 'PASS: 0 failed' })],
    () => [302, `<html>${one} ${two} ${three}`],
    () => [200, JSON.stringify(said)],
    () => [answer.status, text.replace(/"(PENDING|COMPLETE|[A-Z]{2}\d+-[^"]*)"/g, () => JSON.stringify(one))],
    () => [answer.status, `${' '.repeat(480)}${JSON.stringify(said)}`],
  ]
  const [status, shown] = mild ? [answer.status, body] : (places[turn % places.length]?.() ?? [500, ''])
  outgoing.writeHead(status, inHeader(one), { ...headers, 'content-length': Buffer.byteLength(shown) })
  outgoing.end(shown)
}
