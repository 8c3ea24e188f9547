import type { ApiRequest, Case } from '../cases/case.ts'
import { type Observation, observe } from '../targets/observe.ts'
import { type Exchange, send } from '../targets/send.ts'
import { type Session, Skipped, type Target, type TargetName } from '../targets/target.ts'

/** An order, and what is sent to it. */
export interface Ask extends Pick<Case, 'order' | 'before' | 'request' | 'after'> {
  /** Sent one after the other, for as long as what came before was refused: an accepted one shows that the refusal had its own cause. */
  otherwise?: readonly ApiRequest[]
  /** What has to be seen beside the response. */
  look?: readonly ('state' | 'events')[]
  /** What the receiver of events answers (default: 200). */
  answer?: number
}

/** What an ask showed. */
export interface Seen extends Observation {
  /** The request of the ask and what was sent after it. */
  tried: readonly Exchange[]
}

/** How a target shows which option of an interpretation it follows. Never a failure. */
export interface Probe {
  /** Id of the interpretation, with the action where each can follow an option of its own: `C-NONE-ELIGIBLE.unfreeze`. */
  interpretation: string
  /** Each on an order of its own, in turn until the option is clear. */
  asks: readonly [Ask, ...Ask[]]
  /** About what is announced: our mock and sandbox do it already, so only a live target shows it. */
  announced?: true
  /** What it sends could mean something else on a target that is not ours. */
  oursOnly?: true
  /** Options that never show, with the reason: another option looks the same. */
  hidden?: Readonly<Record<string, string>>
  /** The option that alone explains what was seen; null where several do, or none. */
  tell: (...seen: [Seen, Seen?, Seen?]) => string | null
}

/** Which option a target follows. */
export interface ProbeResult {
  interpretation: string
  target: TargetName
  /** An option of the interpretation, `inconclusive` or `skipped`. */
  observed: string
  reason?: string
}

/**
 * Asks a target which option of an interpretation it follows.
 *
 * @param under options of interpretations to set first; a test of the probe itself gives them
 * @example const { observed } = await probe(row, target) // 'sent'
 */
export async function probe(row: Probe, target: Target, under?: Record<string, string>): Promise<ProbeResult> {
  const about = { interpretation: row.interpretation, target: target.name }
  const reason = notAsked(row, target, under)
  if (reason !== null) return { ...about, observed: 'skipped', reason }
  try {
    const observed = await optionOf(row, (ask) => askOne(ask, target, probeCase(row, ask, under)))
    return observed === null ? { ...about, observed: 'inconclusive', reason: unclear(row) } : { ...about, observed }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return { ...about, observed: error instanceof Skipped ? 'skipped' : 'inconclusive', reason: message }
  }
}

/**
 * The option that a probe tells from what its asks show; null when they leave it open.
 *
 * @param see plays one ask
 */
export async function optionOf(row: Probe, see: (ask: Ask) => Promise<Seen>): Promise<string | null> {
  const seen: Seen[] = []
  for (const ask of row.asks) {
    seen.push(await see(ask))
    const option = row.tell(...(seen as [Seen]))
    if (option !== null) return option
  }
  return null
}

/** Plays one ask. */
export async function askOne(ask: Ask, target: Target, script: Case): Promise<Seen> {
  const session: Session = await target.open(script)
  try {
    const seen = await observe(target, session, script)
    const tried = [seen.exchange]
    for (const request of ask.otherwise ?? []) {
      if ((tried.at(-1)?.status ?? 0) < 400) break
      tried.push(await send(target, session, request))
    }
    return { ...seen, tried }
  } finally {
    await session.close()
  }
}

/**
 * An ask as a case, which is how targets are asked.
 *
 * @example probe.asks.map((ask) => probeCase(probe, ask))
 */
export function probeCase(
  { interpretation }: Probe,
  { request, look = [], answer = 200, ...ask }: Ask,
  under?: Record<string, string>,
): Case {
  return {
    id: `probe-${interpretation}`,
    name: interpretation,
    clause: interpretation,
    request,
    want: { status: request.operation === 'updateAsyncOrder' ? 200 : 202 },
    ...(ask.order === undefined ? {} : { order: ask.order }),
    ...(ask.before === undefined ? {} : { before: ask.before }),
    ...(ask.after === undefined ? {} : { after: ask.after }),
    ...(under === undefined ? {} : { under }),
    ...(look.includes('state') ? { state: { changed: [] } } : {}),
    ...(look.includes('events') ? { events: { answer } } : {}),
  }
}

function notAsked(row: Probe, target: Target, under?: Record<string, string>): string | null {
  if (row.announced && target.name !== 'live') return `the ${target.name} does already what is announced`
  if (row.oursOnly && target.name === 'live') return 'what it sends could mean something else there'
  for (const ask of row.asks) {
    const reason = target.cannot(probeCase(row, ask, under))
    if (reason !== null) return reason
  }
  return null
}

function unclear({ hidden = {} }: Probe): string {
  const looks = Object.entries(hidden).map(([option, reason]) => `; ${option} never shows: ${reason}`)
  return `several options fit the responses, or none does${looks.join('')}`
}
