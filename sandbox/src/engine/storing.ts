import { type Store, StoreError } from '../store/store.ts'
import type { Context } from './context.ts'

/** Whether what happens can be stored, and if not, since when and why. */
export type StoringState = 'ok' | { failedSince: string; reason: string }

/** How long to wait before what failed is tried again. */
export const RETRY_MS = 1_000

/**
 * A store that tells whether it can store. Once it could not, it tries every second, until it can and nothing else fails meanwhile.
 *
 * @example const { store, state, close } = watchStore(memoryStore(), { now: Date.now, report: console.error, log: null })
 */
export function watchStore(store: Store, { now, report, log }: Pick<Context, 'now' | 'report' | 'log'>) {
  let state: StoringState = 'ok'
  let timer: ReturnType<typeof setTimeout> | undefined
  let closed = false
  /** Whether nothing failed since the last try. */
  let calm = false
  const instant = (): string => new Date(now()).toISOString()

  function failed(error: StoreError): void {
    if (state === 'ok') {
      state = { failedSince: instant(), reason: error.reason }
      report(error)
      log?.({ at: state.failedSince, platform: null, kind: 'storing', reason: error.reason })
    }
    calm = false
    later()
  }
  function later(): void {
    clearTimeout(timer)
    if (!closed) timer = setTimeout(tryAgain, RETRY_MS)
  }
  function tryAgain(): void {
    try {
      store.transaction((tx) => {
        // To read is possible on a full disk too: only a write shows.
        const [platform] = tx.listPlatforms()
        if (platform !== undefined) tx.putPlatform(platform)
      })
      // A small write may succeed where what waits does not: that is tried again in between.
      const wasCalm = calm
      calm = true
      if (!wasCalm) return void later()
      state = 'ok'
      log?.({ at: instant(), platform: null, kind: 'storing', reason: null })
    } catch (error) {
      if (error instanceof StoreError) failed(error)
      else throw error
    }
  }

  return {
    store: {
      transaction: (work) => {
        try {
          return store.transaction(work)
        } catch (error) {
          if (error instanceof StoreError) failed(error)
          throw error
        }
      },
    } satisfies Store,
    state: (): StoringState => state,
    close(): void {
      closed = true
      clearTimeout(timer)
    },
  }
}
