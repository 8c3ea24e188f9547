import { documentedRules as documented } from '../../../sandbox/src/index.ts'
import { type Mutant, wrong, wrongRule } from '../mutant.ts'
import { isAbout, onRequest, onText, statusInstead, withHeader } from '../wire.ts'
import { applies, body } from './update-fields.ts'

type Problem = ReturnType<typeof documented.externalRefID>

/** The body, the effect and the status of an update, but for its three fields. */
export const updateMutants: Mutant[] = [
  wrong(
    'update-only-by-post',
    'UPD-01',
    'is served for POST alone',
    onRequest('update', ({ method }) => ({ method: method === 'PATCH' ? 'POST' : method })),
  ),
  wrong(
    'update-by-put-too',
    'GEN-15',
    'serves PUT like PATCH',
    onRequest('update', ({ method }) => ({ method: method === 'PUT' ? 'PATCH' : method })),
  ),
  wrongRule('update-needs-campaign', ['UPD-16', 'UPD-13'], 'needs campaign', {
    updateNotEmpty: ({ campaign }) => needed(campaign, 'campaign'),
  }),
  wrongRule('update-needs-notes', 'UPD-19', 'needs notes', { updateNotEmpty: ({ notes }) => needed(notes, 'notes') }),
  body('ignores-unknown-fields', ['UPD-20', 'GEN-22'], 'ignores unknown fields', ({ campaign, purchaseOrderNumber, notes }) => ({
    campaign,
    purchaseOrderNumber,
    notes,
  })),
  body('ignores-letter-case', 'UPD-20', 'takes Notes for notes', ({ Notes, ...sent }) => ({ ...sent, notes: Notes ?? sent.notes })),
  body('takes-inherited-names', 'UPD-20', 'looks unknown fields up in an object that inherits names', (sent) =>
    Object.fromEntries(Object.entries(sent).filter(([name]) => !(name in {}))),
  ),
  ...(
    [
      ['takes-any-media-type', 'takes a body whatever it is declared as', () => 'application/json'],
      ['takes-undeclared', 'takes a body that is not declared', (sent: string | null) => sent ?? 'application/json'],
      ['takes-text', 'takes JSON that is declared as text', (sent: string | null) => (sent === 'text/plain' ? 'application/json' : sent)],
      ['ignores-charset', 'ignores the charset', (sent: string | null) => sent?.split(';')[0] ?? null],
      ['refuses-charset', 'refuses a media type with a parameter', (sent: string | null) => (sent?.includes(';') ? 'text/plain' : sent)],
    ] as const
  ).map(([id, breaks, type]) =>
    wrong(
      `update-${id}`,
      'GEN-19',
      `update ${breaks}`,
      onRequest('update', ({ headers }) => ({
        headers: withHeader(headers, 'content-type', type(headers.get('content-type'))),
      })),
    ),
  ),
  ...(
    [
      ['takes-trailing-comma', 'takes a comma at the end', (sent: string) => sent.replace(/,\s*\}$/, '}')],
      ['takes-single-quotes', 'takes single quotes', (sent: string) => (sent.startsWith("{'") ? sent.replaceAll("'", '"') : sent)],
      ['takes-truncated-json', 'closes what was not closed', (sent: string) => (/^\{"[^}]*$/.test(sent) ? `${sent}}` : sent)],
      ['ignores-what-follows', 'ignores what follows the JSON', (sent: string) => sent.replace(/\}\}$/, '}')],
    ] as const
  ).map(([id, breaks, change]) => wrong(`update-${id}`, 'UPD-61', `update ${breaks}`, onText('update', change))),
  body('takes-order-status', 'UPD-20', 'ignores orderStatus', ({ orderStatus: _, ...sent }) => sent),
  applies('thaws-rewards', 'UPD-21', 'makes frozen rewards active', (right) => ({
    ...right,
    lineItems: right.lineItems.map((lineItem) => ({ ...lineItem, reward: lineItem.reward && documented.unfreezeReward(lineItem.reward) })),
  })),
  applies('drops-line-items', 'UPD-21', 'drops line items that are redeemed in part', (right) => ({
    ...right,
    lineItems: right.lineItems.map((lineItem) => ({ ...lineItem, fee: lineItem.fee + 1 })),
  })),
  applies('changes-amounts', 'UPD-21', 'changes amounts', (right) => ({
    ...right,
    lineItems: right.lineItems.map((lineItem) => ({ ...lineItem, reward: lineItem.reward && { ...lineItem.reward, amount: 1 } })),
  })),
  applies('changes-the-order-status', 'UPD-21', 'puts the order back to PENDING', (right) => ({ ...right, status: 'PENDING' })),
  applies(
    'replaces',
    'UPD-22',
    'replaces the three fields instead of merging them',
    (right, _, { campaign = '', purchaseOrderNumber = '', notes = '' }) => ({
      ...right,
      campaign,
      purchaseOrderNumber,
      notes,
    }),
  ),
  wrongRule('update-reaches-other-platforms', 'UPD-23', 'finds orders of other platforms', () => ({
    findOrderByExternalRef: (tx, _, address) =>
      tx
        .listPlatforms()
        .map(({ name }) => tx.findOrder(name, address))
        .find((order) => order !== undefined),
  })),
  wrongRule('update-finds-no-api-order', ['UPD-01', 'UPD-23'], 'finds only orders of the portal', {
    findOrderByExternalRef: (tx, platform, address) =>
      [documented.findOrderByExternalRef(tx, platform, address)].find((order) => order?.source === 'RG'),
  }),
  wrongRule('update-answers-202', 'UPD-60', 'answers 202', { updateStatus: () => 202 }),
  wrong('update-answers-204', 'UPD-60', 'answers 204, with no body', statusInstead('update', 200, 204)),
  wrong(
    'update-malformed-422',
    ['UPD-61', 'GEN-23', 'UPD-05', 'UPD-06'],
    'answers 422 to what cannot be understood',
    statusInstead('update', 400, 422),
  ),
  wrong(
    'update-takes-a-form',
    'UPD-61',
    'takes a form',
    onText('update', (text) => (text === 'notes=checked' ? '{"notes":"checked"}' : text)),
  ),
  wrong(
    'update-takes-a-list',
    'UPD-61',
    'takes a list',
    onText('update', (text) => (text === '[]' ? '{"notes":""}' : text)),
  ),
  wrong(
    'update-takes-no-body',
    'UPD-61',
    'takes an empty body',
    onText('update', (text) => (text === '' ? '{"notes":""}' : text)),
  ),
  wrongRule('update-takes-nothing', 'UPD-67', 'takes a body with none of the three fields', { updateNotEmpty: () => null }),
  ...(['PARTIAL', 'PENDING', 'FAILED', 'SCHEDULED DELIVERY', 'COMPLETE'] as const).map((status) =>
    wrongRule(
      `update-refuses-${status.toLowerCase().replace(' ', '-')}`,
      status === 'COMPLETE' ? ['UPD-16', 'UPD-70'] : 'UPD-70',
      `refuses ${status} orders`,
      { updatableStatus: (order) => order.status !== status },
    ),
  ),
  wrong(
    'update-unknown-order-400',
    ['UPD-71', 'GEN-14'],
    'answers 400 for an order that does not exist',
    statusInstead('update', 404, 400),
  ),
  wrong(
    'update-unknown-order-200',
    ['UPD-71', 'GEN-14'],
    'answers 200 for an order that does not exist',
    statusInstead('update', 404, 200),
  ),
  wrong('update-of-the-second-time-409', 'UPD-60', 'answers 409 to a second update of an order', {
    wrapFetch: (fetch) => {
      let count = 0
      return async (request) =>
        isAbout('update', request) && count++ > 0 ? Response.json({ httpCode: 409 }, { status: 409 }) : fetch(request)
    },
  }),
]

function needed(value: unknown, field: string): Problem {
  return value === undefined ? { path: field, i18nKey: '422.007', message: `${field} is required.` } : null
}
