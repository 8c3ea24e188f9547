import { onOneLine } from '../../../sandbox/src/node/command/one-line.ts'
import type { ConsumerClause } from '../register/types.ts'
import { EffectCounter } from './effects.ts'
import { eventsFor } from './events.ts'
import { goodParts } from './good.ts'
import { Sender } from './sender.ts'
import { Session } from './session.ts'
import { STAGES } from './stages.ts'
import { type RuleVerdict, verdictsOf } from './verdicts.ts'
import type { Wire } from './wire.ts'

/** A receiver, and what is needed to judge it. */
export interface JudgeOptions extends Wire {
  /** The rules for receivers, of the register. */
  rules: readonly ConsumerClause[]
  /** The secret that the receiver verifies with, base64. */
  secret: string
  /** The secret that replaces it; null skips the rule about two secrets. */
  nextSecret: string | null
  /** Reads how many effects there were; null skips the rules about effects. */
  readEffects: (() => Promise<number>) | null
  newId: () => string
}

/** What a run found. */
export interface ReceiverReport {
  url: string
  /** Whether any event was accepted. */
  accepted: boolean
  rules: RuleVerdict[]
  /** Of good events. */
  responses: { count: number; medianMs: number; slowestMs: number }
  /** Vectors that were not sent, since they need a secret of their own. */
  leftOut: string[]
}

/** Revisions begin here, so that those of a later run are higher, and fit into 31 bits until 2032. */
const EPOCH = Date.UTC(2026, 0, 1)
const TICK_MS = 100

/**
 * Plays a sender, and judges a receiver by what it returns and does.
 *
 * @throws Error when the receiver cannot be reached, or the first count of effects cannot be read
 * @example (await judgeReceiver(options)).rules.filter(({ result, follows }) => result === 'failed' && follows === undefined)
 */
export async function judgeReceiver(options: JudgeOptions): Promise<ReceiverReport> {
  const { url, rules, secret, nextSecret, readEffects, newId, now } = options
  const at = now()
  let revision = Math.floor((at - EPOCH) / TICK_MS)
  // An order of its own for each event: otherwise the second freeze need not have an effect.
  const events = await eventsFor({ secret, order: 'RA260302-1', at, newId }, (event) => {
    const eventId = newId()
    return { ...event, eventId, revision: ++revision, eventData: { ...event.eventData, referenceOrderId: `RA-${eventId}` } }
  })
  // What is wrong with its address is told before anything is sent.
  await readEffects?.()
  const session = new Session(
    new Sender(options, events),
    readEffects === null ? null : new EffectCounter({ ...options, read: readEffects }),
  )
  const problem = await session.begin()
  if (problem !== null) throw new Error(`Failed to reach ${onOneLine(url)}: ${problem}. Start your receiver, or correct --url.`)
  for (const stage of STAGES) await stage(session, nextSecret)
  const times = session.times.toSorted((one, other) => one - other)
  const skipped = { ...(readEffects === null ? WITHOUT_EFFECTS : {}), ...(nextSecret === null ? WITHOUT_NEXT_SECRET : {}) }
  const { accepted } = session
  return {
    url,
    accepted,
    rules: verdictsOf(rules, session.findings, { skipped, accepted }),
    responses: { count: times.length, medianMs: times[Math.floor(times.length / 2)] ?? 0, slowestMs: times.at(-1) ?? 0 },
    leftOut: [...goodParts(events)].flatMap(({ name, secret: own }) => (own === undefined ? [] : [name])),
  }
}

const WITHOUT_EFFECTS = Object.fromEntries(
  ['CON-08', 'CON-10', 'CON-11', 'CON-16'].map((rule) => [rule, 'effects are not counted; pass --effects URL']),
)
const WITHOUT_NEXT_SECRET = { 'CON-13': 'there is one secret; pass --next-secret BASE64' }
