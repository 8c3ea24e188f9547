import { type Case, update } from '../case.ts'

const ok = { status: 200 }

/** The path parameters, the body and its limits. */
export const updateCases: Case[] = [
  { id: 'update-is-a-patch', name: 'is served as a PATCH', clause: 'UPD-01', request: update({ notes: 'checked' }), want: ok },
  { id: 'update-answers-200', name: 'answers 200', clause: 'UPD-60', request: update({ campaign: 'spring' }), want: ok },
  ...[
    { clause: 'UPD-02', parameter: 'customerIdentifier' as const },
    { clause: 'UPD-03', parameter: 'accountIdentifier' as const },
    { clause: 'UPD-04', parameter: 'externalRefID' as const },
  ].flatMap(({ clause, parameter }): Case[] => [
    {
      id: `update-other-${parameter}`,
      name: `finds no order under another ${parameter}`,
      clause: clause,
      request: { ...update({ notes: 'checked' }), path: { [parameter]: 'somebody-else' } },
      want: { status: 404 },
      forced: { code: 404, example: 'unknownExternalRefID' },
    },
  ]),
  {
    id: 'update-external-ref-of-100',
    name: 'takes an externalRefID of 100 characters',
    clause: 'UPD-05',
    order: { externalRefID: 'r'.repeat(100), lineItems: [{}] },
    request: update({ notes: 'checked' }),
    want: ok,
  },
  {
    id: 'update-external-ref-of-101',
    name: 'answers 400 to an externalRefID of 101 characters',
    clause: 'UPD-05',
    request: { ...update({ notes: 'checked' }), path: { externalRefID: 'r'.repeat(101) } },
    want: { status: 400 },
  },
  {
    id: 'update-external-ref-alphanumeric',
    name: 'takes an externalRefID of letters and digits',
    clause: 'UPD-74',
    order: { externalRefID: 'Az09ref', lineItems: [{}] },
    request: update({ notes: 'checked' }),
    want: ok,
  },
  {
    id: 'update-external-ref-characters',
    name: 'takes an externalRefID of letters, digits, hyphen and underscore',
    clause: 'UPD-06',
    order: { externalRefID: 'Az09_-ref', lineItems: [{}] },
    request: update({ notes: 'checked' }),
    want: ok,
  },
  ...['ref.1', 'ref 1', 'réf', 'a/b', 'ref+1'].map(
    (externalRefID, index): Case => ({
      id: `update-external-ref-odd-${index}`,
      name: `answers 400 to the externalRefID ${externalRefID}`,
      clause: 'UPD-06',
      request: { ...update({ notes: 'checked' }), path: { externalRefID } },
      want: { status: 400 },
    }),
  ),
  {
    id: 'update-gives-external-ref-back',
    name: 'gives externalRefID back as it was sent',
    clause: 'UPD-07',
    order: { externalRefID: 'MiXed-Case_09', lineItems: [{}] },
    request: update({ notes: 'checked' }),
    want: { status: 200, body: { externalRefID: 'MiXed-Case_09' } },
  },
  ...[
    { field: 'campaign', changes: 'UPD-10', type: 'UPD-12' },
    { field: 'purchaseOrderNumber', changes: 'UPD-14', type: 'UPD-15' },
    { field: 'notes', changes: 'UPD-16', type: 'UPD-18' },
  ].flatMap(fieldRows),
  ...[
    { field: 'campaign', clause: 'UPD-11', limit: 1024 },
    { field: 'notes', clause: 'UPD-17', limit: 150 },
  ].flatMap(limitRows),
  {
    id: 'update-campaign-left-out',
    name: 'takes a body without campaign',
    clause: 'UPD-13',
    request: update({ notes: 'checked' }),
    want: ok,
  },
  {
    id: 'update-purchase-order-number-left-out',
    name: 'takes a body without purchaseOrderNumber',
    clause: 'UPD-75',
    request: update({ campaign: 'spring' }),
    want: ok,
  },
  {
    id: 'update-long-purchase-order-number',
    name: 'takes a purchaseOrderNumber of any length',
    clause: 'UPD-76',
    request: update({ purchaseOrderNumber: 'P'.repeat(5_000) }),
    want: ok,
  },
  {
    id: 'update-notes-left-out',
    name: 'takes a body without notes',
    clause: 'UPD-19',
    request: update({ campaign: 'spring' }),
    want: ok,
  },
  ...['__proto__', 'constructor'].map(
    (field): Case => ({
      id: `update-refuses-inherited-${field.replaceAll('_', '')}`,
      name: `refuses the field ${field}`,
      clause: 'UPD-20',
      request: { operation: 'updateAsyncOrder', rawBody: `{"notes":"checked","${field}":"x"}` },
      want: { status: 400 },
    }),
  ),
  ...['amount', 'recipient', 'lineItems', 'orderStatus', 'Notes'].map(
    (field): Case => ({
      id: `update-refuses-${field}`,
      name: `refuses the field ${field}`,
      clause: 'UPD-20',
      request: update({ notes: 'checked', [field]: 'x' }),
      want: { status: 400 },
    }),
  ),
  {
    id: 'update-touches-nothing-else',
    name: 'changes no reward, amount or recipient, and no balance',
    clause: 'UPD-21',
    order: { campaign: 'a', purchaseOrderNumber: 'b', notes: 'c', lineItems: [{}, { rewardStatus: 'FROZEN' }, { redeemedAmount: 100 }] },
    request: update({ campaign: 'd', purchaseOrderNumber: 'e', notes: 'f' }),
    want: ok,
    state: {
      changed: [],
      rewards: ['ACTIVE', 'FROZEN', 'ACTIVE'],
      order: { campaign: 'd', purchaseOrderNumber: 'e', notes: 'f', status: 'COMPLETE' },
    },
  },
  {
    id: 'update-own-platform',
    name: "takes an order of the caller's own platform",
    clause: 'UPD-23',
    order: { lineItems: [{}] },
    request: update({ notes: 'checked' }),
    want: ok,
  },
  {
    id: 'update-other-platform',
    name: 'finds no order of another platform',
    clause: 'UPD-23',
    request: { ...update({ notes: 'checked' }), auth: 'other-platform' },
    want: { status: 404 },
    forced: { code: 404, example: 'unknownExternalRefID' },
  },
  {
    id: 'update-unknown-order',
    name: 'answers 404 for an order that does not exist',
    clause: 'UPD-71',
    request: { ...update({ notes: 'checked' }), path: { externalRefID: 'no-such-order' } },
    want: { status: 404 },
    forced: { code: 404, example: 'unknownOrder' },
  },
  {
    id: 'update-one-order-among-others',
    name: 'changes the order of the path, and no other of the account',
    clause: 'UPD-04',
    beside: [
      { notes: 'first', lineItems: [{}] },
      { notes: 'second', lineItems: [{}] },
    ],
    order: { notes: 'third', lineItems: [{}] },
    request: update({ notes: 'checked' }),
    want: ok,
    state: { changed: [], order: { notes: 'checked' } },
  },
  {
    id: 'update-twice',
    name: 'answers 200 each time, with the order as it is then',
    clause: 'UPD-60',
    before: [{ update: { notes: 'checked' } }],
    request: update({ notes: 'checked again' }),
    want: { status: 200, because: 'UPD-60' },
    state: { changed: [], order: { notes: 'checked again' } },
  },
  { id: 'update-empty', name: 'answers 400 to {}', clause: 'UPD-67', request: update({}), want: { status: 400 } },
  ...['campaign', 'purchaseOrderNumber', 'notes'].map(
    (field): Case => ({
      id: `update-null-${field}`,
      name: `answers 400 to null as ${field}`,
      clause: 'UPD-68',
      request: update({ [field]: null }),
      want: { status: 400 },
    }),
  ),
  ...(['COMPLETE', 'PARTIAL', 'PENDING', 'FAILED', 'SCHEDULED DELIVERY'] as const).map(
    (status): Case => ({
      id: `update-order-${status.replace(' ', '-')}`,
      name: `takes a ${status} order`,
      clause: 'UPD-70',
      order: { status, lineItems: [{}] },
      request: update({ notes: 'checked' }),
      want: ok,
    }),
  ),
  ...[
    '{',
    '{"notes":}',
    'notes=checked',
    '',
    '{"notes":"checked",}',
    "{'notes':'checked'}",
    '{"notes":"checked"',
    '{"notes":"checked"}}',
  ].map(
    (rawBody, index): Case => ({
      id: `update-malformed-${index}`,
      name: `answers 400 to ${rawBody || 'an empty body'}`,
      clause: 'UPD-61',
      request: { operation: 'updateAsyncOrder', rawBody },
      want: { status: 400 },
    }),
  ),
  ...['[]', '"notes"', '42', 'null', 'true'].map(
    (rawBody): Case => ({
      id: `update-not-an-object-${rawBody.replace(/\W/g, '') || 'list'}`,
      name: `answers 400 to the JSON ${rawBody}`,
      clause: 'UPD-61',
      request: { operation: 'updateAsyncOrder', rawBody },
      want: { status: 400, described: { request: { refuses: { body: [undefined, JSON.parse(rawBody)] } } } },
    }),
  ),
]

