import type { Case } from './case.ts'
import { type Observation, observe } from './observe.ts'
import { NotRun, type Session, type Target, type TargetName } from './targets/target.ts'

/** How a target shows which option of a reading it follows. Never a failure. */
export interface Probe extends Pick<Case, 'order' | 'before' | 'request' | 'after' | 'under'> {
  reading: string
  /** What has to be looked at beside the answer. */
  look?: 'state' | 'events'
  /** About what is announced: our mock and sandbox do it already, so only a live target tells. */
  announced?: true
  /** What the receiver of events answers; 200 unless said otherwise. */
  answer?: number
  /** The option that was seen; null when what was seen fits none. */
  tell: (seen: Observation) => string | null
}

/** Which option a target follows. */
export interface ProbeResult {
  reading: string
  target: TargetName
  /** An option of the reading, `inconclusive` or `not-run`. */
  observed: string
  reason?: string
}

/**
 * Asks a target which option of a reading it follows.
 *
 * @param under options of readings to set first; a test of the probe itself gives them
 * @example const { observed } = await probe(row, target) // 'sent'
 */
export async function probe(row: Probe, target: Target, under?: Record<string, string>): Promise<ProbeResult> {
  const about = { reading: row.reading, target: target.name }
  const script = probeCase(row, under)
  const stand = row.announced && target.name !== 'live' ? `the ${target.name} does already what is announced` : null
  const reason = stand ?? target.cannot(script)
  if (reason !== null) return { ...about, observed: 'not-run', reason }
  let session: Session | undefined
  try {
    session = await target.open(script)
    return { ...about, observed: row.tell(await observe(target, session, script)) ?? 'inconclusive' }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return { ...about, observed: error instanceof NotRun ? 'not-run' : 'inconclusive', reason: message }
  } finally {
    await session?.close()
  }
}

/** A probe as a case, which is how targets are asked. */
export function probeCase(row: Probe, under?: Record<string, string>): Case {
  return {
    id: `probe-${row.reading}`,
    name: row.reading,
    clauses: [row.reading],
    request: row.request,
    want: { status: 202 },
    ...(row.order === undefined ? {} : { order: row.order }),
    ...(row.before === undefined ? {} : { before: row.before }),
    ...(row.after === undefined ? {} : { after: row.after }),
    ...(under === undefined ? {} : { under }),
    ...(row.look === 'state' ? { state: { changed: [] } } : {}),
    ...(row.look === 'events' ? { events: { answer: row.answer ?? 200 } } : {}),
  }
}
