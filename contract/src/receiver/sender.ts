import { type Events, type Part, type Vector, vectorOf } from './vector.ts'
import { type Delivery, type Outcome, sendTogether, type Wire } from './wire.ts'

/** A delivery that is sent, and what must become of it. */
export type Row = Vector & Pick<Delivery, 'manner'>

/** What became of it. */
export type Sent = Outcome | { kind: 'unsent'; problem: string }

/** With more of them a run would take minutes. */
const MOST_LATE = 3

/** Makes deliveries and sends them, until the receiver is gone. */
export class Sender {
  /** Why nothing is sent any more. */
  gone: string | null = null
  readonly events: Events
  readonly #wire: Wire
  #late = 0

  constructor(wire: Wire, events: Events) {
    this.#wire = wire
    this.events = events
  }

  /** A delivery, signed with the secret of the receiver unless its part says otherwise. */
  row(verdict: Row['verdict'], part: Part, manner?: Row['manner']): Row {
    return { ...vectorOf(verdict, this.events.secret, part), ...(manner === undefined ? {} : { manner }) }
  }

  /** An event that every receiver must accept. */
  plain(clause: string): Row {
    return this.row('accept', { name: 'plain', why: 'All line items of an order were frozen.', clause, body: this.events.made('freeze') })
  }

  async send(row: Row): Promise<Sent> {
    const [sent] = await this.sendAtOnce([row])
    return sent?.outcome ?? { kind: 'unsent', problem: '' }
  }

  async sendAtOnce(rows: readonly Row[]): Promise<{ row: Row; outcome: Sent }[]> {
    const { gone } = this
    if (gone !== null) return rows.map((row) => ({ row, outcome: { kind: 'unsent', problem: gone } }))
    const outcomes = await sendTogether(
      rows.map((row) => ({ ...row, body: Buffer.from(row.body, 'base64') })),
      this.#wire,
    )
    this.#late += outcomes.filter(({ kind }) => kind === 'late').length
    if (this.#late >= MOST_LATE) this.gone = `${this.#late} requests got no response`
    return rows.flatMap((row, at) => {
      const outcome = outcomes[at]
      return outcome === undefined ? [] : [{ row, outcome }]
    })
  }
}
