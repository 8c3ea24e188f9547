import { type OperationId, operations } from '../../../generated/operations.ts'
import { limitedFetch, whyNoResponse } from '../targets/connection.ts'
import { pathTo } from '../targets/send.ts'
import type { TargetName } from '../targets/target.ts'
import { calledAt } from './live-host.ts'
import { CREDENTIALS, refuseWithoutCredentials } from './live-options.ts'
import type { LiveOptions, PreparedOrder } from './options.ts'

/** What is known of a target before it is asked anything. */
export interface Asked {
  name: TargetName
  baseUrl: string
  live: LiveOptions | null
  controlToken: string | undefined
  limitMs: number
  /** Aborted when the whole run is over. */
  run?: AbortSignal
}

interface Reached {
  hasControl: boolean
  baseUrl: string
}

const BASE_PATH = '/raas/v2'
const withoutBasePath = (url: string): string => (url.endsWith(BASE_PATH) ? url.slice(0, -BASE_PATH.length) : url)

/**
 * The address of a mock or sandbox of ours, whose base path is known.
 *
 * @example withBasePath('http://127.0.0.1:8080') // 'http://127.0.0.1:8080/raas/v2'
 */
export const withBasePath = (url: string): string => `${withoutBasePath(url)}${BASE_PATH}`

interface Seen {
  status: number
  text: string
  headers: Headers
}

type Send = (url: string, init: RequestInit) => Promise<Seen>

/**
 * Looks whether a target that this run did not start can be judged, before any case: that it responds, is this API, accepts the
 * credentials, and is at this base path. Sends nothing that changes an order: JSON that is cut off.
 *
 * @returns whether the target has a control plane, and the address with the base path that it has, wherever --url ended
 * @throws Error of one line, with the way out
 * @example const { hasControl } = await preflight({ name: 'sandbox', baseUrl, live, controlToken: undefined, limitMs: 30_000 })
 */
export async function preflight(asked: Asked, fetch = globalThis.fetch): Promise<Reached> {
  const { name, baseUrl, live } = asked
  const called = calledAt(name, baseUrl)
  const send = sender(fetch, called, asked)
  if (name === 'sandbox' && (await hasControl(asked, send, called))) return { hasControl: true, baseUrl: withBasePath(baseUrl) }
  if (live === null)
    return checkApi(baseUrl, [{ operation: 'freezeAsyncOrder', path: pathTo('freezeAsyncOrder', { referenceOrderID: 'AA0' }) }], {
      send,
      called,
      authorization: basic('mock', 'mock-key'),
      body: '{}',
    })
  const order = Object.values(live.fixtures).flat()[0]
  if (order === undefined) {
    const credentials = live.name === null && live.token === null ? `, and set ${CREDENTIALS}` : ''
    throw new Error(
      `Failed to run on ${called}: it has no control plane to create orders with. Pass --fixtures FILE with orders prepared there (see contract/src/targets/fixtures.schema.json)${credentials}.`,
    )
  }
  refuseWithoutCredentials(live, called)
  const authorization = live.name === null ? `Bearer ${live.token}` : basic(live.name, live.key ?? '')
  // Cut off, so that it changes nothing whatever the server makes of it.
  return checkApi(baseUrl, placesOf(order), { send, called, authorization, body: '{' })
}

const basic = (name: string, key: string): string => `Basic ${Buffer.from(`${name}:${key}`).toString('base64')}`

const placesOf = (order: PreparedOrder): Place[] =>
  (['updateAsyncOrder', 'freezeAsyncOrder'] as const).map((operation) => ({ operation, path: pathTo(operation, { ...order }) }))

/** Twice, since a connection can be lost on any day. */
function sender(fetch: typeof globalThis.fetch, called: string, { limitMs, run }: Asked): Send {
  const limited = limitedFetch(fetch, limitMs, run)
  const once = async (url: string, init: RequestInit): Promise<Seen> => {
    const response = await limited(new Request(url, init))
    return { status: response.status, headers: response.headers, text: await response.text() }
  }
  return async (url, init) => {
    try {
      return await once(url, init).catch(() => once(url, init))
    } catch (error) {
      if (run?.aborted) throw new Error(`Failed to run on ${called}: ${run.reason.message}.`)
      const { what, remedy } = whyNoResponse(error, limitMs)
      throw new Error(`Failed to reach ${called}: ${what}. ${remedy}`)
    }
  }
}

