import type { Instant } from '../model.ts'
import { release, runAction } from './actions.ts'
import { type Context, nowOf } from './context.ts'
import type { Courier } from './outbox.ts'

const LONGEST_TIMER_MS = 2_147_483_647

/** Runs what is due: at its own instant, in order, one platform at a time. */
export function createQueue(context: Context, courier: Courier) {
  const runs = new Map<string, Promise<void>>()
  const timers = new Map<string, ReturnType<typeof setTimeout>>()
  let closed = false

  /** Runs one task, or one slice of a long one; false when nothing is due. */
  function step(platformName: string, until: Instant): 'done' | 'ran' | 'sliced' {
    return context.store.transaction((tx) => {
      const task = tx.nextTask(platformName, until)
      const platform = tx.getPlatform(platformName)
      if (task === undefined || platform === undefined) return 'done'
      if (platform.clock.mode === 'manual' && task.at > platform.clock.at) {
        tx.putPlatform({ ...platform, clock: { mode: 'manual', at: task.at } })
      }
      if (task.kind === 'action') {
        runAction(context, tx, platform, task)
        return 'sliced'
      }
      if (task.kind === 'release') release(context, tx, platform, task)
      else {
        tx.removeTask(task)
        courier.dispatch(platformName, task.deliveryId)
      }
      return 'ran'
    })
  }

  async function run(platformName: string, until: Instant): Promise<void> {
    for (let result = step(platformName, until); result !== 'done'; result = step(platformName, until)) {
      if (result === 'sliced') await new Promise((resume) => setTimeout(resume))
    }
  }

  const queue = {
    /** Runs everything of a platform that is due until an instant, and waits for its deliveries. */
    async runUntil(platform: string, until: Instant): Promise<void> {
      const previous = runs.get(platform) ?? Promise.resolve()
      const next = previous.then(() => run(platform, until))
      runs.set(platform, next)
      try {
        await next
      } finally {
        if (runs.get(platform) === next) runs.delete(platform)
      }
      await courier.idle(platform)
      queue.wake(platform)
    },
    /** Runs what is due now: pending actions and deliveries. */
    async drain(platform: string): Promise<void> {
      const now = context.store.transaction((tx) => {
        const found = tx.getPlatform(platform)
        return found === undefined ? undefined : nowOf(context, found)
      })
      if (now !== undefined) await queue.runUntil(platform, now)
    },
    /** Moves the clock of a platform forward; what falls due on the way happens at its own instant. */
    async advance(platform: string, to: Instant): Promise<void> {
      await queue.runUntil(platform, to)
      context.store.transaction((tx) => {
        const found = tx.getPlatform(platform)
        if (found === undefined || to <= nowOf(context, found)) return
        const clock =
          found.clock.mode === 'manual' ? { mode: 'manual' as const, at: to } : { mode: 'real' as const, offset: to - context.now() }
        tx.putPlatform({ ...found, clock })
      })
      queue.wake(platform)
    },
    /** With a real clock, sets the timer for the next thing that falls due. With a manual clock only the control plane moves things. */
    wake(platform: string): void {
      clearTimeout(timers.get(platform))
      timers.delete(platform)
      if (closed) return
      const wait = context.store.transaction((tx) => {
        const found = tx.getPlatform(platform)
        const task = tx.nextTask(platform, Number.POSITIVE_INFINITY)
        if (found === undefined || task === undefined || found.clock.mode === 'manual') return undefined
        return Math.max(0, task.at - nowOf(context, found))
      })
      if (wait === undefined) return
      timers.set(
        platform,
        setTimeout(() => void queue.drain(platform), Math.min(wait, LONGEST_TIMER_MS)),
      )
    },
    /** Stops the timers. */
    close(): void {
      closed = true
      for (const timer of timers.values()) clearTimeout(timer)
      timers.clear()
    },
  }
  return queue
}

export type Queue = ReturnType<typeof createQueue>
