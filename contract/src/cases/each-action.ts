import { aCase, act, type Case, notInstant, notInteger, notText } from './case.ts'

/** What differs between the three actions in the rows that all of them share. */
interface ActionFacts {
  op: 'freeze' | 'unfreeze' | 'cancel'
  prefix: 'FRZ' | 'UNF' | 'CAN'
  codes: string[]
  /** Codes that are valid for another action only, and one in other letter case. */
  foreign: string[]
}

const actions: ActionFacts[] = [
  {
    op: 'freeze',
    prefix: 'FRZ',
    codes: ['DELIVERY_INFO', 'REWARD_AMOUNT', 'REWARD_TYPE', 'VERIFY_ORDER', 'FRAUD'],
    foreign: ['RECIPIENT', 'CURRENCY', 'RECIPIENT_REQUESTED', 'RECIPIENT_OBLIGATIONS', 'DUPLICATE', 'VERIFIED_ORDER', 'delivery_info'],
  },
  {
    op: 'unfreeze',
    prefix: 'UNF',
    codes: ['VERIFY_ORDER', 'DUPLICATE', 'FRAUD'],
    foreign: ['RECIPIENT', 'CURRENCY', 'RECIPIENT_REQUESTED', 'RECIPIENT_OBLIGATIONS', 'verify_order'],
  },
  { op: 'cancel', prefix: 'CAN', codes: ['FRAUD', 'DUPLICATE'], foreign: ['VERIFY_ORDER', 'VERIFIED_ORDER', 'delivery_info'] },
]

/** The rows that freeze, unfreeze and cancel have in common: the request and its immediate answer. */
export const eachActionCases: Case[] = actions.flatMap((facts) => [...requestRows(facts), ...answerRows(facts), ...refusalRows(facts)])

function requestRows({ op, prefix: P, codes, foreign }: ActionFacts): Case[] {
  const listed: Case[] = codes.map((reasonCode) =>
    aCase(`${op}-accepts-${reasonCode}`, `${P}-05`, `accepts reason code ${reasonCode}`, {
      request: act(op, { reasonCode }),
      want: { status: 202 },
    }),
  )
  const unlisted: Case[] = [...foreign, ' FRAUD', ''].map((reasonCode) =>
    aCase(`${op}-refuses-code-${reasonCode.replace(/\W/g, '_') || 'empty'}`, `${P}-06`, `refuses reason code "${reasonCode}"`, {
      request: act(op, { reasonCode }),
      want: { status: 422 },
    }),
  )
  return [
    ...listed,
    ...unlisted,
    aCase(`${op}-is-a-post`, `${P}-01`, 'is served as a POST', { request: act(op), want: { status: 202 } }),
    aCase(`${op}-needs-reason-code`, `${P}-03`, 'refuses a body without reasonCode', { request: act(op, {}), want: { status: 422 } }),
    aCase(`${op}-other-reason-alone`, `${P}-03`, 'refuses otherReason without reasonCode', {
      request: act(op, { otherReason: 'the programme was called off' }),
      want: { status: 422 },
    }),
    aCase(`${op}-other-with-unknown-field`, 'GEN-17', 'refuses an unknown field beside OTHER', {
      request: act(op, { reasonCode: 'OTHER', otherReason: 'the programme was called off', colour: 'red' }),
      want: { status: 422 },
    }),
    aCase(`${op}-describes-order-id`, `${P}-02`, 'describes referenceOrderID as any text that is not empty', {
      request: act(op),
      want: {
        status: 202,
        described: { request: { takes: { 'path.referenceOrderID': ['A', 'ä/../ 🎁'] }, refuses: { 'path.referenceOrderID': [''] } } },
      },
    }),
    ...[5, null, ['FRAUD']].map(
      (reasonCode): Case =>
        aCase(
          `${op}-refuses-code-of-type-${reasonCode === null ? 'null' : Array.isArray(reasonCode) ? 'list' : 'number'}`,
          `${P}-04`,
          `refuses ${JSON.stringify(reasonCode)} as reasonCode`,
          { request: act(op, { reasonCode }), want: { status: 422 } },
        ),
    ),
    aCase(`${op}-without-other-reason`, `${P}-07`, 'accepts a listed code without otherReason', {
      request: act(op, { reasonCode: 'FRAUD' }),
      want: { status: 202 },
    }),
    aCase(`${op}-other-needs-other-reason`, `${P}-08`, 'refuses OTHER without otherReason', {
      request: act(op, { reasonCode: 'OTHER' }),
      want: { status: 422 },
    }),
    aCase(`${op}-other-with-other-reason`, `${P}-09`, 'accepts OTHER with otherReason', {
      request: act(op, { reasonCode: 'OTHER', otherReason: 'the programme was called off' }),
      want: { status: 202 },
    }),
    aCase(`${op}-other-with-long-unicode-reason`, `${P}-09`, 'accepts OTHER with a long reason in any script', {
      request: act(op, { reasonCode: 'OTHER', otherReason: `${'理由 🎁 é́ '.repeat(300)}` }),
      want: { status: 202 },
    }),
    ...[7, null, ['x']].map(
      (otherReason): Case =>
        aCase(
          `${op}-refuses-other-reason-${otherReason === null ? 'null' : typeof otherReason}`,
          `${P}-10`,
          `refuses ${JSON.stringify(otherReason)} as otherReason`,
          { request: act(op, { reasonCode: 'OTHER', otherReason }), want: { status: 422 } },
        ),
    ),
    aCase(`${op}-refuses-number-beside-listed-code`, `${P}-10`, 'refuses a number as otherReason beside a listed code', {
      request: act(op, { reasonCode: 'FRAUD', otherReason: 7 }),
      want: { status: 422 },
    }),
    aCase(`${op}-refuses-null-beside-listed-code`, `${P}-10`, 'refuses null as otherReason beside a listed code', {
      request: act(op, { reasonCode: 'FRAUD', otherReason: null }),
      want: { status: 422 },
    }),
    ...['', ' ', '\t\n'].map(
      (otherReason, index): Case =>
        aCase(
          `${op}-other-with-blank-reason-${index}`,
          `${P}-11`,
          `refuses OTHER with the blank otherReason ${JSON.stringify(otherReason)}`,
          { request: act(op, { reasonCode: 'OTHER', otherReason }), want: { status: 422 } },
        ),
    ),
  ]
}

