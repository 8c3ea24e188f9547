import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { type Control, type Credentials, controlOf, type RequestFilter, type Snapshot } from './control.ts'
import { type Home, SECRET } from './home.ts'

/** What the console tells: of what was done last, and of the outcome event that came last. */
interface Notice {
  said: string
  failed: boolean
  /** Whether the sandbox did not answer when it was last looked at unasked. */
  lost: boolean
  /** The delivery of the outcome event that came last, by its deliveryId; null for none. */
  news: string | null
}

/** The sandbox as the parts of the console see it. */
export interface Sandbox {
  control: Control
  snapshot: Snapshot
  /** Secrets of the subscriptions that were made here, by webhookId; kept as long as the page is open. */
  secrets: ReadonlyMap<string, string>
  /** Which requests of the API are shown. */
  filter: RequestFilter
  setFilter: (filter: RequestFilter) => void
  /** Does something, looks at the sandbox again, and tells what was said, or why it failed. */
  run: (work: () => Promise<string>) => Promise<void>
  subscribe: (url: string, secret: string) => Promise<void>
  /** Forgets what can be forgotten, and makes what the home begins with; returns what is to be said. */
  reset: () => Promise<string>
}

const QUIET: Notice = { said: '', failed: false, lost: false, news: null }
/** Without what a program would do about it: the console has one sandbox. */
function messageOf(error: unknown): string {
  const { message, cause } = error as Error
  return cause instanceof Error ? `The sandbox does not answer: ${cause.message}.` : message
}

/**
 * Holds what a platform looks like now, and what was said about it.
 *
 * @returns no sandbox until the first look, and what is told meanwhile
 */
export function useSandbox(home: Home, credentials: Credentials): { sandbox: Sandbox | null; notice: Notice } {
  const [control] = useState(() => controlOf(home, credentials))
  const [snapshot, setSnapshot] = useState<Snapshot | null>(null)
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
    const told = newDelivery(seen, looks.current.known)
    looks.current.known = new Set(seen.deliveries.map(({ deliveryId }) => deliveryId))
    held.current = document.activeElement !== document.body
    setSnapshot(seen)
    if (told !== undefined) setNotice((before) => ({ ...before, news: told }))
  }
  const run = async (work: () => Promise<string>): Promise<void> => {
    const own = ++runs.current
    setNotice(QUIET)
    try {
      const said = await work()
      // What is told is seen already: who reads it and acts at once acts on what it is about.
      await refresh()
      // What was done since is told last; a failure is told in any case.
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
      return ''
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
    const again = home.begin === null ? '' : ' The orders to begin with were made again.'
    return `Orders, events, subscriptions and faults were forgotten, and interpretations are as at the start. The clock stays.${again}`
  }
  const setFilter = (wanted: RequestFilter): void => {
    filter.current = wanted
  }
  return { sandbox: { control, snapshot, secrets, filter: filter.current, setFilter, run, subscribe, reset }, notice }
}

/** A look that nobody asked for: says only that the sandbox is gone, once, or back. */
async function follow(refresh: () => Promise<void>, setNotice: (change: (before: Notice) => Notice) => void): Promise<void> {
  try {
    await refresh()
    setNotice((before) => (before.lost ? { ...QUIET, said: 'The sandbox answers again.' } : before))
  } catch (error) {
    setNotice((before) => (before.lost ? before : { ...QUIET, said: messageOf(error), failed: true, lost: true }))
  }
}

/** The latest delivery that was not there before; none at the first look. */
const newDelivery = ({ deliveries }: Snapshot, known: Set<string> | null): string | undefined =>
  deliveries.findLast(({ deliveryId }) => known !== null && !known.has(deliveryId))?.deliveryId
