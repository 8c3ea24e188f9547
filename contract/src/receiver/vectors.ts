import { forgedParts, noEvents, unusualParts } from './bad.ts'
import { eventsFor } from './events.ts'
import { goodParts } from './good.ts'
import { type Part, type Vector, vectorOf } from './vector.ts'

const AT = Date.UTC(2026, 2, 2, 10)
const ORDER = {
  order: 'RA260302-1',
  fields: { customerIdentifier: 'acme-health', accountIdentifier: 'acme-wellness', externalRefID: 'ref-vectors-1' },
}
/** The secret that nearly all vectors are verified with. */
const SECRET = Buffer.from('the shared secret of the vectors').toString('base64')

/**
 * Deliveries as data, for receivers in any language to test their verification with: contract/vectors/webhooks.json. The same each time.
 *
 * @example (await webhookVectors()).filter(({ verdict }) => verdict === 'refuse')
 */
export async function webhookVectors(): Promise<Vector[]> {
  const idOf = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
  const [ids, revisions] = [numbers(), numbers()]
  const options = { ...ORDER, secret: SECRET, at: AT, newId: () => idOf(ids()) }
  // The ids that the sandbox made depend on how many it needed.
  const events = await eventsFor(options, (event) => {
    const revision = revisions()
    return { ...event, eventId: idOf(revision), revision }
  })
  const all = (verdict: Vector['verdict'], parts: Iterable<Part>): Vector[] => [...parts].map((part) => vectorOf(verdict, SECRET, part))
  return [
    ...all('accept', goodParts(events)),
    ...all('refuse', forgedParts(events)),
    ...all('either', noEvents()),
    ...all('either', unusualParts(events)),
  ]
}

/** Counts from 1. */
function numbers(): () => number {
  let last = 0
  return () => ++last
}