function answerRows({ op, prefix: P }: ActionFacts): Case[] {
  const ready = op === 'unfreeze' ? { rewardStatus: 'FROZEN' as const } : {}
  const answer = (id: string, name: string, clause: string, order: Case['order'] & {}): Case =>
    aCase(`${op}-answer-${id}`, clause, name, { order, request: act(op), want: { status: 202 } })
  const described = (id: string, name: string, clause: number, field: string, others: readonly unknown[]): Case =>
    aCase(`${op}-describes-${id}`, `${P}-${clause}`, `describes ${name}`, {
      request: act(op),
      want: { status: 202, described: { refuses: { [field]: others } } },
    })
  return [
    described('reference', 'referenceOrderId as a text that is always there', 13, 'referenceOrderId', notText),
    described('external-ref', 'externalRefID as a text that is always there', 14, 'externalRefID', notText),
    described('status', 'status as a text that is always there', 15, 'status', notText),
    described('total', 'totalLineItems as an integer that is always there', 16, 'totalLineItems', notInteger),
    described('date', 'date as an instant that is always there', 17, 'date', notInstant),
    {
      ...described('status-open', 'other values of status than PENDING', 15, 'status', []),
      want: { status: 202, described: { takes: { status: ['COMPLETED'], externalRefID: [''], totalLineItems: [0, 100_000] } } },
    },
    aCase(`${op}-answer-accepts`, `${P}-12`, 'returns 202', { request: act(op), want: { status: 202 } }),
    answer('no-external-ref', 'holds an empty externalRefID where the order has none', 'GEN-24', {
      source: 'RG',
      externalRefID: null,
      lineItems: [ready],
    }),
    answer('status-pending', 'says PENDING', 'GEN-25', { lineItems: [ready] }),
    answer('total-of-order', 'counts the line items in every state, eligible or not', `${P}-16`, {
      lineItems: [
        { count: 4 },
        { count: 3, product: 'OTHER' },
        { status: 'PENDING' },
        { count: 2, status: 'FAILED' },
        { status: 'CANCELLED', rewardStatus: 'CANCELLED' },
        { rewardStatus: 'FROZEN' },
        { redeemedAmount: 2_500 },
      ],
    }),
    answer('total-large', 'counts the line items of a large order', `${P}-16`, { lineItems: [{ product: 'OTHER', count: 1_001 }] }),
    answer('total-quantity', 'counts a line item of quantity 3 once', 'GEN-26', { lineItems: [{ quantity: 3 }, {}] }),
    { ...answer('date-of-acceptance', 'holds the moment of acceptance', 'GEN-27', { lineItems: [{}] }), before: [{ advance: 3_661_001 }] },
    aCase(`${op}-describes-body`, `${P}-18`, 'describes the body as an object', {
      request: act(op),
      want: { status: 202, described: { refuses: { '': [undefined, null, [], 'accepted'] } } },
    }),
    answer('none-eligible', 'accepts an order without an eligible line item', `${P}-22`, 'noneEligible'),
  ]
}

function refusalRows({ op, prefix: P }: ActionFacts): Case[] {
  const malformed = [
    '{',
    '{"reasonCode":"FRAUD"',
    "{'reasonCode':'FRAUD'}",
    '{"reasonCode":"FRAUD",}',
    'reasonCode=FRAUD',
    '{"reasonCode":"FRAUD"}}',
  ]
  return [
    ...malformed.map(
      (rawBody, index): Case =>
        aCase(`${op}-malformed-${index}`, `${P}-19`, `returns 400 to ${rawBody}`, {
          request: { operation: `${op}AsyncOrder`, rawBody },
          want: { status: 400 },
        }),
    ),
    aCase(`${op}-unknown-order`, `${P}-20`, 'returns 404 for an order that does not exist', {
      request: { ...act(op), path: { referenceOrderID: 'AA000000-000000-00' } },
      want: { status: 404 },
      forced: { code: 404, example: 'unknownOrder' },
    }),
    aCase(`${op}-odd-order-id`, `${P}-20`, 'returns 404 for an id that no order can have', {
      request: { ...act(op), path: { referenceOrderID: 'ä/../%2e%00 🎁' } },
      want: { status: 404 },
      forced: { code: 404, example: 'unknownOrder' },
    }),
    ...['[]', 'null'].map(
      (rawBody): Case =>
        aCase(`${op}-not-an-object-${rawBody.replace(/\W/g, '') || 'list'}`, `${P}-21`, `returns 422 to the JSON ${rawBody}`, {
          request: { operation: `${op}AsyncOrder`, rawBody },
          want: { status: 422, described: { request: { refuses: { body: [undefined, JSON.parse(rawBody)] } } } },
        }),
    ),
  ]
}
