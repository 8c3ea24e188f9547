import type { EffectCounter } from './effects.ts'
import type { Row, Sender, Sent } from './sender.ts'

/** What one exchange says about a rule. */
export interface Finding {
  rule: string
  result: 'passed' | 'failed' | 'inconclusive'
  row: Row
  expected: string
  received: string
}

/** How long the sender waits, C-DELIVERY. */
const LIMIT_MS = 10_000

/** Sends deliveries, and notes what their outcomes say about the rules. */
export class Session {
  readonly findings: Finding[] = []
  /** How long the responses to good events took; milliseconds. */
  readonly times: number[] = []
  /** Whether a good event got 2xx: else refusals prove nothing. */
  accepted = false
  readonly sender: Sender
  readonly #effects: EffectCounter | null

  constructor(sender: Sender, effects: EffectCounter | null) {
    this.sender = sender
    this.#effects = effects
  }

  /** Sends the first event, which must have one effect; returns why there is no connection, or null. */
  async begin(): Promise<string | null> {
    await this.recount()
    const row = this.sender.plain('CON-01')
    const outcome = await this.sender.send(row)
    if (outcome.kind === 'closed') return outcome.problem
    const effects = await this.#effectsSince(this.#notePlain(row, outcome), 1)
    if (this.#effects !== null && effects !== null && effects > 1)
      this.#effects.lost = `one event counted as ${effects} effects; count each event once`
    return null
  }

  /** Sends events that must be accepted, at once. */
  async good(...rows: readonly Row[]): Promise<void> {
    const sent = await this.sender.sendAtOnce(rows)
    for (const { row, outcome } of sent) this.#noteGood(row, outcome)
    if (sent.some(({ outcome: { kind } }) => kind === 'late' || kind === 'closed')) await this.plain()
  }

  /** Sends a plain event; returns whether it was accepted. Without a response to it, the receiver is gone. */
  async plain(): Promise<boolean> {
    const row = this.sender.plain('CON-01')
    return this.#notePlain(row, await this.sender.send(row))
  }

  /** Sends what must be refused, and then have no effect. */
  async refused(row: Row): Promise<void> {
    const outcome = await this.sender.send(row)
    const next = this.#effects !== null || outcome.kind !== 'response' ? await this.plain() : false
    if (outcome.kind === 'response' && isSuccess(outcome)) {
      await this.recount()
      return this.#note(row.clause, 'failed', row, 'no 2xx', wordsOf(outcome))
    }
    await this.counted('CON-08', row, 0, next)
    // A connection that is closed refuses too, unless the receiver is gone.
    const refused = outcome.kind === 'response' || (outcome.kind === 'closed' && this.sender.gone === null)
    this.#note(row.clause, refused ? 'passed' : 'inconclusive', row, 'no 2xx', wordsOf(outcome))
  }

  /** Sends what may be accepted or refused, then a plain event, which must be accepted; returns whether it was. */
  async survived(row: Row): Promise<boolean> {
    await this.sender.send(row)
    const next = this.sender.plain('CON-15')
    const outcome = await this.sender.send(next)
    this.#endWithout(outcome)
    if (outcome.kind === 'response') this.#noteTime(next, outcome.ms)
    const accepted = outcome.kind === 'response' && outcome.status === 200
    const result = accepted ? 'passed' : outcome.kind === 'unsent' ? 'inconclusive' : 'failed'
    this.#note('CON-15', result, row, 'status 200 for a plain event after it', wordsOf(outcome))
    return accepted
  }

  /**
   * Judges effects, where they are counted.
   *
   * @param own how many there may be beside that of the plain event after them, which shows that they are over
   * @param plainAccepted whether that was accepted
   */
  async counted(rule: string, row: Row, own: 0 | 1, plainAccepted: boolean): Promise<void> {
    if (this.#effects === null) return
    const effects = await this.#effectsSince(plainAccepted, own + 1)
    const expected = own === 0 ? 'no effect' : 'one effect'
    if (effects === null)
      this.#note(rule, 'inconclusive', row, expected, this.sender.gone ?? this.#effects.lost ?? 'a plain event was not accepted')
    else this.#note(rule, effects > own + 1 ? 'failed' : 'passed', row, expected, `effects: ${effects - 1}`)
  }

  /** Forgets the effects so far. */
  async recount(): Promise<void> {
    if (this.sender.gone === null) await this.#effects?.recount()
  }

  async #effectsSince(plainAccepted: boolean, expected: number): Promise<number | null> {
    return plainAccepted && this.sender.gone === null ? (this.#effects?.since(expected) ?? null) : null
  }

  #notePlain(row: Row, outcome: Sent): boolean {
    this.#endWithout(outcome)
    return this.#noteGood(row, outcome)
  }

  #noteGood(row: Row, outcome: Sent): boolean {
    const responded = outcome.kind === 'response'
    const result = !responded ? 'inconclusive' : outcome.status === 200 ? 'passed' : 'failed'
    this.#note(row.clause, result, row, 'status 200', wordsOf(outcome))
    if (outcome.kind === 'late') this.#note('CON-14', 'failed', row, `a response within ${LIMIT_MS / 1_000} s`, outcome.problem)
    if (!responded) return false
    this.#noteTime(row, outcome.ms)
    this.accepted ||= isSuccess(outcome)
    return isSuccess(outcome)
  }

  #noteTime(row: Row, ms: number): void {
    this.times.push(ms)
    this.#note(
      'CON-14',
      ms <= LIMIT_MS ? 'passed' : 'failed',
      row,
      `a response within ${LIMIT_MS / 1_000} s`,
      `a response after ${Math.round(ms)} ms`,
    )
  }

  #endWithout(outcome: Sent): void {
    if (outcome.kind === 'late' || outcome.kind === 'closed') this.sender.gone = `a plain event got ${wordsOf(outcome)}`
  }

  #note(rule: string, result: Finding['result'], row: Row, expected: string, received: string): void {
    this.findings.push({ rule, result, row, expected, received })
  }
}

const isSuccess = ({ status }: { status: number }): boolean => status >= 200 && status < 300

const wordsOf = (outcome: Sent): string => (outcome.kind === 'response' ? `status ${outcome.status}` : outcome.problem)
