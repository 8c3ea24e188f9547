/** Resolves after so many milliseconds; rejects when the signal is aborted, and holds nothing after that. */
export type Wait = (milliseconds: number, signal: AbortSignal) => Promise<void>

/** What ends a piece of work before it is done. */
export interface Limit {
  wait: Wait
  milliseconds: number
  signal?: AbortSignal | undefined
}

/** A timer of the platform. */
export const timer: Wait = (milliseconds, signal) =>
  new Promise((resolve, reject) => {
    const id = setTimeout(resolve, milliseconds)
    signal.addEventListener('abort', () => {
      clearTimeout(id)
      reject(signal.reason)
    })
  })

/**
 * Does a piece of work under a time limit and a signal. Ends with either of them, also when the work heeds no signal.
 *
 * @throws a DOMException named TimeoutError when the time is over, the reason of the signal when that was aborted, what the work throws
 * @example
 * const response = await limited((signal) => fetch(url, { signal }), { wait: timer, milliseconds: 10_000 })
 */
export function limited<Value>(work: (signal: AbortSignal) => Value | Promise<Value>, limit: Limit): Promise<Value> {
  const { wait, milliseconds, signal } = limit
  const inner = new AbortController()
  return new Promise<Value>((resolve, reject) => {
    const end = (reason: unknown) => {
      signal?.removeEventListener('abort', aborted)
      reject(reason)
      inner.abort(reason)
    }
    const aborted = () => end(signal?.reason)
    if (signal?.aborted) return aborted()
    signal?.addEventListener('abort', aborted)
    const over = () =>
      end(
        new DOMException(
          `Failed to finish: nothing came within ${milliseconds} ms. Try again, or give a longer time limit.`,
          'TimeoutError',
        ),
      )
    wait(milliseconds, inner.signal).then(over, end)
    // In a promise of its own, so that work that throws at once is ended like any other.
    new Promise<Value>((begin) => begin(work(inner.signal))).then((value) => {
      resolve(value)
      end(undefined)
    }, end)
  })
}
