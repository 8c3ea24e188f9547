import { type Received, Skipped, type Target } from './target.ts'

/** Where outcome events of a target that is not ours are read. */
export interface EventListOptions {
  /** Ends in `/raas/v2`. */
  baseUrl: string
  /** Of the subscription that holds OrderActionStatus. */
  webhookId: string
  /** Value of the Authorization header. */
  authorization: string
  fetch: Target['fetch']
  now: () => number
  wait: (milliseconds: number) => Promise<void>
  /** How long an event is waited for; milliseconds. */
  limit: number
}

/** The events of one subscription, as `GET /webhooks/{id}/events` lists them. */
export interface EventList {
  /** Reads on, up to the last event there is, and returns what is new. */
  readNew: () => Promise<Received[]>
  /**
   * Reads on until so many events of an order were listed, or the limit is over; then once more, since one could be doubled.
   *
   * @param referenceOrderID found anywhere in eventData, since no public page shows the payload
   */
  waitFor: (referenceOrderID: string, count: number) => Promise<Received[]>
}

const PAGE = 200
const MOST_PAGES = 50
/** Milliseconds between two looks: the first time, and at most. */
const FIRST_PAUSE = 20
const LONGEST_PAUSE = 2_000
/** How long an event that must not come is waited for at most; milliseconds. Waiting shorter blames nobody. */
const LONGEST_SILENCE = 5_000

/**
 * Reads events where none can be received.
 *
 * The path and fromRevision, toRevision, maxResults are documented. Assumed: that both ends count, as for replay, and that a page has
 * the fields of `GET /webhooks`, of which only `items` is used.
 *
 * @example const list = createEventList({ baseUrl, webhookId, authorization, fetch, now: Date.now, wait, limit: 60_000 })
 */
export function createEventList(options: EventListOptions): EventList {
  let last = -1
  const readNew = async (): Promise<Received[]> => {
    const all: Received[] = []
    for (let page = 0; page < MOST_PAGES; page++) {
      const items = await readPage(options, last + 1)
      const fresh = items.filter(({ revision }) => revision > last)
      if (fresh.length === 0) return all
      last = Math.max(...fresh.map(({ revision }) => revision))
      all.push(...fresh.map(({ event }) => received(event)))
    }
    throw new Skipped(`the subscription ${options.webhookId} holds more than ${PAGE * MOST_PAGES} events; name a fresh one`)
  }
  const waitFor = async (referenceOrderID: string, count: number): Promise<Received[]> => {
    const found: Received[] = []
    const look = async (): Promise<void> => void found.push(...(await readNew()).filter((event) => isAbout(event, referenceOrderID)))
    const isThere = (): boolean => count > 0 && found.length >= count
    const end = options.now() + (count > 0 ? options.limit : Math.min(options.limit, LONGEST_SILENCE))
    let pause = FIRST_PAUSE
    await look()
    while (options.now() < end && !isThere()) {
      await options.wait(Math.min(pause, end - options.now()))
      pause = Math.min(2 * pause, LONGEST_PAUSE)
      await look()
    }
    if (isThere()) {
      await options.wait(pause)
      await look()
    }
    return found
  }
  return { readNew, waitFor }
}

async function readPage(options: EventListOptions, fromRevision: number): Promise<{ revision: number; event: Record<string, unknown> }[]> {
  const path = `/webhooks/${encodeURIComponent(options.webhookId)}/events?fromRevision=${fromRevision}&maxResults=${PAGE}`
  const headers = { Authorization: options.authorization, Accept: 'application/json' }
  const response = await options.fetch(new Request(`${options.baseUrl}${path}`, { headers }))
  const text = await response.text()
  if (response.status !== 200) throw new Skipped(`the list of events returned ${response.status}`)
  const items: unknown = parse(text)?.items
  if (!Array.isArray(items)) throw new Skipped('the list of events has no items')
  return items.map((event) => {
    if (!Number.isSafeInteger(event?.revision)) throw new Skipped('the list of events has an event without a revision')
    return { revision: event.revision, event }
  })
}

/** The list shows `categories` where a delivery has `category`; the other fields are the same. */
function received({ categories, ...event }: Record<string, unknown>): Received {
  const body = JSON.stringify(Array.isArray(categories) && !('category' in event) ? { ...event, category: categories[0] } : event)
  return { path: '', method: 'GET', headers: new Headers(), body, listed: true }
}

const isAbout = ({ body }: Received, referenceOrderID: string): boolean =>
  JSON.stringify(parse(body)?.eventData ?? null).includes(JSON.stringify(referenceOrderID))

function parse(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}
