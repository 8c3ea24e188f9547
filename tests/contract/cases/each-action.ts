import { act, type Case, notInstant, notInteger, notText } from '../case.ts'

/** What differs between the three actions in the rows that all of them share. */
interface ActionFacts {
  op: 'freeze' | 'unfreeze' | 'cancel'
  prefix: 'FRZ' | 'UNF' | 'CAN'
  codes: string[]
  /** Codes that are valid for another action only. */
  foreign: string[]
}

const actions: ActionFacts[] = [
  {
    op: 'freeze',
    prefix: 'FRZ',
    codes: ['DELIVERY_INFO', 'REWARD_AMOUNT', 'REWARD_TYPE', 'VERIFY_ORDER', 'FRAUD'],
    foreign: ['RECIPIENT', 'CURRENCY', 'RECIPIENT_REQUESTED', 'RECIPIENT_OBLIGATIONS', 'DUPLICATE', 'VERIFIED_ORDER'],
  },
  {
    op: 'unfreeze',
    prefix: 'UNF',
    codes: ['VERIFY_ORDER', 'DUPLICATE', 'FRAUD'],
    foreign: ['RECIPIENT', 'CURRENCY', 'RECIPIENT_REQUESTED', 'RECIPIENT_OBLIGATIONS'],
  },
  {
    op: 'cancel',
    prefix: 'CAN',
    codes: ['FRAUD', 'DUPLICATE'],
    foreign: ['VERIFY_ORDER', 'VERIFIED_ORDER', 'CURREENCY', 'delivery_info'],
  },
]

/** The rows that freeze, unfreeze and cancel have in common: the request and its immediate answer. */
export const eachActionCases: Case[] = actions.flatMap((facts) => [...requestRows(facts), ...answerRows(facts), ...refusalRows(facts)])

function requestRows({ op, prefix: P, codes, foreign }: ActionFacts): Case[] {
  const listed: Case[] = codes.map((reasonCode) => ({
    id: `${op}-accepts-${reasonCode}`,
    name: `accepts reason code ${reasonCode}`,
    clause: `${P}-05`,
    request: act(op, { reasonCode }),
    want: { status: 202 },
  }))
  const unlisted: Case[] = [...foreign, 'NO_SUCH_CODE', ...codes.map((code) => code.toLowerCase()), ' FRAUD', ''].map((reasonCode) => ({
    id: `${op}-refuses-code-${reasonCode.replace(/\W/g, '_') || 'empty'}`,
    name: `refuses reason code "${reasonCode}"`,
    clause: `${P}-06`,
    request: act(op, { reasonCode }),
    want: { status: 422 },
  }))
  return [
    ...listed,
    ...unlisted,
    { id: `${op}-is-a-post`, name: 'is served as a POST', clause: `${P}-01`, request: act(op), want: { status: 202 } },
    {
      id: `${op}-needs-reason-code`,
      name: 'refuses a body without reasonCode',
      clause: `${P}-03`,
      request: act(op, {}),
      want: { status: 422 },
    },
    {
      id: `${op}-other-reason-alone`,
      name: 'refuses otherReason without reasonCode',
      clause: `${P}-03`,
      request: act(op, { otherReason: 'the programme was called off' }),
      want: { status: 422 },
    },
    {
      id: `${op}-other-with-unknown-field`,
      name: 'refuses an unknown field beside OTHER',
      clause: 'GEN-17',
      request: act(op, { reasonCode: 'OTHER', otherReason: 'the programme was called off', colour: 'red' }),
      want: { status: 422 },
    },
    {
      id: `${op}-describes-order-id`,
      name: 'describes referenceOrderID as any text that is not empty',
      clause: `${P}-02`,
      request: act(op),
      want: {
        status: 202,
        described: { request: { takes: { 'path.referenceOrderID': ['A', 'ä/../ 🎁'] }, refuses: { 'path.referenceOrderID': [''] } } },
      },
    },
    ...[5, null, true, ['FRAUD'], { code: 'FRAUD' }].map(
      (reasonCode): Case => ({
        id: `${op}-refuses-code-of-type-${reasonCode === null ? 'null' : Array.isArray(reasonCode) ? 'list' : typeof reasonCode}`,
        name: `refuses ${JSON.stringify(reasonCode)} as reasonCode`,
        clause: `${P}-04`,
        request: act(op, { reasonCode }),
        want: { status: 422 },
      }),
    ),
    {
      id: `${op}-without-other-reason`,
      name: 'accepts a listed code without otherReason',
      clause: `${P}-07`,
      request: act(op, { reasonCode: 'FRAUD' }),
      want: { status: 202 },
    },
    {
      id: `${op}-other-needs-other-reason`,
      name: 'refuses OTHER without otherReason',
      clause: `${P}-08`,
      request: act(op, { reasonCode: 'OTHER' }),
      want: { status: 422 },
    },
    {
      id: `${op}-other-with-other-reason`,
      name: 'accepts OTHER with otherReason',
      clause: `${P}-09`,
      request: act(op, { reasonCode: 'OTHER', otherReason: 'the programme was called off' }),
      want: { status: 202 },
    },
    {
      id: `${op}-other-with-long-unicode-reason`,
      name: 'accepts OTHER with a long reason in any script',
      clause: `${P}-09`,
      request: act(op, { reasonCode: 'OTHER', otherReason: `${'理由 🎁 é́ '.repeat(300)}` }),
      want: { status: 202 },
    },
    ...[7, null, ['x']].map(
      (otherReason): Case => ({
        id: `${op}-refuses-other-reason-${otherReason === null ? 'null' : typeof otherReason}`,
        name: `refuses ${JSON.stringify(otherReason)} as otherReason`,
        clause: `${P}-10`,
        request: act(op, { reasonCode: 'OTHER', otherReason }),
        want: { status: 422 },
      }),
    ),
    {
      id: `${op}-refuses-number-beside-listed-code`,
      name: 'refuses a number as otherReason beside a listed code',
      clause: `${P}-10`,
      request: act(op, { reasonCode: 'FRAUD', otherReason: 7 }),
      want: { status: 422 },
    },
    {
      id: `${op}-refuses-null-beside-listed-code`,
      name: 'refuses null as otherReason beside a listed code',
      clause: `${P}-10`,
      request: act(op, { reasonCode: 'FRAUD', otherReason: null }),
      want: { status: 422 },
    },
    ...['', ' ', '\t\n'].map(
      (otherReason, index): Case => ({
        id: `${op}-other-with-blank-reason-${index}`,
        name: `refuses OTHER with the blank otherReason ${JSON.stringify(otherReason)}`,
        clause: `${P}-11`,
        request: act(op, { reasonCode: 'OTHER', otherReason }),
        want: { status: 422 },
      }),
    ),
  ]
}

