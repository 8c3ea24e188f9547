import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { type Control, type Credentials, controlOf, type RequestFilter, type Snapshot } from './control.ts'
import { type Home, SECRET } from './home.ts'

/** What the console says: the result of the latest action, and the latest outcome event. */
interface Notice {
  said: string
  failed: boolean
  /** Whether the latest poll could not reach the sandbox. */
  lost: boolean
  /** The delivery of the outcome event that came last, by its deliveryId; null for none. */
  news: string | null
}

/** The sandbox as the parts of the console see it. */
export interface Sandbox {
  control: Control
  snapshot: Snapshot
  /** How it looked before the latest thing that was done here: what differs since is marked. */
  before: Snapshot
  /** Secrets of the subscriptions that were made here, by webhookId; kept as long as the page is open. */
  secrets: ReadonlyMap<string, string>
  /** Which requests of the API are shown. */
  filter: RequestFilter
  setFilter: (filter: RequestFilter) => void
  /** Does something, reads the sandbox again, and shows the result, or why it failed. */
  run: (work: () => Promise<string>) => Promise<void>
  subscribe: (url: string, secret: string) => Promise<void>
  /** Deletes what can be deleted, and makes what the home begins with; returns the message to show. */
  reset: () => Promise<string>
}

const WELCOME = 'Try it: Freeze, then +48 h, then Cancel.'

const QUIET: Notice = { said: '', failed: false, lost: false, news: null }
/** Without what a program would do about it: the console has one sandbox. */
function messageOf(error: unknown): string {
  const { message, cause } = error as Error
  return cause instanceof Error ? `Cannot reach the sandbox: ${cause.message}.` : message
}

/**
 * Holds what a platform looks like now, and what was said about it.
 *
 * @returns no sandbox until the first read, and the message to show meanwhile
 */
export function useSandbox(home: Home, credentials: Credentials): { sandbox: Sandbox | null; notice: Notice } {
  const [control] = useState(() => controlOf(home, credentials))
  const [snapshot, setSnapshot] = useState<Snapshot | null>(null)
  const latest = useRef<Snapshot | null>(null)
  const before = useRef<Snapshot | null>(null)
  const [notice, setNotice] = useState<Notice>(QUIET)
  const secrets = useRef(new Map<string, string>()).current
  const filter = useRef<RequestFilter>({})
  const held = useRef(false)
  const runs = useRef(0)
  const looks = useRef({ begun: 0, shown: 0, known: null as Set<string> | null })

  const refresh = async (): Promise<void> => {
    const look = ++looks.current.begun
    const seen = await control.read(filter.current)
    // An earlier look that took longer would show what is over.
    if (look < looks.current.shown) return
    looks.current.shown = look
    const news = newDelivery(seen, looks.current.known)
    looks.current.known = new Set(seen.deliveries.map(({ deliveryId }) => deliveryId))
    held.current = document.activeElement !== document.body
    latest.current = seen
    setSnapshot(seen)
    if (news !== undefined) setNotice((before) => ({ ...before, news: news }))
  }
  const run = async (work: () => Promise<string>): Promise<void> => {
    const own = ++runs.current
    before.current = latest.current
    setNotice(QUIET)
    try {
      const said = await work()
      // The message comes after what it is about: a reader who acts at once acts on that.
      await refresh()
      // The message of a later action stays; a failure is shown in any case.
      if (own === runs.current) setNotice((before) => ({ ...before, said }))
    } catch (error) {
      setNotice((before) => ({ ...before, said: messageOf(error), failed: true }))
      await refresh().catch(() => undefined)
    }
  }
  const subscribe = async (url: string, secret: string): Promise<void> => {
    const { webhookId } = await control.subscribe({
      ...{ url, eventTypes: ['OrderActionStatus'], payloadVerificationMethod: 'HMAC', hmacSharedSecretKey: secret },
    })
    secrets.set(webhookId, secret)
  }
  const begin = async (): Promise<void> => {
    if (home.begin === null) return
    await subscribe(home.receiver, SECRET)
    for (const order of home.begin) await control.createOrder(order)
  }
  useEffect(() => {
    void run(async () => {
      await begin()
      return WELCOME
    })
    return home.repeat?.(() => follow(refresh, setNotice))
  }, [])
  useLayoutEffect(() => {
    // What had the focus may be gone; the next Tab would begin at the top of the page.
    if (held.current && document.activeElement === document.body) document.querySelector<HTMLElement>('[role=status]')?.focus()
    held.current = false
  }, [snapshot])
  if (snapshot === null) return { sandbox: null, notice }
  const reset = async (): Promise<string> => {
    await control.reset()
    await control.setInterpretations({})
    secrets.clear()
    await begin()
    const again = home.begin === null ? '' : ' There is a new example order.'
    return `Deleted orders, events, subscriptions and faults, and reset interpretations. The clock stays.${again}`
  }
  const setFilter = (wanted: RequestFilter): void => {
    filter.current = wanted
  }
  const seen = { snapshot, before: before.current ?? snapshot, filter: filter.current }
  return { sandbox: { control, ...seen, secrets, setFilter, run, subscribe, reset }, notice }
}

/** A look that nobody asked for: says only that the sandbox is gone, once, or back. */
async function follow(refresh: () => Promise<void>, setNotice: (change: (before: Notice) => Notice) => void): Promise<void> {
  try {
    await refresh()
    setNotice((before) => (before.lost ? { ...QUIET, said: 'The sandbox is reachable again.' } : before))
  } catch (error) {
    setNotice((before) => (before.lost ? before : { ...QUIET, said: messageOf(error), failed: true, lost: true }))
  }
}

/** The latest delivery that was not there before; none at the first look. */
const newDelivery = ({ deliveries }: Snapshot, known: Set<string> | null): string | undefined =>
  deliveries.findLast(({ deliveryId }) => known !== null && !known.has(deliveryId))?.deliveryId
