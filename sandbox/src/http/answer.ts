import { type Context, nowOf } from '../engine/context.ts'
import { Refusal } from '../engine/refusal.ts'
import type { Platform } from '../model.ts'
import { StoreError } from '../store/store.ts'
import type { Handler } from './env.ts'
import { ApiError, errorBody, invalid, notStored } from './errors.ts'

/** An answer in JSON. Its headers are a plain record, which the server writes as they are; hono's own would be copied twice on the way. */
export function answer(call: Handler, status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', 'X-REQUEST-ID': call.get('requestId'), ...headers },
  })
}

/** As it was sent: hono's own path is decoded in part. */
const pathOf = (call: Handler): string => new URL(call.req.url).pathname

function faultOf(error: Error, call: Handler): ApiError {
  if (error instanceof ApiError) return error
  if (error instanceof Refusal) {
    if (error.kind === 'taken') return new ApiError(409, '409.001', error.message)
    return invalid(400, [{ path: error.path, i18nKey: '400.001', message: error.message }])
  }
  if (error instanceof StoreError) return notStored()
  // The caller went away: nobody reads this, and it is no error of the sandbox.
  if (call.req.raw.signal.aborted) return new ApiError(400, '400.009', 'The request ended before its body did.')
  return new ApiError(500, '500.001', 'Something went wrong in the sandbox.')
}

/** The answer that an error leads to. One that is the sandbox's own fault is reported, and its text kept from the caller. */
export function answerError(error: Error, call: Handler, context: Context): Response {
  const fault = faultOf(error, call)
  if (fault.status === 500 && fault !== error) context.report(error)
  const retryAfter = fault.headers['Retry-After']
  if (retryAfter !== undefined) call.set('retryAfter', retryAfter)
  const platform: Platform | undefined = call.get('platform')
  const at = platform === undefined ? context.now() : nowOf(context, platform)
  const body = errorBody(fault, { path: pathOf(call), requestId: call.get('requestId'), at })
  return answer(call, fault.status, body, fault.headers)
}
