import type { Delivery, Instant, Platform } from '../model.ts'
import { StoreError, type Task, type Transaction } from '../store/store.ts'
import { MINUTE } from '../units.ts'
import { release, runAction } from './actions.ts'
import { asError, type Context, movedTo, nowOf } from './context.ts'
import type { Dispatcher } from './dispatcher.ts'
import { RETRY_MS } from './storing.ts'

/** A timer runs by another clock than a platform, which may jump: after a suspend, or when the system's clock is set. */
const LONGEST_TIMER_MS = MINUTE
/** How many line items, or as much other work, is done before others have a turn. */
const BREATH = 1_000

/** What one step did: nothing is left; it has to wait for deliveries; or this much work. */
type Step = 'done' | 'wait' | { work: number; send?: Send }
type Send = { task: Task & { kind: 'delivery' }; delivery: Delivery }
/** What several steps left to be sent, and what is to be done once it is on its way. */
type Batch = { sends: Send[]; next: 'done' | 'wait' | 'more' | 'breathe' }
/** From the instant at which its turn comes, until when things are to be run. */
type Goal = (now: Instant, platform: Platform) => Instant
/** For what runs by itself: nothing while the platform holds it. */
const unlessHeld: Goal = (now, { hold }) => (hold ? Number.NEGATIVE_INFINITY : now)
/** A timer: when what it is for falls due, and whether it stays whatever comes, since it is about to fire. */
type Armed = { timer: ReturnType<typeof setTimeout>; at: Instant; stays: boolean }

