import { forgedParts, unusualParts } from './bad.ts'
import { goodParts } from './good.ts'
import { OUTCOME_KINDS, type OutcomeKind, outcomeDelivery } from './outcome.ts'
import { type Events, SECRET, type Vector, vectorOf } from './vector.ts'

const AT = Date.UTC(2026, 2, 2, 10)
const ORDER = {
  order: 'RA260302-1',
  fields: { customerIdentifier: 'acme-health', accountIdentifier: 'acme-wellness', externalRefID: 'ref-vectors-1' },
}

/**
 * Deliveries as data, for receivers in any language to test their verification with: contract/vectors/webhooks.json. The same each time.
 *
 * @example (await webhookVectors()).filter(({ verdict }) => verdict === 'refuse')
 */
export async function webhookVectors(): Promise<Vector[]> {
  const events = await eventBodies()
  return [
    ...goodParts(events).map((part) => vectorOf('accept', part)),
    ...forgedParts(events).map((part) => vectorOf('refuse', part)),
    ...unusualParts(events).map((part) => vectorOf('either', part)),
  ]
}

async function eventBodies(): Promise<Events> {
  let ids = 0
  const newId = (): string => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`
  const played = await Promise.all(
    OUTCOME_KINDS.map(async (kind) => [kind, (await outcomeDelivery(kind, { ...ORDER, secret: SECRET, at: AT, newId })).body] as const),
  )
  const bodies = Object.fromEntries(played) as Record<OutcomeKind, string>
  let made = 0
  // The ids that the sandbox made depend on how many it needed.
  const numbered = (kind: OutcomeKind, fields: object = {}): string => {
    const revision = ++made
    const eventId = `00000000-0000-4000-8000-${String(revision).padStart(12, '0')}`
    return JSON.stringify({ ...JSON.parse(bodies[kind]), eventId, revision, ...fields })
  }
  return { made: (kind) => numbered(kind), event: (fields) => numbered('freeze', fields) }
}
