import { forgedParts, noEvents, unusualParts } from './bad.ts'
import { goodParts } from './good.ts'
import type { Row } from './sender.ts'
import type { Session } from './session.ts'
import { header, type Part, signatureOf } from './vector.ts'

/** One part of a run. */
type Stage = (session: Session, nextSecret: string | null) => Promise<void>

/** More than any event has, and than many servers take. */
const TOO_LARGE = 2_000_000
const AT_ONCE = 5

async function forged(session: Session): Promise<void> {
  for (const part of forgedParts(session.sender.events)) await session.refused(session.sender.row('refuse', part))
}

async function repeated(session: Session): Promise<void> {
  const { sender } = session
  const again: Row = { ...sender.plain('CON-09'), name: 'again', why: 'The same event again.' }
  await session.good({ ...again, clause: 'CON-01' })
  await session.good(again)
  await session.counted('CON-10', again, 1, await session.plain())
  const atOnce: Row = { ...sender.plain('CON-11'), name: 'again-at-once', why: `The same event ${AT_ONCE} times at once.` }
  await sender.sendAtOnce(Array.from({ length: AT_ONCE }, () => atOnce))
  await session.counted('CON-11', atOnce, 1, await session.plain())
}

async function good(session: Session): Promise<void> {
  const { sender } = session
  for (const part of goodParts(sender.events))
    if (part.secret === undefined && !isFarAhead(part)) await session.good(sender.row('accept', part))
  await session.good(slow(session))
}

const slow = ({ sender }: Session): Row => {
  const body = sender.events.event({ padding: '日本語'.repeat(100) })
  return sender.row('accept', { name: 'slow', why: 'The body comes in pieces, with pauses.', clause: 'CON-02', body }, 'slow')
}

async function inAnyOrder(session: Session): Promise<void> {
  const { sender } = session
  const { eventData } = JSON.parse(sender.events.made('freeze'))
  const row =
    (why: string) =>
    (name: string): Row =>
      sender.row('accept', { name, why, clause: 'CON-12', body: sender.events.event({ eventData }) })
  const [first, second, third] = ['first', 'second', 'third'].map(row('An older revision of the order after a newer one.'))
  const more = ['fourth', 'fifth', 'sixth'].map(row('Three events of the order at once.'))
  const range = [first, second, third, ...more].flatMap((one) => one ?? [])
  for (const one of [third, first, second]) if (one !== undefined) await session.good(one)
  await session.good(...more.toReversed())
  for (const one of range) await session.good({ ...one, why: 'A replay of events that were received.' })
}

async function rotation(session: Session, nextSecret: string | null): Promise<void> {
  if (nextSecret === null) return
  const { sender } = session
  for (const [name, secret] of [
    ['old-secret', sender.events.secret],
    ['new-secret', nextSecret],
    ['old-secret-again', sender.events.secret],
  ] as const) {
    const why = `Signed with the ${name.split('-')[0]} secret.`
    await session.good(sender.row('accept', { name, why, clause: 'CON-13', body: sender.events.made('freeze'), secret }))
  }
}

async function noEvent(session: Session): Promise<void> {
  await session.recount()
  const { sender } = session
  const { secret } = sender.events
  const whole = sender.events.made('freeze')
  const half = sender.events.made('freeze')
  const cutOff: Part[] = [
    { name: 'cut-off', why: 'A whole event, but Content-Length promises more.', clause: 'CON-16', body: whole },
    {
      name: 'cut-off-half',
      why: 'The first half of an event.',
      clause: 'CON-16',
      body: half.slice(0, half.length / 2),
      signatures: header(signatureOf(half, secret)),
    },
  ]
  const rows = [...noEvents().map((part) => sender.row('either', part)), ...cutOff.map((part) => sender.row('either', part, 'cut-off'))]
  for (const row of rows) await session.counted('CON-16', row, 0, await session.survived(row))
}

async function unusual(session: Session): Promise<void> {
  const { sender } = session
  const { made, event } = sender.events
  const clause = 'CON-15'
  await session.survived(slow(session))
  await session.survived(
    sender.row('either', { name: 'too-large', why: 'A body of 2 MB.', clause, body: event({ padding: 'x'.repeat(TOO_LARGE) }) }),
  )
  for (const method of ['GET', 'DELETE'])
    await session.survived(
      sender.row('either', { name: method.toLowerCase(), why: 'An event comes as a POST.', clause, body: made('freeze'), method }),
    )
  const mediaType = 'application/x-www-form-urlencoded'
  await session.survived(sender.row('either', { name: 'form', why: 'An event comes as JSON.', clause, body: made('freeze'), mediaType }))
  for (const part of unusualParts(sender.events)) if (!isFarAhead(part)) await session.survived(sender.row('either', part))
}

/** After these a receiver may take all that comes for old. */
const isFarAhead = ({ name }: Part): boolean => ['largest-revision', 'rounded-revision'].includes(name)

async function farAhead(session: Session): Promise<void> {
  const { sender } = session
  for (const part of goodParts(sender.events)) if (isFarAhead(part)) await session.good(sender.row('accept', part))
  for (const part of unusualParts(sender.events)) if (isFarAhead(part)) await sender.send(sender.row('either', part))
}

/**
 * In this order: events that must not have an effect come before those that need not, and what a receiver may die of comes late.
 */
export const STAGES: readonly Stage[] = [forged, repeated, good, inAnyOrder, rotation, noEvent, unusual, farAhead]