/** Runs what is due: at its own instant, in order, one thing of a platform at a time. */
export function createQueue(context: Context, dispatcher: Dispatcher) {
  const runs = new Map<string, Promise<void>>()
  const timers = new Map<string, Armed>()
  /** Platforms whose last run by a timer failed: each such failure is reported once. */
  const failing = new Set<string>()
  let closed = false

  /** Runs one task, or one slice of a long one. When `moving`, the clock goes along, and stands still while events are delivered. */
  function step(tx: Transaction, platformName: string, until: Instant, moving: boolean): Step {
    const platform = tx.getPlatform(platformName)
    if (platform === undefined) return 'done'
    const task = tx.nextTask(platformName, until)
    const at = task?.at ?? until
    const moves = moving && at > nowOf(context, platform)
    if (moves && dispatcher.busy(platformName)) return 'wait'
    const now = moves ? movedTo(context, platform, at) : platform
    if (moves) tx.putPlatform(now)
    if (task === undefined) return 'done'
    if (task.kind === 'action') return { work: runAction(context, tx, now, task) }
    if (task.kind === 'release') return { work: release(context, tx, now, task) }
    const delivery = tx.getDelivery(platformName, task.deliveryId)
    if (delivery === undefined) {
      tx.removeTask(task)
      return { work: 1 }
    }
    // It stays in the store until its attempt is recorded: one that a crash cuts short is made again.
    tx.startTask(task)
    return { work: 1, send: { task, delivery } }
  }

  /** Steps in one transaction, until others should have a turn, or something has to be sent before the clock moves on. */
  function batch(tx: Transaction, platformName: string, until: Instant, moving: boolean): Batch {
    const sends: Send[] = []
    for (let work = 0; work < BREATH; ) {
      const result = step(tx, platformName, until, moving)
      if (result === 'done' || result === 'wait') return { sends, next: result }
      work += result.work
      if (result.send) sends.push(result.send)
      if (result.send && moving) return { sends, next: 'more' }
    }
    return { sends, next: 'breathe' }
  }

  async function run(platformName: string, goal: Goal, moving: boolean): Promise<void> {
    let until: Instant | undefined
    while (!closed) {
      const { sends, next } = context.store.transaction((tx): Batch => {
        const found = tx.getPlatform(platformName)
        if (found === undefined) return { sends: [], next: 'done' }
        until ??= goal(nowOf(context, found), found)
        return batch(tx, platformName, until, moving)
      })
      for (const { delivery, task } of sends) dispatcher.dispatch(platformName, delivery, task, () => queue.wake(platformName))
      if (next === 'done') return
      if (next === 'wait') await dispatcher.idle(platformName)
      if (next === 'breathe') await new Promise((resume) => setTimeout(resume))
    }
  }

  /** Runs when its turn comes, however the one before it ended. */
  async function inTurn(platform: string, goal: Goal, moving: boolean): Promise<void> {
    const turn = (runs.get(platform) ?? Promise.resolve())
      .catch(() => undefined)
      .then(() => (closed ? undefined : run(platform, goal, moving)))
    runs.set(platform, turn)
    try {
      await turn
    } catch (error) {
      arm(platform, RETRY_MS, Number.POSITIVE_INFINITY)
      throw error
    } finally {
      if (runs.get(platform) === turn) runs.delete(platform)
    }
    failing.delete(platform)
    queue.wake(platform)
  }

  /** Sets the timer of a platform; one without an instant is to try again what failed. */
  function arm(platform: string, wait: number, at: Instant): void {
    clearTimeout(timers.get(platform)?.timer)
    if (closed) return
    const due = (): void => {
      timers.delete(platform)
      inTurn(platform, unlessHeld, false).catch((error) => {
        // A store that fails is reported by itself.
        if (!(error instanceof StoreError) && !failing.has(platform)) context.report(asError(error))
        failing.add(platform)
      })
    }
    const timer = setTimeout(due, Math.min(wait, LONGEST_TIMER_MS))
    // What is due in two days does not keep a process alive that has nothing else to do. Browsers give numbers and need no such thing.
    if (wait > 0) (timer as { unref?: () => void }).unref?.()
    timers.set(platform, { timer, at, stays: wait === 0 || at === Number.POSITIVE_INFINITY })
  }

  /** When the next thing of a platform falls due by itself, and in how many milliseconds; a manual clock does not come to later things. */
  function next(platform: string): { wait: number; at: Instant } | undefined {
    return context.store.transaction((tx) => {
      const found = tx.getPlatform(platform)
      const task = tx.nextTask(platform, Number.POSITIVE_INFINITY)
      if (found === undefined || task === undefined || found.hold) return undefined
      const wait = Math.max(0, task.at - nowOf(context, found))
      return wait > 0 && found.clock.mode === 'manual' ? undefined : { wait, at: task.at }
    })
  }

  const queue = {
    /** Runs what is due now, and waits for its deliveries. */
    async drain(platform: string): Promise<void> {
      do await inTurn(platform, (now) => now, false)
      while (await dispatcher.idle(platform))
    },
    /** Moves the clock of a platform forward to its goal; what falls due on the way happens at its own instant. */
    async advance(platform: string, goal: Goal): Promise<void> {
      await inTurn(platform, goal, true)
      if (await dispatcher.idle(platform)) await queue.drain(platform)
    },
    /** Sets the timer for the next thing that falls due by itself. */
    wake(platform: string): void {
      const armed = timers.get(platform)
      // What is about to run anyway takes everything with it that is due by then.
      if (closed || armed?.stays) return
      clearTimeout(armed?.timer)
      timers.delete(platform)
      try {
        const due = next(platform)
        if (due !== undefined) arm(platform, due.wait, due.at)
      } catch (error) {
        // Whoever stored something has done so; that the rest is late is not theirs to know.
        if (!(error instanceof StoreError)) context.report(asError(error))
        arm(platform, RETRY_MS, Number.POSITIVE_INFINITY)
      }
    },
    /** Runs what fell due while the clock jumped forward, before its timer fires; undefined when nothing did. */
    late(platform: Platform): Promise<void> | undefined {
      const armed = timers.get(platform.name)
      if (armed === undefined || armed.stays || armed.at > nowOf(context, platform)) return undefined
      // What fails is tried again, and reported, by the timer.
      return inTurn(platform.name, unlessHeld, false).catch(() => undefined)
    },
    /** Stops the timers, what is running and what is being delivered. */
    close(): void {
      closed = true
      for (const { timer } of timers.values()) clearTimeout(timer)
      timers.clear()
      dispatcher.close()
    },
  }
  return queue
}

export type Queue = ReturnType<typeof createQueue>
