import type { RetryCause } from './hooks.ts'
import type { Settings } from './options.ts'
import type { OperationName } from './types.ts'

/** The codes of Node for a connection that was never made, so that nothing was sent. Other platforms do not tell. */
const NOT_SENT = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT)$/

/** The code of an error, of what caused it, or its name. Never its message: that may quote a header. */
export function codeOf(error: unknown): string {
  const { code, name, cause } = Object(error)
  return [Object(cause).code, code, name].find((word) => /^[A-Z]\w{1,40}$/.test(word)) ?? 'an error'
}

/** Why a request without an answer could be sent again. */
export function causeOfFailure(code: string): RetryCause {
  return NOT_SENT.test(code) ? 'not-sent' : 'lost'
}

/** Why a request with this answer could be sent again, if there is a reason. */
export function causeOfStatus(status: number, { renewOn }: Settings): RetryCause | undefined {
  if (renewOn.includes(status)) return 'unauthorized'
  if (status === 429 || status === 503) return 'refused'
  return status >= 500 ? 'lost' : undefined
}

/**
 * Tells whether a request is sent again, which is only where that does no harm:
 *
 * | cause          | freeze | unfreeze | cancel | update | because |
 * | -------------- | ------ | -------- | ------ | ------ | ------- |
 * | `not-sent`     | yes    | yes      | yes    | yes    | no connection was made, so the API knows nothing of it |
 * | `refused`      | yes    | yes      | yes    | yes    | 429 and 503 say that the request was not taken, and to come again |
 * | `unauthorized` | once   | once     | once   | once   | 401 is a refusal; once with a new token, never with a platform key |
 * | `lost`         | yes    | no       | no     | yes    | the API may have acted, see below |
 *
 * After a lost answer: a *freeze* may be repeated, as its page says; rewards that are frozen already are skipped (C-FRZ-FROZEN), or
 * the whole is refused although the first one worked (C-NONE-ELIGIBLE). An *update*
 * sets values, and the same values again change nothing. An *unfreeze* could lift a freeze that somebody placed meanwhile, and could be
 * refused although the first one worked (C-NONE-ELIGIBLE). A *cancel* gives money back, and no page says what two at once do
 * (C-CONCURRENT). Each action that was accepted sends an event of its own, so a repeated freeze can send two. Tango's advice to repeat any
 * 5xx rests on an id that makes a repeated order harmless; actions have none. `retries.afterLostAnswer` decides otherwise.
 */
export function mayRepeat(cause: RetryCause, name: OperationName, { afterLostAnswer }: Settings): boolean {
  return cause !== 'lost' || afterLostAnswer.includes(name)
}

/**
 * Milliseconds to wait before the next attempt: exponential back-off with full jitter, and at least what Retry-After asks for. Infinite
 * when that is more than `maxDelay`: to come earlier than asked would not be polite.
 *
 * @param attempt the one that failed, from 1
 * @param retryAfter seconds, or an HTTP date; anything else counts as not given
 */
export function delayAfter(attempt: number, retryAfter: string | null | undefined, settings: Settings): number {
  const { baseDelay, maxDelay, random, now } = settings
  const jitter = random() * Math.min(maxDelay, baseDelay * 2 ** (attempt - 1))
  const text = retryAfter ?? ''
  const asked = /^\d+$/.test(text) ? 1_000 * Number(text) : Date.parse(text) - now()
  if (!(asked > jitter)) return jitter
  return asked > maxDelay ? Number.POSITIVE_INFINITY : asked
}
