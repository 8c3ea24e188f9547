import type { LineItem } from '../../../sandbox/src/model.ts'
import { type Change, rule } from '../inside.ts'
import { keyed, mutantsOf } from '../mutant.ts'
import { isAbout, onBody, onRequest, onText, statusInstead } from '../wire.ts'
import { readsKindly } from './parse.ts'

const needs = (field: 'campaign' | 'notes') =>
  rule('updateNotEmpty', (_, sent) =>
    sent[field] === undefined ? { path: field, i18nKey: '422.007', message: `${field} is required.` } : null,
  )
const applies = (change: Change<'applyUpdate'>) => rule('applyUpdate', change)
/** An update that changes the line items. */
const items = (change: (lineItem: LineItem) => LineItem) => applies((right) => ({ ...right, lineItems: right.lineItems.map(change) }))
/** Takes one body for another. */
const takes = (text: string, instead: string) => onText('update', (sent) => (sent === text ? instead : sent))

/** The body, the effect and the status of an update, but for its three fields. */
export const updateMutants = mutantsOf('behaviour', {
  'update-only-by-post UPD-01': onRequest('update', ({ method }) => ({ method: method === 'PATCH' ? 'POST' : method })),
  'update-by-put-too GEN-15': onRequest('update', ({ method }) => ({ method: method === 'PUT' ? 'PATCH' : method })),
  'update-needs-campaign UPD-16 UPD-13': needs('campaign'),
  'update-needs-notes UPD-19': needs('notes'),
  'update-ignores-unknown-fields UPD-20 GEN-22': onBody('update', ({ campaign, purchaseOrderNumber, notes }) => ({
    campaign,
    purchaseOrderNumber,
    notes,
  })),
  'update-ignores-letter-case UPD-20': onBody('update', ({ Notes, ...sent }) => ({ ...sent, notes: Notes ?? sent.notes })),
  'update-takes-inherited-names UPD-20': onBody('update', (sent) =>
    Object.fromEntries(Object.entries(sent).filter(([name]) => !(name in {}))),
  ),
  'update-takes-order-status UPD-20': onBody('update', ({ orderStatus: _, ...sent }) => sent),
  ...keyed(Object.entries(readsKindly('update', 'UPD-61')), ([name, what]) => [`update-${name}`, what]),
  'update-ignores-what-follows UPD-61': onText('update', (sent) => sent.replace(/\}\}$/, '}')),
  'update-thaws-rewards UPD-21': items((one) => ({ ...one, reward: one.reward && { ...one.reward, status: 'ACTIVE', frozenAt: null } })),
  'update-drops-line-items UPD-21': items((one) => ({ ...one, fee: one.fee + 1 })),
  'update-changes-amounts UPD-21': items((one) => ({ ...one, reward: one.reward && { ...one.reward, amount: 1 } })),
  'update-changes-the-order-status UPD-21': applies((right) => ({ ...right, status: 'PENDING' })),
  'update-replaces UPD-22': applies((right, _, { campaign = '', purchaseOrderNumber = '', notes = '' }) => ({
    ...right,
    campaign,
    purchaseOrderNumber,
    notes,
  })),
  'update-reaches-other-platforms UPD-23': {
    // Made anew for each case, which then has a sandbox of its own: it must not reach the orders of other cases.
    rules: () => ({
      findOrderByExternalRef: (tx, _, address) => tx.listPlatforms().flatMap(({ name }) => tx.findOrder(name, address) ?? [])[0],
    }),
  },
  'update-finds-no-api-order UPD-01 UPD-23': rule('findOrderByExternalRef', (right) => (right?.source === 'RG' ? right : undefined)),
  'update-answers-202 UPD-60': rule('updateStatus', () => 202),
  'update-answers-204 UPD-60': statusInstead('update', 200, 204),
  'update-malformed-422 UPD-61 GEN-23 UPD-05 UPD-06': statusInstead('update', 400, 422),
  'update-takes-a-form UPD-61': takes('notes=checked', '{"notes":"checked"}'),
  'update-takes-a-list UPD-61': takes('[]', '{"notes":""}'),
  'update-takes-no-body UPD-61': takes('', '{"notes":""}'),
  'update-takes-nothing UPD-67': rule('updateNotEmpty', () => null),
  ...keyed(['PARTIAL', 'PENDING', 'FAILED', 'SCHEDULED DELIVERY', 'COMPLETE'], (status) => [
    `update-refuses-${status.toLowerCase().replace(' ', '-')} ${status === 'COMPLETE' ? 'UPD-16 ' : ''}UPD-70`,
    rule('updatableStatus', (_, order) => order.status !== status),
  ]),
  'update-unknown-order-400 UPD-71 GEN-14': statusInstead('update', 404, 400),
  'update-unknown-order-200 UPD-71 GEN-14': statusInstead('update', 404, 200),
  'update-of-the-second-time-409 UPD-60': {
    wrapFetch: (fetch) => {
      let count = 0
      return async (request) =>
        isAbout('update', request) && count++ > 0 ? Response.json({ httpCode: 409 }, { status: 409 }) : fetch(request)
    },
  },
})
