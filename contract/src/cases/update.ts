import { aCase, type Case, update } from './case.ts'

const ok = { status: 200 }

/** The path parameters, the body and its limits. */
export const updateCases: Case[] = [
  aCase('update-is-a-patch', 'UPD-01', 'is served as a PATCH', { request: update({ notes: 'checked' }), want: ok }),
  aCase('update-answers-200', 'UPD-60', 'returns 200', { request: update({ campaign: 'spring' }), want: ok }),
  ...[
    { clause: 'UPD-02', parameter: 'customerIdentifier' as const },
    { clause: 'UPD-03', parameter: 'accountIdentifier' as const },
    { clause: 'UPD-04', parameter: 'externalRefID' as const },
  ].flatMap(({ clause, parameter }): Case[] => [
    aCase(`update-other-${parameter}`, clause, `finds no order under another ${parameter}`, {
      request: { ...update({ notes: 'checked' }), path: { [parameter]: 'somebody-else' } },
      want: { status: 404 },
      forced: { code: 404, example: 'unknownExternalRefID' },
    }),
  ]),
  aCase('update-external-ref-of-100', 'UPD-05', 'takes an externalRefID of 100 characters', {
    order: { externalRefID: 'r'.repeat(100), lineItems: [{}] },
    request: update({ notes: 'checked' }),
    want: ok,
  }),
  aCase('update-external-ref-of-101', 'UPD-05', 'returns 400 to an externalRefID of 101 characters', {
    request: { ...update({ notes: 'checked' }), path: { externalRefID: 'r'.repeat(101) } },
    want: { status: 400 },
  }),
  aCase('update-external-ref-alphanumeric', 'UPD-74', 'takes an externalRefID of letters and digits', {
    order: { externalRefID: 'Az09ref', lineItems: [{}] },
    request: update({ notes: 'checked' }),
    want: ok,
  }),
  aCase('update-external-ref-characters', 'UPD-06', 'takes an externalRefID of letters, digits, hyphen and underscore', {
    order: { externalRefID: 'Az09_-ref', lineItems: [{}] },
    request: update({ notes: 'checked' }),
    want: ok,
  }),
  ...['ref.1', 'ref 1', 'réf', 'a/b', 'ref+1'].map(
    (externalRefID, index): Case =>
      aCase(`update-external-ref-odd-${index}`, 'UPD-06', `returns 400 to the externalRefID ${externalRefID}`, {
        request: { ...update({ notes: 'checked' }), path: { externalRefID } },
        want: { status: 400 },
      }),
  ),
  aCase('update-gives-external-ref-back', 'UPD-07', 'gives externalRefID back as it was sent', {
    order: { externalRefID: 'MiXed-Case_09', lineItems: [{}] },
    request: update({ notes: 'checked' }),
    want: { status: 200, body: { externalRefID: 'MiXed-Case_09' } },
  }),
  ...[
    { field: 'campaign', changes: 'UPD-10', type: 'UPD-12' },
    { field: 'purchaseOrderNumber', changes: 'UPD-14', type: 'UPD-15' },
    { field: 'notes', changes: 'UPD-16', type: 'UPD-18' },
  ].flatMap(fieldRows),
  ...[
    { field: 'campaign', clause: 'UPD-11', limit: 1024 },
    { field: 'notes', clause: 'UPD-17', limit: 150 },
  ].flatMap(limitRows),
  aCase('update-campaign-left-out', 'UPD-13', 'takes a body without campaign', { request: update({ notes: 'checked' }), want: ok }),
  aCase('update-purchase-order-number-left-out', 'UPD-75', 'takes a body without purchaseOrderNumber', {
    request: update({ campaign: 'spring' }),
    want: ok,
  }),
  aCase('update-long-purchase-order-number', 'UPD-76', 'takes a purchaseOrderNumber of any length', {
    request: update({ purchaseOrderNumber: 'P'.repeat(5_000) }),
    want: ok,
  }),
  aCase('update-notes-left-out', 'UPD-19', 'takes a body without notes', { request: update({ campaign: 'spring' }), want: ok }),
  aCase('update-refuses-inherited-proto', 'UPD-20', 'refuses the field __proto__', {
    request: { operation: 'updateAsyncOrder', rawBody: '{"notes":"checked","__proto__":"x"}' },
    want: { status: 400 },
  }),
  ...['orderStatus', 'Notes'].map(
    (field): Case =>
      aCase(`update-refuses-${field}`, 'UPD-20', `refuses the field ${field}`, {
        request: update({ notes: 'checked', [field]: 'x' }),
        want: { status: 400 },
      }),
  ),
  aCase('update-touches-nothing-else', 'UPD-21', 'changes no reward, amount or recipient, and no balance', {
    order: { campaign: 'a', purchaseOrderNumber: 'b', notes: 'c', lineItems: [{}, { rewardStatus: 'FROZEN' }, { redeemedAmount: 100 }] },
    request: update({ campaign: 'd', purchaseOrderNumber: 'e', notes: 'f' }),
    want: ok,
    state: {
      changed: [],
      rewards: ['ACTIVE', 'FROZEN', 'ACTIVE'],
      order: { campaign: 'd', purchaseOrderNumber: 'e', notes: 'f', status: 'COMPLETE' },
    },
  }),
  aCase('update-own-platform', 'UPD-23', "takes an order of the caller's own platform", {
    order: { lineItems: [{}] },
    request: update({ notes: 'checked' }),
    want: ok,
  }),
  aCase('update-other-platform', 'UPD-23', 'finds no order of another platform', {
    request: { ...update({ notes: 'checked' }), auth: 'other-platform' },
    want: { status: 404 },
    forced: { code: 404, example: 'unknownExternalRefID' },
  }),
  aCase('update-unknown-order', 'UPD-71', 'returns 404 for an order that does not exist', {
    request: { ...update({ notes: 'checked' }), path: { externalRefID: 'no-such-order' } },
    want: { status: 404 },
    forced: { code: 404, example: 'unknownOrder' },
  }),
  aCase('update-one-order-among-others', 'UPD-04', 'changes the order of the path, and no other of the account', {
    beside: [
      { notes: 'first', lineItems: [{}] },
      { notes: 'second', lineItems: [{}] },
    ],
    order: { notes: 'third', lineItems: [{}] },
    request: update({ notes: 'checked' }),
    want: ok,
    state: { changed: [], order: { notes: 'checked' } },
  }),
  aCase('update-twice', 'UPD-60', 'returns 200 each time, with the order as it is then', {
    before: [{ update: { notes: 'checked' } }],
    request: update({ notes: 'checked again' }),
    want: { status: 200, because: 'UPD-60' },
    state: { changed: [], order: { notes: 'checked again' } },
  }),
  aCase('update-empty', 'UPD-67', 'returns 400 to {}', { request: update({}), want: { status: 400 } }),
  ...['campaign', 'purchaseOrderNumber', 'notes'].map(
    (field): Case =>
      aCase(`update-null-${field}`, 'UPD-68', `returns 400 to null as ${field}`, {
        request: update({ [field]: null }),
        want: { status: 400 },
      }),
  ),
  ...(['COMPLETE', 'PARTIAL', 'PENDING', 'FAILED', 'SCHEDULED DELIVERY'] as const).map(
    (status): Case =>
      aCase(`update-order-${status.replace(' ', '-')}`, 'UPD-70', `takes a ${status} order`, {
        order: { status, lineItems: [{}] },
        request: update({ notes: 'checked' }),
        want: ok,
      }),
  ),
  ...['{', 'notes=checked', '', '{"notes":"checked",}', "{'notes':'checked'}", '{"notes":"checked"', '{"notes":"checked"}}'].map(
    (rawBody, index): Case =>
      aCase(`update-malformed-${index}`, 'UPD-61', `returns 400 to ${rawBody || 'an empty body'}`, {
        request: { operation: 'updateAsyncOrder', rawBody },
        want: { status: 400 },
      }),
  ),
  ...['[]', 'null'].map(
    (rawBody): Case =>
      aCase(`update-not-an-object-${rawBody.replace(/\W/g, '') || 'list'}`, 'UPD-61', `returns 400 to the JSON ${rawBody}`, {
        request: { operation: 'updateAsyncOrder', rawBody },
        want: { status: 400, described: { request: { refuses: { body: [undefined, JSON.parse(rawBody)] } } } },
      }),
  ),
]

