import { update } from '../cases/case.ts'
import { accepted, body, byStatus, byTurn, plainUpdate, turn, updateWith } from './look.ts'
import type { Ask, Probe } from './probe.ts'

const ask = (fields: Record<string, unknown>): Ask => ({ request: updateWith(fields), otherwise: [plainUpdate] })
const after = (fields: Record<string, unknown>): Ask => ({
  ...ask(fields),
  before: [{ update: { notes: 'before', purchaseOrderNumber: 'PO-1' } }],
})
const named = (externalRefID: string): Ask => ({ request: { ...plainUpdate, path: { externalRefID } }, otherwise: [plainUpdate] })

/** Probes of the update. It consumes no order, and each response shows the fields. */
export const updateProbes: Probe[] = [
  { interpretation: 'C-PATCH-422', asks: [ask({ notes: 'n'.repeat(151) })], tell: byStatus({ 400: '400', 422: '422' }) },
  {
    interpretation: 'C-PATCH-EMPTY',
    // Refused for its missing number, an empty update says nothing about empty updates.
    asks: [{ request: update({}), otherwise: [update({ notes: 'checked' }), plainUpdate] }],
    tell: byTurn('accepted', 'refused'),
  },
  {
    interpretation: 'C-PO-NUMBER',
    asks: [{ request: update({ notes: 'checked' }), otherwise: [plainUpdate] }],
    tell: byTurn('optional', 'required'),
  },
  { interpretation: 'C-PO-LENGTH', asks: [ask({ purchaseOrderNumber: '1'.repeat(4096) })], tell: byTurn('unlimited', 'limited') },
  {
    interpretation: 'C-PATCH-CAMPAIGN',
    asks: [{ request: updateWith({ campaign: 'c'.repeat(1025) }), otherwise: [updateWith({ campaign: 'c'.repeat(1024) })] }],
    tell: byTurn('unlimited', '1024'),
  },
  {
    interpretation: 'C-LENGTH-UNITS',
    asks: [ask({ notes: 'n'.repeat(151) }), ask({ notes: 'ü'.repeat(150) }), ask({ notes: '😀'.repeat(150) })],
    tell: (plain, wide, wider) => {
      if (turn(plain) !== 1) return null
      if (turn(wide) === 1) return 'bytes'
      return turn(wide) === 0 ? (['code-points', 'utf-16-units'][turn(wider)] ?? null) : null
    },
  },
  {
    interpretation: 'C-PATCH-NULL',
    asks: [after({ notes: null })],
    tell: (seen) => (accepted(seen) ? changed(seen) : byTurn(null, 'refused')(seen)),
  },
  { interpretation: 'C-PATCH-BLANK', asks: [after({ notes: '' })], tell: (seen) => (accepted(seen) ? changed(seen) : null) },
  {
    interpretation: 'C-CODES-PATCH',
    asks: [named('nosuchorder')],
    tell: byStatus({ 404: '404', 400: '400' }),
  },
  {
    interpretation: 'C-EXTREF-CHARS',
    // None of the three exists: 404 is for an id that could.
    asks: [named('nosuchorder'), named('no-such-order'), named('no.such.order')],
    tell: (plain, hyphen, dot) => {
      if (plain.exchange.status !== 404 || hyphen === undefined) return null
      if (hyphen.exchange.status !== 404) return [400, 422].includes(hyphen.exchange.status) ? 'alphanumeric' : null
      return { 404: 'any', 400: 'restricted', 422: 'restricted' }[dot?.exchange.status ?? 0] ?? null
    },
  },
  {
    interpretation: 'C-PATCH-STATUS',
    asks: [{ request: plainUpdate }],
    tell: (seen) => {
      const [long, short] = ['orderStatus' in body(seen), 'status' in body(seen)]
      return !accepted(seen) || long === short ? null : long ? 'orderStatus' : 'status'
    },
  },
  {
    interpretation: 'C-PATCH-FAILED',
    asks: [{ request: plainUpdate }],
    tell: (seen) => (!accepted(seen) ? null : 'failedLineItems' in body(seen) ? 'table' : 'example'),
  },
  {
    interpretation: 'C-PATCH-NULLS',
    asks: [{ request: plainUpdate }],
    tell: (seen) => {
      if (!accepted(seen)) return null
      const { lineItems, ...others } = body(seen)
      const filled = ['completedAt', 'sender', 'amountCharged', 'pagination', 'orderErrors'].some(
        (field) => (others[field] ?? null) !== null,
      )
      return filled || (Array.isArray(lineItems) && lineItems.length > 0) ? 'filled' : 'as-example'
    },
  },
  {
    interpretation: 'C-PATCH-RELEASE',
    asks: [{ request: plainUpdate }],
    tell: (seen) => (accepted(seen) ? 'open' : seen.exchange.status === 403 ? 'closed' : null),
  },
  {
    interpretation: 'C-PATCH-OTHER-STATE',
    asks: [{ order: 'failed', request: plainUpdate }, { request: plainUpdate }],
    tell: (failed, complete) =>
      accepted(failed) ? 'any' : turn(failed) === -1 && accepted(complete) ? refused(failed.exchange.status) : null,
  },
]

const refused = (status: number): string | null => ([400, 409, 422].includes(status) ? 'complete-only' : null)

/** What became of the notes that were there before. */
function changed(seen: Parameters<Probe['tell']>[0]): string | null {
  if (seen.surprises.length + seen.unarranged.length > 0) return null
  const { notes } = body(seen)
  return notes === '' || notes === null ? 'clears' : notes === 'before' ? 'ignored' : null
}
