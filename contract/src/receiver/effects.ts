/** How often the count is read while an effect is waited for. */
const POLL_MS = 20

/** Where effects are counted. */
export interface Reading {
  /** The effects so far. */
  read: () => Promise<number>
  /** How long an effect is waited for. */
  limitMs: number
  /** Milliseconds, never going back. */
  now: () => number
  pause: (milliseconds: number) => Promise<void>
}

/**
 * Counts the effects of a receiver, which may work after its response.
 *
 * A receiver that has acted when it responds costs one reading. Otherwise each reading waits twice as long as the slowest effect so far
 * took, so that one effect too many shows; nothing depends on the speed of the machine.
 */
export class EffectCounter {
  /** Why effects cannot be judged any more. */
  lost: string | null = null
  readonly #reading: Reading
  #count = 0
  #slowest = 0

  constructor(reading: Reading) {
    this.#reading = reading
  }

  /** Forgets what happened before. */
  async recount(): Promise<void> {
    if (this.lost !== null) return
    await this.#orLost(async () => {
      this.#count = await this.#settled()
    })
  }

  /**
   * How many effects there were since the last time; null when that cannot be said.
   *
   * @param expected how many there are at least
   */
  async since(expected: number): Promise<number | null> {
    if (this.lost !== null) return null
    const before = this.#count
    await this.#orLost(async () => {
      this.#count = await this.#reach(before + expected)
      if (this.#count < before + expected)
        this.lost = `after ${this.#reading.limitMs / 1_000} s the count was ${this.#count}, not ${before + expected}`
    })
    return this.lost === null ? this.#count - before : null
  }

  async #orLost(step: () => Promise<void>): Promise<void> {
    await step().catch((error: Error) => {
      this.lost = error.message
    })
  }

  async #reach(expected: number): Promise<number> {
    const { now } = this.#reading
    const began = now()
    let polls = 0
    const count = await this.#until(
      (read) => read >= expected,
      () => {
        polls++
        return POLL_MS
      },
    )
    if (polls > 0 && count >= expected) this.#slowest = Math.max(this.#slowest, now() - began)
    return this.#settled()
  }

  #settled(): Promise<number> {
    return this.#until(
      (count, before) => this.#slowest === 0 || count === before,
      () => 2 * this.#slowest,
    )
  }

  async #until(done: (count: number, before: number) => boolean, waitMs: () => number): Promise<number> {
    const { read, limitMs, now, pause } = this.#reading
    const began = now()
    let before = Number.NaN
    let count = await read()
    while (!done(count, before) && now() - began < limitMs) {
      await pause(waitMs())
      before = count
      count = await read()
    }
    return count
  }
}