function fieldRows({ field, changes, type }: { field: string; changes: string; type: string }): Case[] {
  const others = { campaign: 'old campaign', purchaseOrderNumber: 'old number', notes: 'old notes' }
  const order = { ...others, lineItems: [{}] }
  return [
    aCase(`update-changes-${field}`, changes, `changes ${field}`, {
      order,
      request: update({ [field]: 'nouveau – 新しい' }),
      want: ok,
      state: { changed: [], order: { ...others, [field]: 'nouveau – 新しい' } },
    }),
    aCase(`update-keeps-all-but-${field}`, 'UPD-22', `keeps the other fields when ${field} is sent alone`, {
      order,
      request: update({ [field]: 'new' }),
      want: ok,
      state: { changed: [], order: { ...others, [field]: 'new' } },
    }),
    aCase(`update-clears-${field}`, 'UPD-69', `clears ${field} with an empty string`, {
      order,
      request: update({ [field]: '' }),
      want: ok,
      state: { changed: [], order: { ...others, [field]: '' } },
    }),
    aCase(`update-${field}-of-type-number`, type, `returns 400 to 5 as ${field}`, {
      request: update({ [field]: 5 }),
      want: { status: 400 },
    }),
  ]
}

function limitRows({ field, clause, limit }: { field: string; clause: string; limit: number }): Case[] {
  const row = (id: string, name: string, value: string, status: number): Case =>
    aCase(`update-${field}-${id}`, clause, name, { request: update({ [field]: value }), want: { status } })
  return [
    row('empty', `takes an empty ${field}`, '', 200),
    row(`of-${limit}`, `takes ${field} of ${limit} characters`, 'c'.repeat(limit), 200),
    { ...row(`of-${limit}-astral`, `counts characters, not code units: takes ${limit} emoji`, '🎁'.repeat(limit), 200), clause: 'UPD-73' },
    row(`of-${limit + 1}`, `returns 400 to ${field} of ${limit + 1} characters`, 'c'.repeat(limit + 1), 400),
  ]
}
