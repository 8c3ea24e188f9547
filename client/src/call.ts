import type { Authorizer } from './credentials.ts'
import { NoAnswerError } from './errors.ts'
import { type RetryCause, tell } from './hooks.ts'
import type { Settings } from './options.ts'
import { readBody } from './read-body.ts'
import { type AnyResult, type Result, toResult } from './result.ts'
import { causeOfFailure, causeOfStatus, codeOf, delayAfter, mayRepeat } from './retries.ts'
import { limited } from './time-limit.ts'
import type { OperationName } from './types.ts'

/** More than any documented answer has. */
const MAX_ANSWER_BYTES = 1 << 20

/** What openapi-fetch is told for each request. */
export interface Init {
  headers: { Authorization: string }
  signal: AbortSignal
  fetch: (request: Request) => Promise<Response>
}

/** A call: its operation, and what makes its request, anew for each attempt. */
export interface Call<Name extends OperationName> {
  name: Name
  request: (init: Init) => Promise<unknown>
  signal: AbortSignal | undefined
}

/** What one attempt came to. */
interface Attempt {
  cause: RetryCause | undefined
  response?: Response
  text?: string
  code?: string
}

/**
 * Sends a request, again where that is safe (see `mayRepeat`), until there is an answer to give back.
 *
 * @throws NoAnswerError when none came; the reason of the signal when that is aborted; what the token function throws
 */
export async function perform<Name extends OperationName>(
  call: Call<Name>,
  authorizer: Authorizer,
  settings: Settings,
): Promise<Result<Name>> {
  const { name, signal } = call
  const { now, wait, total, requests, hooks } = settings
  const end = now() + total
  const within = <Value>(work: (signal: AbortSignal) => Value | Promise<Value>, most = total) =>
    limited(work, { wait, signal, milliseconds: Math.max(1, Math.min(most, end - now())) })
  let mayHaveArrived = false
  let renewed = false
  for (let attempt = 1; ; attempt++) {
    const authorization = await within(authorizer.header)
    const tried = await send(call, authorization, attempt, (work) => within(work, settings.attempt), settings)
    const { cause, response, text = '' } = tried
    mayHaveArrived ||= cause === 'lost'
    const again = cause === 'unauthorized' ? !renewed && authorizer.renew(authorization) : cause && mayRepeat(cause, name, settings)
    renewed ||= cause === 'unauthorized'
    const delay = cause === 'unauthorized' ? 0 : delayAfter(attempt, response?.headers.get('Retry-After'), settings)
    if (!cause || !again || attempt >= requests || now() + delay >= end) {
      if (!response) throw new NoAnswerError(name, attempt, mayHaveArrived, `${tried.code}`)
      const result = toResult(name, response, text, attempt)
      settings.validate?.(name, result as AnyResult)
      return result
    }
    tell(hooks.onRetry, { operation: name, attempt, cause, delay })
    await within((signal) => wait(delay, signal))
  }
}

async function send<Name extends OperationName>(
  { name, request, signal: outer }: Call<Name>,
  Authorization: string,
  attempt: number,
  within: <Value>(work: (signal: AbortSignal) => Promise<Value>) => Promise<Value>,
  settings: Settings,
): Promise<Attempt> {
  const { fetch, hooks, now } = settings
  let response: Response | undefined
  let text: string | undefined
  const began = now()
  const exchange = async (request: Request) => {
    tell(hooks.onRequest, { operation: name, attempt, method: request.method, url: request.url })
    response = await fetch(request)
    const bytes = await readBody(response.body, MAX_ANSWER_BYTES)
    text = bytes && new TextDecoder().decode(bytes)
    // The answer is read here, so that its status is known also when its body breaks off; openapi-fetch is done when it has made the request.
    return new Response()
  }
  try {
    await within((signal) => request({ headers: { Authorization }, signal, fetch: exchange }))
  } catch (error) {
    if (outer?.aborted) throw outer.reason
    const code = codeOf(error)
    if (!response) return { cause: causeOfFailure(code), code }
  }
  const answer = response as unknown as Response
  const { status, headers } = answer
  const milliseconds = now() - began
  tell(hooks.onResponse, { operation: name, attempt, status, requestId: headers.get('X-REQUEST-ID'), milliseconds })
  // A 202 tells all there is to know, with or without its body; a 200 whose order broke off is asked for again.
  const cause = causeOfStatus(status, settings) ?? (text === undefined && status === 200 ? 'lost' : undefined)
  return { cause, response: answer, ...(text !== undefined && { text }) }
}
