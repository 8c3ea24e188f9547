import { documentedRules as documented } from '../../../sandbox/src/index.ts'
import { type InProcess, keyed, type OnWire } from '../mutant.ts'
import type { Alteration } from '../transport/wire-proxy.ts'
import { isAbout, type Json, onDelivery } from '../wire.ts'

/**
 * The sandbox or the wire made different in a way that breaks no clause: the suite must not notice. Judge it without `--strict`, which
 * forbids undocumented fields.
 */
export type Benign = {
  /** In kebab case, unique; says what looks different, and starts with what it varies. */
  id: string
  /** What permits it: a standard with its section, a page, or what no page says. */
  allows: string
} & Different

/** What is different, and the inferred or assumed clauses that are not met because of it; no documented one. The family proper has none. */
type Different = (InProcess | OnWire) & { differsFrom?: string[] }

/** A table of variants: by what permits them, and then by their ids. */
export type Variants<How = Different> = Record<string, Record<string, How>>

/**
 * The variants of a table.
 *
 * @example variantsOf('json', { 'RFC 8259 2': { 'newline-at-end': onText(({ text }) => ({ text: `${text}\n` })) } })
 */
export const variantsOf = (varies: string, variants: Variants): Benign[] =>
  Object.entries(variants).flatMap(([allows, rows]) => Object.entries(rows).map(([id, how]) => ({ id: `${varies}-${id}`, allows, ...how })))

/** A table of the same variants, made of what only differs between them. */
export const eachOf = <From>(variants: Variants<From>, how: (from: From) => Different): Variants =>
  keyed(Object.entries(variants), ([allows, rows]) => [allows, keyed(Object.entries(rows), ([id, from]) => [id, how(from)])])

/** A response of the API on its way to the caller, not parsed. */
export interface Answer {
  status: number
  headers: Headers
  text: string
}

/** The request of a response. */
export type Asked = Pick<Request, 'method' | 'url'>

/**
 * Varies the responses of the API.
 *
 * @param change gets the response and the request; returns what differs
 * @example onText(({ text }) => ({ text: `${text}\n` }))
 */
export function onText(change: (answer: Answer, request: Asked) => Partial<Answer>): InProcess {
  const varied = ({ status, headers, text }: Answer, request: Asked): Answer => {
    const answer = { status, headers: new Headers(headers), text }
    return { ...answer, ...change(answer, request) }
  }
  return {
    wrapFetch: (fetch) => async (request) => {
      const response = await fetch(request)
      if (!isAbout('any', request)) return response
      const { text, ...head } = varied({ status: response.status, headers: response.headers, text: await response.text() }, request)
      return new Response(text, head)
    },
    alters: { answer: ({ request, answer }) => (isAbout('any', request) ? varied(answer, request) : undefined) },
  }
}

/**
 * Varies the bodies of responses.
 *
 * @param change gets the parsed body, the response and the request; returns the other body
 * @example onJson((body) => ({ ...body, links: [] }))
 */
export const onJson = (change: (body: Json, answer: Answer, request: Asked) => Json): InProcess =>
  onText((answer, request) => ({ text: JSON.stringify(change(JSON.parse(answer.text), answer, request)) }))

/**
 * Varies the bodies of responses with one status.
 *
 * @example onStatus(202, (body) => ({ ...body, actionId: '1' }))
 */
export const onStatus = (status: number, change: (body: Json) => Json): InProcess =>
  onJson((body, answer) => (answer.status === status ? change(body) : body))

/**
 * Varies the bodies of errors.
 *
 * @example onErrors((body) => ({ ...body, message: 'Invalid request.' }))
 */
export const onErrors = (change: (body: Json, request: Asked) => Json): InProcess =>
  onJson((body, { status }, request) => (status >= 400 ? change(body, request) : body))

/**
 * Varies the text of events, and signs what is sent.
 *
 * @example onEventText((body) => `${body}\n`)
 */
export const onEventText = (change: (body: string) => string): InProcess => ({
  rules: { sign: (body, ...given) => documented.sign(change(body), ...given) },
  ...onDelivery(({ body }) => ({ body: change(body) })),
})

/**
 * Varies events before they have a text.
 *
 * @example onEvent((event) => ({ ...event, version: 1 }))
 */
export const onEvent = (change: (event: Json) => Json): InProcess => ({
  rules: { outcomeEvent: (...given) => change(documented.outcomeEvent(...given)) },
})

/**
 * Varies responses of the API on the wire; the control plane stays as it is.
 *
 * @example onApiWire({ answer: (answer) => ({ ...answer, headers: answer.headers.toReversed() }) })
 */
export const onApiWire = (alteration: Alteration): OnWire => ({ wire: () => ({ about: /^\/raas\/v2\//, ...alteration }) })

/**
 * Waits for so many turns of the event loop: a delay without a clock.
 *
 * @example await turns(50)
 */
export async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve))
}

/**
 * A body that comes piece by piece.
 *
 * @param size of a piece in bytes
 * @param wait turns of the event loop before each piece
 * @example inPieces('{}', 1, 2)
 */
export function inPieces(text: string, size: number, wait: number): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text)
  let sent = 0
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      await turns(wait)
      if (sent < bytes.length) controller.enqueue(bytes.slice(sent, sent + size))
      sent += size
      if (sent >= bytes.length) controller.close()
    },
  })
}
