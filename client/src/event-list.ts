import { checkedBaseUrl, checkedPath } from './checks.ts'
import { type Authorizer, authorizer } from './credentials.ts'
import { ApiError } from './errors.ts'
import { type ClientOptions, type Settings, settingsFrom } from './options.ts'
import { readBody } from './read-body.ts'
import { causeOfStatus, codeOf, delayAfter } from './retries.ts'
import { limited } from './time-limit.ts'
import { asEvent, type WebhookEvent } from './webhook-event.ts'

/** Where missed events are read, and from which on. */
export interface EventListOptions extends Pick<ClientOptions, 'baseUrl' | 'credentials' | 'fetch' | 'now' | 'random' | 'wait'> {
  /** The id of the subscription. */
  webhookId: string
  /** The revision to start at: the one after the last that you handled. Default: 0, the oldest event that is kept. */
  fromRevision?: number | undefined
  /** Milliseconds between two requests once everything is read, at least 1,000 (default: 30,000). */
  pause?: number | undefined
  /** Ends the reading: the iteration rejects with the reason of the signal. */
  signal?: AbortSignal | undefined
}

interface Page {
  events: WebhookEvent[]
  /** Whether more can be read at once. */
  more: boolean
}

const PAGE = 200
/** Milliseconds. Also for NaN, which a timer takes for 1. */
const SHORTEST_PAUSE = 1_000
const MAX_PAGE_BYTES = 1 << 23

/**
 * Reads the events of a subscription from `GET /webhooks/{id}/events`, by revision, and goes on with what comes until the signal or a
 * `break` ends it. A request without an answer, or with 429 or 5xx, is sent again like those of the client, at most five in a row.
 *
 * The path, `fromRevision` and `maxResults` are documented. That a page has `items` is an assumption.
 *
 * @throws TypeError when an option cannot be used; while reading an ApiError, an Error when no answer came, or the reason of the signal
 * @example
 * const events = readEvents({ baseUrl, credentials, webhookId, fromRevision: lastHandled + 1, signal })
 * await outcomes.readFrom(events, { signal })
 */
export function readEvents(options: EventListOptions): AsyncGenerator<WebhookEvent, never, undefined> {
  const { webhookId } = checkedPath({ webhookId: options.webhookId })
  const url = `${checkedBaseUrl(options.baseUrl)}/webhooks/${encodeURIComponent(webhookId)}/events?maxResults=${PAGE}&fromRevision=`
  const settings = settingsFrom(options)
  const auth = authorizer(options.credentials, { wait: settings.wait, milliseconds: settings.attempt })
  return eventsOf((from) => readPage(`${url}${from}`, auth, settings, options.signal), options, settings)
}

async function* eventsOf(
  read: (from: number) => Promise<Page>,
  { fromRevision = 0, pause = 30_000, signal }: EventListOptions,
  settings: Settings,
): AsyncGenerator<WebhookEvent, never, undefined> {
  let next = fromRevision
  for (;;) {
    const { events, more } = await read(next)
    const fresh = events.filter(({ revision }) => revision >= next).sort((one, other) => one.revision - other.revision)
    for (const event of fresh) {
      signal?.throwIfAborted()
      next = event.revision + 1
      yield event
    }
    if (!more || fresh.length === 0) await rest(pause >= SHORTEST_PAUSE ? pause : SHORTEST_PAUSE, settings, signal)
  }
}

async function readPage(url: string, auth: Authorizer, settings: Settings, signal?: AbortSignal): Promise<Page> {
  const limit = { wait: settings.wait, milliseconds: settings.attempt, signal }
  let renewed = false
  for (let attempt = 1; ; attempt++) {
    const Authorization = await limited(auth.header, limit)
    let response: Response | undefined
    let code = 'a response that broke off'
    try {
      const bytes = await limited(async (signal) => {
        response = await settings.fetch(
          new Request(url, { headers: { Authorization, Accept: 'application/json' }, redirect: 'manual', signal }),
        )
        return readBody(response.body, MAX_PAGE_BYTES)
      }, limit)
      if (response?.status === 200) return pageOf(bytes)
    } catch (error) {
      if (signal?.aborted || error instanceof NoListError) throw error
      code = codeOf(error)
    }
    const cause = response && response.status !== 200 ? causeOfStatus(response.status, settings) : 'lost'
    const again = cause === 'unauthorized' ? !renewed && auth.renew(Authorization) : cause
    renewed ||= cause === 'unauthorized'
    const delay = cause === 'unauthorized' ? 0 : delayAfter(attempt, response?.headers.get('Retry-After'), settings)
    if (!again || attempt >= settings.requests || delay === Number.POSITIVE_INFINITY) throw failure(response, attempt, code)
    await rest(delay, settings, signal)
  }
}

/** Waits under a signal that may outlive many waits. */
function rest(milliseconds: number, { wait }: Settings, signal?: AbortSignal): Promise<void> {
  return limited((inner) => wait(milliseconds, inner), { wait, milliseconds: milliseconds + 1_000, signal })
}

function failure(response: Response | undefined, attempts: number, code: string): Error {
  if (response && response.status !== 200) return new ApiError({ response, requestId: response.headers.get('X-REQUEST-ID') })
  return new Error(
    `Failed to read the events: no response in ${attempts} attempts, the last ended with ${code}. Check baseUrl and network.`,
  )
}

class NoListError extends Error {}

function pageOf(bytes: Uint8Array<ArrayBuffer> | undefined): Page {
  const page = parsed(bytes)
  if (!Array.isArray(page?.items))
    throw new NoListError('Failed to read the events: the response has no items. Check baseUrl and webhookId.')
  const events = page.items.map((item) => {
    const found = asEvent(item)
    if (!found) throw new NoListError('Failed to read the events: an item is no event. Compare the list with the description.')
    return found
  })
  return { events, more: page.nextPageAvailable === true || events.length >= PAGE }
}

function parsed(bytes: Uint8Array<ArrayBuffer> | undefined): Record<string, unknown> | null {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return null
  }
}
