/** What is needed of a document: whether it is seen, and when that changes. */
type Page = Pick<Document, 'hidden' | 'addEventListener' | 'removeEventListener'>

/** How many times as long as its work a pause is, so that a large sandbox is not asked without end. */
const REST = 4

/**
 * Does some work again and again: a pause after each end, and none while the page is hidden.
 *
 * @param pause milliseconds between the end of the work and the next time; longer after work that took long
 * @param clock timers, and `performance.now`
 * @returns what stops it
 * @example const stop = repeat(refresh, 1_000, document, { set: setTimeout, clear: clearTimeout, now: () => performance.now() })
 */
export function repeat<Timer>(
  work: () => Promise<void>,
  pause: number,
  page: Page,
  clock: { set: (run: () => void, milliseconds: number) => Timer; clear: (timer: Timer) => void; now: () => number },
): () => void {
  let timer: Timer | undefined
  let stopped = false
  let working = false
  const next = (milliseconds: number): void => {
    if (timer !== undefined) clock.clear(timer)
    timer = stopped || page.hidden ? undefined : clock.set(run, milliseconds)
  }
  const run = async (): Promise<void> => {
    timer = undefined
    working = true
    const began = clock.now()
    await work().catch(() => undefined)
    working = false
    next(Math.max(pause, REST * (clock.now() - began)))
  }
  const seen = (): void => {
    if (!working) next(0)
  }
  page.addEventListener('visibilitychange', seen)
  next(pause)
  return () => {
    stopped = true
    page.removeEventListener('visibilitychange', seen)
    next(0)
  }
}
