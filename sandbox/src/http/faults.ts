import { asError, type Context } from '../engine/context.ts'
import { takeFault } from '../engine/faults.ts'
import { isLoopback } from '../engine/reach.ts'
import type { FaultEffect, OperationId } from '../model.ts'
import { answerError, answer as answerWith } from './answer.ts'
import { connectionEffects, type Handler } from './env.ts'
import { ApiError } from './errors.ts'

type StatusEffect = Extract<FaultEffect, { status: unknown }>
type ConnectionEffect = Extract<FaultEffect, { connection: unknown }>

/** A field, and a status, that no page names. */
const UNKNOWN = { undocumentedField: { since: 'a later release' } }
const UNKNOWN_STATUS = 'UNDER_REVIEW'
/** The parameter by which the journal knows who follows a redirect: the id of the request that was redirected. */
export const REDIRECTED = 'redirected'
/** How many parts of a slow body come in a second. */
const PARTS_PER_SECOND = 10

/** Does to a request what was asked for with `POST /_sandbox/faults`, and counts it off. */
export function faulty(context: Context, operation: OperationId, handler: (call: Handler) => Promise<Response>) {
  return async (call: Handler): Promise<Response> => {
    const { name, faults } = call.get('platform')
    const respond = faults.some(({ effect }) => 'response' in effect) ? altering(context, operation, handler) : handler
    const { latency, answer } = context.store.transaction((tx) => ({
      latency: takeFault(tx, name, operation, ['latency']),
      answer: takeFault(tx, name, operation, ['status', 'connection']),
    }))
    if (latency !== undefined) await context.wait(latency.latency)
    if (answer !== undefined && 'status' in answer) return statusFault(answer, call)
    if (answer === undefined) return respond(call)
    // A refusal is an answer as well.
    const whole = await respond(call).catch((error) => answerError(asError(error), call, context))
    return damaged(context, whole, answer)
  }
}

/** A success as another release of the API might return it. */
function altering(context: Context, operation: OperationId, handler: (call: Handler) => Promise<Response>): typeof handler {
  return async (call) => {
    // What is refused is thrown, and uses nothing up.
    const whole = await handler(call)
    const fault = context.store.transaction((tx) => takeFault(tx, call.get('platform').name, operation, ['response']))
    if (fault === undefined) return whole
    const body = await whole.json()
    const status = 'orderStatus' in body ? 'orderStatus' : 'status'
    return answerWith(call, whole.status, { ...body, ...(fault.response === 'unknown-fields' ? UNKNOWN : { [status]: UNKNOWN_STATUS }) })
  }
}

function statusFault(effect: StatusEffect, call: Handler): Response {
  if (effect.status === 307) return redirect(call)
  if (effect.status === 500) throw new ApiError(500, '500.001', 'Something went wrong.')
  const what = effect.status === 429 ? 'Too many requests.' : 'The service is not available now.'
  const headers = { 'Retry-After': String(effect.retryAfter) }
  throw new ApiError(effect.status, `${effect.status}.001`, `${what} Wait as long as Retry-After says.`, { headers })
}

/** To another name of this machine: for a client that is another host, which has no business with its credentials. */
function redirect(call: Handler): Response {
  const to = new URL(call.req.url)
  to.hostname = isLoopback(to.hostname) ? 'localhost' : '127.0.0.1'
  to.searchParams.set(REDIRECTED, call.get('requestId'))
  return new Response(null, { status: 307, headers: { Location: to.href, 'X-REQUEST-ID': call.get('requestId') } })
}

async function damaged({ wait }: Context, whole: Response, effect: ConnectionEffect): Promise<Response> {
  const bytes = new Uint8Array(await whole.arrayBuffer())
  const headers = new Headers(whole.headers)
  headers.set('Content-Length', String(bytes.length))
  const body = effect.connection === 'slow' ? slowly(bytes, effect.bytesPerSecond, wait) : failing(bytes.subarray(0, bytes.length >> 1))
  const response = new Response(body, { status: whole.status, headers })
  if (effect.connection !== 'slow') connectionEffects.set(response, effect.connection)
  return response
}

/** A body that begins with these bytes and then fails. */
function failing(bytes: Uint8Array): ReadableStream<Uint8Array> {
  let begun = bytes.length === 0
  return new ReadableStream<Uint8Array>({
    pull: (controller) => {
      if (begun) controller.error(new TypeError('The connection was broken: a fault that was asked for.'))
      else controller.enqueue(bytes)
      begun = true
    },
  })
}

function slowly(bytes: Uint8Array, bytesPerSecond: number, wait: Context['wait']): ReadableStream<Uint8Array> {
  const size = Math.ceil(bytesPerSecond / PARTS_PER_SECOND)
  let sent = 0
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const part = bytes.subarray(sent, sent + size)
      await wait((1_000 * part.length) / bytesPerSecond)
      sent += part.length
      if (part.length > 0) controller.enqueue(part)
      if (sent >= bytes.length) controller.close()
    },
  })
}