function fieldRows({ field, changes, type }: { field: string; changes: string; type: string }): Case[] {
  const others = { campaign: 'old campaign', purchaseOrderNumber: 'old number', notes: 'old notes' }
  const order = { ...others, lineItems: [{}] }
  return [
    {
      id: `update-changes-${field}`,
      name: `changes ${field}`,
      clause: changes,
      order,
      request: update({ [field]: 'nouveau – 新しい' }),
      want: ok,
      state: { changed: [], order: { ...others, [field]: 'nouveau – 新しい' } },
    },
    {
      id: `update-keeps-all-but-${field}`,
      name: `keeps the other fields when ${field} is sent alone`,
      clause: 'UPD-22',
      order,
      request: update({ [field]: 'new' }),
      want: ok,
      state: { changed: [], order: { ...others, [field]: 'new' } },
    },
    {
      id: `update-clears-${field}`,
      name: `clears ${field} with an empty string`,
      clause: 'UPD-69',
      order,
      request: update({ [field]: '' }),
      want: ok,
      state: { changed: [], order: { ...others, [field]: '' } },
    },
    ...[5, true, ['x'], { text: 'x' }].map(
      (value): Case => ({
        id: `update-${field}-of-type-${Array.isArray(value) ? 'list' : typeof value}`,
        name: `answers 400 to ${JSON.stringify(value)} as ${field}`,
        clause: type,
        request: update({ [field]: value }),
        want: { status: 400 },
      }),
    ),
  ]
}

function limitRows({ field, clause, limit }: { field: string; clause: string; limit: number }): Case[] {
  const row = (id: string, name: string, value: string, status: number): Case => ({
    id: `update-${field}-${id}`,
    name,
    clause: clause,
    request: update({ [field]: value }),
    want: { status },
  })
  return [
    row('empty', `takes an empty ${field}`, '', 200),
    row(`of-${limit}`, `takes ${field} of ${limit} characters`, 'c'.repeat(limit), 200),
    { ...row(`of-${limit}-astral`, `counts characters, not code units: takes ${limit} emoji`, '🎁'.repeat(limit), 200), clause: 'UPD-73' },
    { ...row(`of-${limit + 1}-astral`, `answers 400 to ${limit + 1} emoji`, '🎁'.repeat(limit + 1), 400), clause: 'UPD-73' },
    row(`of-${limit + 1}`, `answers 400 to ${field} of ${limit + 1} characters`, 'c'.repeat(limit + 1), 400),
    row('far-over', `answers 400 to ${field} of ten times the limit`, 'c'.repeat(limit * 10), 400),
  ]
}