/** Why a sandbox of ours makes no platform, by its response, and the way out. */
const REFUSALS: Record<number, string> = {
  401: 'its control plane does not accept the control token. Pass --control-token as the sandbox was started with.',
  403: 'its control plane makes no platforms without a control token. Start it with --control-token too and pass the same here, or pass --fixtures.',
}

/** A control plane makes platforms; a case begins with one. */
async function hasControl({ baseUrl, controlToken, live }: Asked, send: Send, called: string): Promise<boolean> {
  const { status, text } = await send(`${withoutBasePath(baseUrl)}/_sandbox/platforms`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(controlToken === undefined ? {} : { 'x-control-token': controlToken }) },
    body: '{"clock":"manual"}',
  })
  const notNamed = strangeHost(status, text)
  if (notNamed !== null) throw new Error(`Failed to run on ${called}: ${notNamed}`)
  const why = /control token/i.test(text) ? REFUSALS[status] : undefined
  const isPrepared = status === 403 && Object.keys(live?.fixtures ?? {}).length > 0
  if (why !== undefined && !isPrepared) throw new Error(`Failed to run on ${called}: ${why}`)
  return status === 201 && typeof fieldsOf(text).key === 'string'
}

interface Check {
  send: Send
  called: string
  authorization: string
  body: string
}

interface Place {
  operation: OperationId
  /** Below the base URL. */
  path: string
}

/** @param places one that is found is enough: not every operation is offered everywhere */
async function checkApi(baseUrl: string, places: readonly Place[], { send, called, authorization, body }: Check): Promise<Reached> {
  const ask = (base: string, { operation, path }: Place): Promise<Seen> =>
    send(`${base}${path}`, {
      method: operations[operation].method,
      headers: { authorization, 'content-type': 'application/json' },
      body,
    })
  for (const place of places) {
    const seen = await ask(baseUrl, place)
    const problem = problemOf(seen)
    if (problem !== null) throw new Error(`Failed to run on ${called}: ${problem}`)
    if (seen.status !== 404) return { hasControl: false, baseUrl }
  }
  const without = withoutBasePath(baseUrl)
  const other = without === baseUrl ? `${baseUrl}${BASE_PATH}` : without
  const [place] = places
  const found = place === undefined ? null : await ask(other, place).catch(() => null)
  if (found !== null && found.status !== 404 && problemOf(found) === null) return { hasControl: false, baseUrl: other }
  const wayOut = 'Check the base path (usually /raas/v2) in --url, and the orders in --fixtures.'
  throw new Error(`Failed to run on ${called}: it returns 404 for ${places.map(({ path }) => path).join(' and ')}. ${wayOut}`)
}

/** A sandbox of ours that was called by a name that it does not know. */
const strangeHost = (status: number, text: string): string | null =>
  status === 403 && text.includes('--allow-origin-host')
    ? 'it refuses this host name. Start it with --allow-origin-host and the name, or use the name it has in --url.'
    : null

/** Why a response cannot be one of this API, or shows that no case can be judged; null for one that cases may judge. */
function problemOf({ status, text, headers }: Seen): string | null {
  const isPage = /^\s*</.test(text) || /^text\/html/i.test(headers.get('content-type') ?? '')
  if (status >= 300 && status < 400)
    return `it redirects to ${headers.get('location') ?? 'nowhere'}. Pass the address of the API itself as --url.`
  // A server that has this API may still have pages for its errors, which is for the cases to judge.
  if (isPage && ![400, 404, 405, 415, 422].includes(status))
    return `it returns an HTML page (${status}), not JSON. Is --url the API, and no proxy or sign-in page in between?`
  const notNamed = strangeHost(status, text)
  if (notNamed !== null) return notNamed
  if (status === 401 || status === 403) return `it does not accept the credentials (${status}). Check ${CREDENTIALS}.`
  if (status < 300 && !isJson(text)) return `it returns ${status} with a body that is not JSON. Is --url this API?`
  return null
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

const fieldsOf = (text: string): Record<string, unknown> => (isJson(text) ? ((JSON.parse(text) ?? {}) as Record<string, unknown>) : {})
