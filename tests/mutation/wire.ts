import { isDeepStrictEqual } from 'node:util'
import { parseJson } from '../../contract/src/checks/json.ts'
import type { Alters, ApiExchange, Fetch } from './mutant.ts'

/** Which requests a mistake is about: those of one operation, or all under the path of the API. */
export type Operation = (typeof operations)[number] | 'any'

/** The four operations. */
export const operations = ['freeze', 'unfreeze', 'cancel', 'update'] as const

/** A body that is JSON, loosely typed: mutants write what no type allows. */
// biome-ignore lint/suspicious/noExplicitAny: the point of a mutant is to put anything there
export type Json = any

/** An answer on its way to the caller. */
export interface Answer {
  status: number
  headers: Headers
  body: Json
}

interface WrapFetch {
  wrapFetch: (fetch: Fetch) => Fetch
  alters: Alters
}

/**
 * Spoils the answers of an operation.
 *
 * @param change gets the parsed answer and the request; returns what differs
 * @example onAnswer('freeze', ({ status }) => (status === 202 ? { status: 200 } : {}))
 */
export function onAnswer(
  operation: Operation,
  change: (answer: Answer, request: Pick<Request, 'method' | 'url'>) => Partial<Answer>,
): WrapFetch {
  const altered = ({ status, headers, text }: ApiExchange['answer'], request: Pick<Request, 'method' | 'url'>): ApiExchange['answer'] => {
    const answer = { status, headers, body: JSON.parse(text) }
    const { body, ...head } = { ...answer, ...change(answer, request) }
    return { ...head, text: head.status === 204 ? '' : JSON.stringify(body) }
  }
  return {
    wrapFetch: (fetch) => async (request) => {
      const response = await fetch(request)
      if (!isAbout(operation, request)) return response
      const { status, headers } = response
      const other = altered({ status, headers, text: await response.text() }, request)
      return new Response(other.status === 204 ? null : other.text, other)
    },
    alters: {
      answer: ({ request, answer }) => {
        if (!isAbout(operation, request)) return undefined
        const other = altered(answer, request)
        return isSame(other, answer) ? undefined : other
      },
    },
  }
}

const isSame = (one: ApiExchange['answer'], other: ApiExchange['answer']): boolean =>
  one.status === other.status && one.text === other.text && isDeepStrictEqual([...one.headers], [...other.headers])

/** Spoils the answers of an operation with one status. */
export const onStatus = (operation: Operation, status: number, change: (answer: Answer) => Partial<Answer>): WrapFetch =>
  onAnswer(operation, (answer) => (answer.status === status ? change(answer) : {}))

/** Answers one status where another is documented, in the status line and in the body. */
export const statusInstead = (operation: Operation, documented: number, instead: number): WrapFetch =>
  onStatus(operation, documented, ({ body }) => ({
    status: instead,
    body: body.httpCode === undefined ? body : { ...body, httpCode: instead },
  }))

/**
 * Lets requests of an operation through in another form, as a server does that reads them too kindly.
 *
 * @param change gets and returns the text of the body
 */
export const onText = (operation: Operation, change: (text: string) => string): WrapFetch => ({
  alters: { request: ({ request }) => isAbout(operation, request) && request.method !== 'GET' && change(request.text) !== request.text },
  wrapFetch: (fetch) => async (request) => {
    if (!isAbout(operation, request) || request.method === 'GET') return fetch(request)
    return fetch(new Request(request.url, { method: request.method, headers: request.headers, body: change(await request.text()) }))
  },
})

/** The same for bodies that are JSON objects; the others pass as they are. */
export const onBody = (operation: Operation, change: (body: Json) => Json): WrapFetch =>
  onText(operation, (text) => {
    const body = parseJson(text)
    if (typeof body !== 'object' || body === null || Array.isArray(body)) return text
    const changed = JSON.stringify(change(body))
    // To write JSON anew is to drop one of two keys: what does not change stays as it was sent.
    return changed === JSON.stringify(parseJson(text)) ? text : changed
  })

/** Lets requests of an operation through with another head: method, path or headers. */
export const onRequest = (
  operation: Operation,
  change: (request: Request) => { method?: string; url?: string; headers?: Headers },
): WrapFetch => ({
  alters: {
    request: ({ request: { method, url, headers } }) => {
      if (!isAbout(operation, { url })) return false
      const request = new Request(url, { method, headers })
      const other = { method, url: request.url, headers, ...change(request) }
      return other.method !== method || other.url !== request.url || !isDeepStrictEqual([...other.headers], [...headers])
    },
  },
  wrapFetch: (fetch) => async (request) => {
    if (!isAbout(operation, request)) return fetch(request)
    const { method, headers, url } = { method: request.method, headers: request.headers, url: request.url, ...change(request) }
    const body = await request.arrayBuffer()
    return fetch(new Request(url, { method, headers, ...(method === 'GET' ? {} : { body }) }))
  },
})

/**
 * Spoils deliveries on their way out.
 *
 * @example onDelivery(({ body }) => ({ method: 'PUT' }))
 */
export const onDelivery = (
  change: (delivery: { url: string; method: string; headers: Headers; body: string }) => {
    url?: string
    method?: string
    headers?: Headers
    body?: string
  },
): { wrapDeliver: (deliver: Fetch) => Fetch } => ({
  wrapDeliver: (deliver) => async (request) => {
    const delivery = { url: request.url, method: request.method, headers: new Headers(request.headers), body: await request.text() }
    const { url, ...init } = { ...delivery, ...change(delivery) }
    return deliver(new Request(url, init))
  },
})

/** A copy of headers with one set, or removed. */
export function withHeader(headers: Headers, name: string, value: string | null): Headers {
  const copy = new Headers(headers)
  if (value === null) copy.delete(name)
  else copy.set(name, value)
  return copy
}

/** A copy of an object without a field. */
export const without = (body: Json, field: string): Json => Object.fromEntries(Object.entries(body).filter(([name]) => name !== field))

/** A copy of an object with a field under another name. */
export const renamed = (body: Json, field: string, name: string): Json =>
  body[field] === undefined ? body : { ...without(body, field), [name]: body[field] }

/** Whether a request is one of an operation, going by its path alone. */
export function isAbout(operation: Operation, request: Pick<Request, 'url'>): boolean {
  const { pathname } = new URL(request.url)
  if (!pathname.startsWith('/raas/v2/')) return false
  if (operation === 'any') return true
  if (operation === 'update') return pathname.startsWith('/raas/v2/asyncOrders/customers/')
  return pathname.endsWith(`/${operation}`)
}