function answerRows({ op, prefix: P }: ActionFacts): Case[] {
  const ready = op === 'unfreeze' ? { rewardStatus: 'FROZEN' as const } : {}
  const answer = (id: string, name: string, clause: string, order: Case['order'] & {}): Case => ({
    id: `${op}-answer-${id}`,
    name,
    clause,
    order,
    request: act(op),
    want: { status: 202 },
  })
  const described = (id: string, name: string, clause: number, field: string, others: readonly unknown[]): Case => ({
    id: `${op}-describes-${id}`,
    name: `describes ${name}`,
    clause: `${P}-${clause}`,
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
    { id: `${op}-answer-accepts`, name: 'returns 202', clause: `${P}-12`, request: act(op), want: { status: 202 } },
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
    {
      id: `${op}-describes-body`,
      name: 'describes the body as an object',
      clause: `${P}-18`,
      request: act(op),
      want: { status: 202, described: { refuses: { '': [undefined, null, [], 'accepted'] } } },
    },
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
      (rawBody, index): Case => ({
        id: `${op}-malformed-${index}`,
        name: `answers 400 to ${rawBody}`,
        clause: `${P}-19`,
        request: { operation: `${op}AsyncOrder`, rawBody },
        want: { status: 400 },
      }),
    ),
    {
      id: `${op}-unknown-order`,
      name: 'answers 404 for an order that does not exist',
      clause: `${P}-20`,
      request: { ...act(op), path: { referenceOrderID: 'AA000000-000000-00' } },
      want: { status: 404 },
      forced: { code: 404, example: 'unknownOrder' },
    },
    {
      id: `${op}-odd-order-id`,
      name: 'answers 404 for an id that no order can have',
      clause: `${P}-20`,
      request: { ...act(op), path: { referenceOrderID: 'ä/../%2e%00 🎁' } },
      want: { status: 404 },
      forced: { code: 404, example: 'unknownOrder' },
    },
    ...['[]', '"FRAUD"', '42', 'null', 'true'].map(
      (rawBody): Case => ({
        id: `${op}-not-an-object-${rawBody.replace(/\W/g, '') || 'list'}`,
        name: `answers 422 to the JSON ${rawBody}`,
        clause: `${P}-21`,
        request: { operation: `${op}AsyncOrder`, rawBody },
        want: { status: 422, described: { request: { refuses: { body: [undefined, JSON.parse(rawBody)] } } } },
      }),
    ),
  ]
}
