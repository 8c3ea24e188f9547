import type { OutcomeKind } from './outcome.ts'
import { type Events, header, type Part, signatureOf } from './vector.ts'

const STRANGE = 'Zażółć 日本語 😀 e\u0301 \u2028'
/** More than one piece of a connection. */
const LARGE = 70_000

/** Signed as they should be, and events: a receiver returns 200. */
export function* goodParts(events: Events): Generator<Part> {
  for (const [name, why] of KINDS) yield { name, why, clause: 'CON-01', body: events.made(name) }
  yield* texts(events)
  yield* surprises(events)
}

const KINDS: [OutcomeKind, why: string][] = [
  ['freeze', 'All line items were frozen.'],
  ['unfreeze', 'All line items were unfrozen.'],
  ['cancel', 'All line items were cancelled.'],
  ['partial', 'One of three line items could not be processed: PARTIALFAILED.'],
  ['failed', 'No line item could be processed: FAILED.'],
  ['nothing', 'No line item was eligible: SUCCESSFUL, and nothing changed.'],
  ['auto-unfreeze', 'A freeze ended by itself, where C-AUTO-EVENT=sent.'],
]

/** The same event, written otherwise: who verifies what a parser made of the body refuses these. */
function* texts({ event, secret }: Events): Generator<Part> {
  const clause = 'CON-02'
  const strange = (): string => event({ eventData: { ...JSON.parse(event()).eventData, customerIdentifier: STRANGE } })
  yield { name: 'unicode', why: 'The signature is over the bytes of UTF-8, not normalised.', clause, body: strange() }
  yield {
    name: 'unicode-escapes',
    why: 'Escapes that a serialiser would write as letters.',
    clause,
    body: strange().replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  }
  yield {
    name: 'escapes',
    why: 'A slash and a letter are escaped.',
    clause,
    body: event().replace('"FRAUD"', '"FR\\u0041UD"').replace('ORDER', '\\u004fRDER'),
  }
  yield {
    name: 'white-space',
    why: 'Indented, with CRLF, and a line break at the end.',
    clause,
    body: `${JSON.stringify(JSON.parse(event()), null, 2).replaceAll('\n', '\r\n')}\r\n`,
  }
  yield {
    name: 'order-of-fields',
    why: 'The fields are in another order.',
    clause,
    body: JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(event())).toReversed())),
  }
  yield {
    name: 'large',
    why: `A body of more than ${LARGE / 1_000} kB comes in pieces.`,
    clause,
    body: event({ padding: 'x'.repeat(LARGE) }),
  }
  yield {
    name: 'binary-secret',
    why: 'The secret encodes bytes that are not text.',
    clause: 'CON-01',
    body: event(),
    secret: Buffer.from([0, 255, 128, 10, 195, 40]).toString('base64'),
  }
  for (const [name, written] of [
    ['header-lower-case', 'x-signed-payload'],
    ['header-upper-case', 'X-SIGNED-PAYLOAD'],
  ] as const) {
    const body = event()
    yield { name, why: 'Names of headers have no case.', clause: 'CON-03', body, signatures: header(signatureOf(body, secret), written) }
  }
  yield {
    name: 'charset',
    why: 'A media type may have parameters.',
    clause: 'CON-03',
    body: event(),
    mediaType: 'application/json; charset=utf-8',
  }
}

/** What a receiver does not know: the payload is an assumption (A-EVT-PAYLOAD), and an event that is not answered 200 is lost or repeated. */
function* surprises({ event }: Events): Generator<Part> {
  const clause = 'CON-04'
  const changed = (fields: object): string => event({ eventData: { ...JSON.parse(event()).eventData, ...fields } })
  yield {
    name: 'unknown-fields',
    why: 'Fields may be added.',
    clause,
    body: event({ schemaVersion: '2', eventData: { ...JSON.parse(event()).eventData, actor: { id: 7 }, tags: [] } }),
  }
  yield {
    name: 'unknown-event-type',
    why: 'A subscription to a category gets its other events too.',
    clause,
    body: event({ eventType: 'OrderShipped', eventData: { parcel: 1 } }),
  }
  yield { name: 'unknown-status', why: 'Statuses may be added.', clause, body: changed({ status: 'QUEUED' }) }
  yield { name: 'unknown-action', why: 'Actions may be added.', clause, body: changed({ action: 'REISSUE' }) }
  yield { name: 'unknown-reason-code', why: 'Reason codes may be added.', clause, body: changed({ reasonCode: 'MERGED' }) }
  yield { name: 'no-optional-field', why: 'Only what says which order, action and status.', clause, body: fewest(event()) }
  yield {
    name: 'nanoseconds',
    why: 'An instant may have nine digits after the second.',
    clause,
    body: event({ eventOccurredAt: '2026-03-02T10:00:00.123456789Z' }),
  }
  yield {
    name: 'largest-revision',
    why: 'A revision needs more than 32 bits.',
    clause,
    body: event({ revision: Number.MAX_SAFE_INTEGER }),
  }
}

function fewest(body: string): string {
  const { eventId, revision, eventType, eventOccurredAt, eventData } = JSON.parse(body)
  const { referenceOrderId, action, status } = eventData
  return JSON.stringify({ eventId, revision, eventType, eventOccurredAt, eventData: { referenceOrderId, action, status } })
}
