import { type Events, header, type Part, signatureOf } from './vector.ts'

const STRANGE = 'Zażółć 日本語 😀 e\u0301 \u2028'
/** More than one piece of a connection. */
const LARGE = 70_000

/** Signed as they should be, and events: a receiver returns 200. */
export function goodParts({ made, event }: Events): Part[] {
  return [...kinds(made), ...texts(event), ...surprises(event)]
}

const kinds = (made: Events['made']): Part[] => [
  { name: 'freeze', why: 'All line items were frozen.', clause: 'CON-01', body: made('freeze') },
  { name: 'unfreeze', why: 'All line items were unfrozen.', clause: 'CON-01', body: made('unfreeze') },
  { name: 'cancel', why: 'All line items were cancelled.', clause: 'CON-01', body: made('cancel') },
  { name: 'partial', why: 'One of three line items could not be processed: PARTIALFAILED.', clause: 'CON-01', body: made('partial') },
  { name: 'failed', why: 'No line item could be processed: FAILED.', clause: 'CON-01', body: made('failed') },
  { name: 'nothing', why: 'No line item was eligible: SUCCESSFUL, and nothing changed.', clause: 'CON-01', body: made('nothing') },
  { name: 'auto-unfreeze', why: 'A freeze ended by itself, where C-AUTO-EVENT=sent.', clause: 'CON-01', body: made('auto-unfreeze') },
]

/** The same event, written otherwise: who verifies what a parser made of the body refuses these. */
function texts(event: Events['event']): Part[] {
  const plain = event()
  const clause = 'CON-02'
  const strange = (): string => event({ eventData: { ...data, customerIdentifier: STRANGE } })
  const { eventData: data } = JSON.parse(plain)
  const escaped = strange().replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
  const lower = event()
  const upper = event()
  return [
    { name: 'unicode', why: 'The signature is over the bytes of UTF-8, not normalised.', clause, body: strange() },
    { name: 'unicode-escapes', why: 'Escapes that a serialiser would write as letters.', clause, body: escaped },
    {
      name: 'escapes',
      why: 'A slash and a letter are escaped.',
      clause,
      body: plain.replace('"FRAUD"', '"FR\\u0041UD"').replace('ORDER', '\\u004fRDER'),
    },
    {
      name: 'white-space',
      why: 'Indented, with CRLF, and a line break at the end.',
      clause,
      body: `${JSON.stringify(JSON.parse(event()), null, 2).replaceAll('\n', '\r\n')}\r\n`,
    },
    {
      name: 'order-of-fields',
      why: 'The fields are in another order.',
      clause,
      body: JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(event())).toReversed())),
    },
    { name: 'large', why: `A body of more than ${LARGE / 1_000} kB comes in pieces.`, clause, body: event({ padding: 'x'.repeat(LARGE) }) },
    {
      name: 'binary-secret',
      why: 'The secret stands for bytes that are no text.',
      clause: 'CON-01',
      body: event(),
      secret: Buffer.from([0, 255, 128, 10, 195, 40]).toString('base64'),
    },
    {
      name: 'header-lower-case',
      why: 'Names of headers have no case.',
      clause: 'CON-03',
      body: lower,
      signatures: header(signatureOf(lower), 'x-signed-payload'),
    },
    {
      name: 'header-upper-case',
      why: 'Names of headers have no case.',
      clause: 'CON-03',
      body: upper,
      signatures: header(signatureOf(upper), 'X-SIGNED-PAYLOAD'),
    },
    {
      name: 'charset',
      why: 'A media type may have parameters.',
      clause: 'CON-03',
      body: event(),
      mediaType: 'application/json; charset=utf-8',
    },
  ]
}

/** What a receiver does not know: the payload is an assumption (A-EVT-PAYLOAD), and an event that is not answered 200 is lost or repeated. */
function surprises(event: Events['event']): Part[] {
  const { eventData: data } = JSON.parse(event())
  const { eventId, revision, eventOccurredAt } = JSON.parse(event())
  const { referenceOrderId, action, status } = data
  const fewest = { eventId, revision, eventType: 'OrderActionStatus', eventOccurredAt, eventData: { referenceOrderId, action, status } }
  return [
    {
      name: 'unknown-fields',
      why: 'Fields may be added.',
      clause: 'CON-04',
      body: event({ schemaVersion: '2', eventData: { ...data, actor: { id: 7 }, tags: [] } }),
    },
    {
      name: 'unknown-event-type',
      why: 'A subscription to a category gets its other events too.',
      clause: 'CON-04',
      body: event({ eventType: 'OrderShipped', eventData: { parcel: 1 } }),
    },
    { name: 'unknown-status', why: 'Statuses may be added.', clause: 'CON-04', body: event({ eventData: { ...data, status: 'QUEUED' } }) },
    { name: 'unknown-action', why: 'Actions may be added.', clause: 'CON-04', body: event({ eventData: { ...data, action: 'REISSUE' } }) },
    {
      name: 'unknown-reason-code',
      why: 'Reason codes may be added.',
      clause: 'CON-04',
      body: event({ eventData: { ...data, reasonCode: 'MERGED' } }),
    },
    { name: 'no-optional-field', why: 'Only what says which order, action and status.', clause: 'CON-04', body: JSON.stringify(fewest) },
    {
      name: 'nanoseconds',
      why: 'An instant may have nine digits after the second.',
      clause: 'CON-04',
      body: event({ eventOccurredAt: '2026-03-02T10:00:00.123456789Z' }),
    },
    {
      name: 'largest-revision',
      why: 'A revision needs more than 32 bits.',
      clause: 'CON-04',
      body: event({ revision: Number.MAX_SAFE_INTEGER }),
    },
  ]
}
