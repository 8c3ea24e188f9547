import { act, aNonEmptyString, update } from '../case.ts'
import { matches } from '../checks/matches.ts'
import type { Probe } from '../probe.ts'
import { accepted, body, byAnswer, refused } from './look.ts'

/** Probes that the immediate answer decides. */
export const requestProbes: Probe[] = [
  {
    reading: 'C-400-422',
    request: act('freeze', {}),
    tell: ({ exchange }) => ({ 422: '422-on-actions', 400: '400' })[exchange.status] ?? null,
  },
  {
    reading: 'C-REASON-UNKNOWN',
    before: [{ act: 'freeze', body: { reasonCode: 'RECIPIENT' } }],
    request: act('freeze', { reasonCode: 'NO_SUCH_CODE' }),
    tell: (seen) => (accepted(seen) ? 'unchecked' : refused(seen, 'RECIPIENT') ? 'per-action' : 'one-list'),
  },
  {
    reading: 'C-UNF-REASONS',
    before: [
      { act: 'unfreeze', body: { reasonCode: 'REWARD_TYPE' } },
      { act: 'unfreeze', body: { reasonCode: 'VERIFY_ORDER' } },
      { act: 'unfreeze', body: { reasonCode: 'VERIFIED_ORDER' } },
    ],
    request: act('unfreeze', { reasonCode: 'DUPLICATE' }),
    tell: (seen) => {
      const notes = !refused(seen, 'REWARD_TYPE')
      const table = accepted(seen) || !refused(seen, 'VERIFY_ORDER')
      return notes && table ? 'union' : notes ? 'notes' : table ? 'table' : null
    },
  },
  {
    reading: 'C-UNF-VERIFY',
    before: [{ act: 'unfreeze', body: { reasonCode: 'VERIFIED_ORDER' } }],
    request: act('unfreeze', { reasonCode: 'VERIFY_ORDER' }),
    tell: (seen) => (refused(seen, 'VERIFIED_ORDER') ? 'VERIFY_ORDER' : accepted(seen) ? 'both' : 'VERIFIED_ORDER'),
  },
  { reading: 'C-UNF-DUPLICATE', request: act('unfreeze', { reasonCode: 'DUPLICATE' }), tell: byAnswer('accepted', 'refused') },
  {
    reading: 'C-CAN-CURRENCY',
    request: act('cancel', { reasonCode: 'CURRENCY' }),
    tell: byAnswer('CURRENCY', 'CURREENCY'),
  },
  { reading: 'C-OTHER-REQ', request: act('freeze', { reasonCode: 'FRAUD', otherReason: 'why' }), tell: byAnswer('kept', 'refused') },
  { reading: 'C-STATUS-REJECT', order: 'failed', request: act('cancel'), tell: byAnswer('accept', 'refuse') },
  { reading: 'C-ORDER-STATUS', order: 'failed', request: act('unfreeze'), tell: byAnswer('no-gate', 'newer-page') },
  { reading: 'C-FRZ-PENDING', order: 'pending', request: act('freeze'), tell: byAnswer('no-gate', 'gate') },
  { reading: 'C-NONE-ELIGIBLE', order: 'noneEligible', request: act('unfreeze'), tell: byAnswer('accept', 'reject') },
  { reading: 'C-SCOPE-SOURCE', order: { source: 'RG', lineItems: [{}] }, request: act('freeze'), tell: byAnswer('any', 'api-only') },
  {
    reading: 'C-EXTREF-NULL',
    order: { externalRefID: null, lineItems: [{}] },
    request: act('freeze'),
    tell: (seen) => (body(seen).externalRefID === '' ? 'empty' : body(seen).externalRefID === null ? 'null' : null),
  },
  {
    reading: 'C-202-STATUS',
    request: act('freeze'),
    tell: (seen) => (['PENDING', 'SUBMITTED'].includes(String(body(seen).status)) ? String(body(seen).status) : null),
  },
  {
    reading: 'C-202-TOTAL',
    order: { lineItems: [{ quantity: 3 }] },
    request: act('freeze'),
    tell: (seen) => ({ 1: 'line-items', 3: 'rewards' })[Number(body(seen).totalLineItems)] ?? null,
  },
  {
    reading: 'C-202-DATE',
    order: { lineItems: [{}] },
    before: [{ advance: 3_600_000 }],
    request: act('freeze'),
    tell: (seen) => {
      const behind = (seen.now ?? 0) - Date.parse(String(body(seen).date))
      return behind < 1_800_000 ? 'acceptance' : 'order-created'
    },
  },
  {
    reading: 'C-CODES-PATCH',
    order: { lineItems: [{}] },
    request: { ...update({ notes: 'checked' }), path: { externalRefID: 'no-such-order' } },
    tell: ({ exchange }) => (exchange.status === 404 || exchange.status === 400 ? String(exchange.status) : null),
  },
  {
    reading: 'C-PATCH-STATUS',
    request: update({ notes: 'checked' }),
    tell: (seen) => ('orderStatus' in body(seen) ? 'orderStatus' : 'status' in body(seen) ? 'status' : null),
  },
  {
    reading: 'C-PATCH-FAILED',
    request: update({ notes: 'checked' }),
    tell: (seen) => (!accepted(seen) ? null : 'failedLineItems' in body(seen) ? 'table' : 'example'),
  },
  {
    reading: 'C-PATCH-RELEASE',
    request: update({ notes: 'checked' }),
    tell: (seen) => (accepted(seen) ? 'open' : seen.exchange.status === 403 ? 'closed' : null),
  },
  { reading: 'C-PATCH-EMPTY', request: update({}), tell: byAnswer('accepted', 'refused') },
  { reading: 'C-PATCH-OTHER-STATE', order: 'failed', request: update({ notes: 'checked' }), tell: byAnswer('any', 'complete-only') },
  {
    reading: 'C-EXTREF-CHARS',
    order: { externalRefID: 'ref.1', lineItems: [{}] },
    request: update({ notes: 'checked' }),
    tell: byAnswer('any', 'restricted'),
  },
  {
    reading: 'C-PATCH-CAMPAIGN',
    request: update({ campaign: 'c'.repeat(1025) }),
    tell: byAnswer('unlimited', '1024'),
  },
  {
    reading: 'C-202-ID',
    request: act('freeze'),
    tell: (seen) =>
      !accepted(seen) ? null : Object.keys(body(seen)).some((field) => /^(action|request)Id$/i.test(field)) ? 'id' : 'no-id',
  },
  {
    reading: 'C-CODES-AUTH',
    request: { ...act('freeze'), auth: 'none' },
    tell: ({ exchange }) => (exchange.status === 401 ? 'yes' : null),
  },
  {
    reading: 'C-REFID-CASE',
    request: act('freeze'),
    tell: (seen) => ('referenceOrderId' in body(seen) ? 'as-each-page' : 'referenceOrderID' in body(seen) ? 'one-spelling' : null),
  },
  {
    reading: 'C-ERR-SHAPES',
    request: { operation: 'freezeAsyncOrder', rawBody: '{' },
    tell: (seen) => {
      const facts = { order: {}, now: null, headers: seen.exchange.headers }
      return matches(aNonEmptyString, body(seen).i18nKey, facts) && 'httpCode' in body(seen) ? 'ErrorInfo' : 'other'
    },
  },
  {
    reading: 'C-TRANSPORT',
    request: { ...act('freeze'), method: 'GET' },
    tell: ({ exchange }) => (exchange.status === 405 && exchange.headers.has('allow') ? '404-405-413' : 'other'),
  },
]
