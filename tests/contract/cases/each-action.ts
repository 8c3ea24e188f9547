import {
  act,
  aNonEmptyString,
  anInstant,
  anInteger,
  aString,
  atRequest,
  type Case,
  notInstant,
  notInteger,
  notText,
  ofOrder,
} from '../case.ts'

/** What differs between the three actions in the rows that all of them share. */
interface ActionFacts {
  op: 'freeze' | 'unfreeze' | 'cancel'
  prefix: 'FRZ' | 'UNF' | 'CAN'
  codes: string[]
  /** The clause that lists OTHER. */
  listsOther: string
  /** Codes that are valid for another action only. */
  foreign: string[]
}

const actions: ActionFacts[] = [
  {
    op: 'freeze',
    prefix: 'FRZ',
    codes: ['DELIVERY_INFO', 'REWARD_AMOUNT', 'REWARD_TYPE', 'VERIFY_ORDER', 'FRAUD'],
    listsOther: 'FRZ-05',
    foreign: ['RECIPIENT', 'CURRENCY', 'RECIPIENT_REQUESTED', 'RECIPIENT_OBLIGATIONS', 'DUPLICATE', 'VERIFIED_ORDER'],
  },
  {
    op: 'unfreeze',
    prefix: 'UNF',
    codes: ['VERIFY_ORDER', 'DUPLICATE', 'FRAUD'],
    listsOther: 'UNF-05',
    foreign: ['RECIPIENT', 'CURRENCY', 'RECIPIENT_REQUESTED', 'RECIPIENT_OBLIGATIONS'],
  },
  {
    op: 'cancel',
    prefix: 'CAN',
    codes: ['FRAUD', 'DUPLICATE'],
    listsOther: 'CAN-50',
    foreign: ['VERIFY_ORDER', 'VERIFIED_ORDER', 'CURREENCY', 'delivery_info'],
  },
]

/** The rows that freeze, unfreeze and cancel have in common: the request and its immediate answer. */
export const eachActionCases: Case[] = actions.flatMap((facts) => [...requestRows(facts), ...answerRows(facts), ...refusalRows(facts)])

function requestRows({ op, prefix: P, codes, listsOther, foreign }: ActionFacts): Case[] {
  const listed: Case[] = codes.map((reasonCode) => ({
    id: `${op}-accepts-${reasonCode}`,
    name: `accepts reason code ${reasonCode}`,
    clauses: [`${P}-05`, `${P}-12`],
    request: act(op, { reasonCode }),
    want: { status: 202 },
  }))
  const unlisted: Case[] = [...foreign, 'NO_SUCH_CODE', ...codes.map((code) => code.toLowerCase()), ' FRAUD', ''].map((reasonCode) => ({
    id: `${op}-refuses-code-${reasonCode.replace(/\W/g, '_') || 'empty'}`,
    name: `refuses reason code "${reasonCode}"`,
    clauses: [`${P}-06`],
    request: act(op, { reasonCode }),
    want: { status: 422 },
  }))
  return [
    ...listed,
    {
      id: `${op}-accepts-OTHER`,
      name: 'accepts reason code OTHER',
      clauses: [listsOther, `${P}-12`],
      request: act(op, { reasonCode: 'OTHER', otherReason: 'asked for by the client' }),
      want: { status: 202 },
    },
    ...unlisted,
    { id: `${op}-is-a-post`, name: 'is served as a POST', clauses: [`${P}-01`], request: act(op), want: { status: 202 } },
    {
      id: `${op}-needs-reason-code`,
      name: 'refuses a body without reasonCode',
      clauses: [`${P}-03`, `${P}-21`],
      request: act(op, {}),
      want: { status: 422 },
    },
    {
      id: `${op}-other-reason-alone`,
      name: 'refuses otherReason without reasonCode',
      clauses: [`${P}-03`, `${P}-21`],
      request: act(op, { otherReason: 'the programme was called off' }),
      want: { status: 422 },
    },
    {
      id: `${op}-other-with-unknown-field`,
      name: 'refuses an unknown field beside OTHER',
      clauses: ['GEN-17'],
      request: act(op, { reasonCode: 'OTHER', otherReason: 'the programme was called off', colour: 'red' }),
      want: { status: 422 },
    },
    {
      id: `${op}-describes-order-id`,
      name: 'describes referenceOrderID as any text that is not empty',
      clauses: [`${P}-02`],
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
        clauses: [`${P}-04`],
        request: act(op, { reasonCode }),
        want: { status: 422 },
      }),
    ),
    {
      id: `${op}-without-other-reason`,
      name: 'accepts a listed code without otherReason',
      clauses: [`${P}-07`],
      request: act(op, { reasonCode: 'FRAUD' }),
      want: { status: 202 },
    },
    {
      id: `${op}-other-needs-other-reason`,
      name: 'refuses OTHER without otherReason',
      clauses: [`${P}-08`, `${P}-21`],
      request: act(op, { reasonCode: 'OTHER' }),
      want: { status: 422 },
    },
    {
      id: `${op}-other-with-other-reason`,
      name: 'accepts OTHER with otherReason',
      clauses: [`${P}-09`],
      request: act(op, { reasonCode: 'OTHER', otherReason: 'the programme was called off' }),
      want: { status: 202 },
    },
    {
      id: `${op}-other-with-long-unicode-reason`,
      name: 'accepts OTHER with a long reason in any script',
      clauses: [`${P}-09`],
      request: act(op, { reasonCode: 'OTHER', otherReason: `${'理由 🎁 é́ '.repeat(300)}` }),
      want: { status: 202 },
    },
    ...[7, null, ['x']].map(
      (otherReason): Case => ({
        id: `${op}-refuses-other-reason-${otherReason === null ? 'null' : typeof otherReason}`,
        name: `refuses ${JSON.stringify(otherReason)} as otherReason`,
        clauses: [`${P}-10`],
        request: act(op, { reasonCode: 'OTHER', otherReason }),
        want: { status: 422 },
      }),
    ),
    {
      id: `${op}-refuses-number-beside-listed-code`,
      name: 'refuses a number as otherReason beside a listed code',
      clauses: [`${P}-10`],
      request: act(op, { reasonCode: 'FRAUD', otherReason: 7 }),
      want: { status: 422 },
    },
    {
      id: `${op}-refuses-null-beside-listed-code`,
      name: 'refuses null as otherReason beside a listed code',
      clauses: [`${P}-10`],
      request: act(op, { reasonCode: 'FRAUD', otherReason: null }),
      want: { status: 422 },
    },
    ...['', ' ', '\t\n'].map(
      (otherReason, index): Case => ({
        id: `${op}-other-with-blank-reason-${index}`,
        name: `refuses OTHER with the blank otherReason ${JSON.stringify(otherReason)}`,
        clauses: [`${P}-11`, `${P}-08`],
        request: act(op, { reasonCode: 'OTHER', otherReason }),
        want: { status: 422 },
      }),
    ),
  ]
}

function answerRows({ op, prefix: P }: ActionFacts): Case[] {
  const answer = (id: string, name: string, clause: number, want: Case['want']['body'], order?: Case['order']): Case => ({
    id: `${op}-answer-${id}`,
    name,
    clauses: [`${P}-${clause}`],
    ...(order === undefined ? {} : { order }),
    request: act(op),
    want: { status: 202, body: want ?? {} },
  })
  const described = (id: string, name: string, clause: number, field: string, others: readonly unknown[]): Case => ({
    id: `${op}-describes-${id}`,
    name: `describes ${name}`,
    clauses: [`${P}-${clause}`],
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
    { ...answer('accepts', 'answers 202', 12, {}), want: { status: 202 } },
    {
      ...answer('is-about-the-order', 'answers about the order of the path', 13, { referenceOrderId: ofOrder('referenceOrderID') }),
      clauses: [`${P}-02`, `${P}-13`],
    },
    answer('reference', 'tells referenceOrderId', 13, { referenceOrderId: aNonEmptyString }),
    answer('reference-of-order', 'tells the referenceOrderId of the order', 13, { referenceOrderId: ofOrder('referenceOrderID') }),
    answer('external-ref', 'tells externalRefID', 14, { externalRefID: aString }),
    answer('external-ref-of-order', 'tells the externalRefID of the order', 14, { externalRefID: ofOrder('externalRefID') }),
    answer(
      'no-external-ref',
      'tells an empty externalRefID where the order has none',
      14,
      { externalRefID: '' },
      { source: 'RG', externalRefID: null, lineItems: [{}] },
    ),
    answer('status', 'tells a status', 15, { status: aNonEmptyString }),
    answer('status-pending', 'tells the status PENDING', 15, { status: 'PENDING' }, { lineItems: [{}] }),
    answer('total', 'tells totalLineItems as an integer', 16, { totalLineItems: anInteger }),
    answer(
      'total-of-order',
      'counts all line items, eligible or not',
      16,
      { totalLineItems: 7 },
      { lineItems: [{ count: 4 }, { count: 3, product: 'OTHER' }] },
    ),
    answer(
      'total-large',
      'counts all line items of a large order',
      16,
      { totalLineItems: 1_001 },
      { lineItems: [{ product: 'OTHER', count: 1_001 }] },
    ),
    answer('total-quantity', 'counts a line item of quantity 3 once', 16, { totalLineItems: 2 }, { lineItems: [{ quantity: 3 }, {}] }),
    answer('date', 'tells date as an instant', 17, { date: anInstant }),
    {
      ...answer('date-of-acceptance', 'tells the instant of acceptance', 17, { date: atRequest }, { lineItems: [{}] }),
      before: [{ advance: 3_661_001 }],
    },
    {
      ...answer('fields', 'holds the five documented fields and no other', 18, {}),
      want: {
        status: 202,
        described: { refuses: { '': [undefined, null, [], 'accepted'] } },
        fields: ['referenceOrderId', 'externalRefID', 'status', 'totalLineItems', 'date'],
      },
    },
    answer('none-eligible', 'accepts an order without an eligible line item', 22, {}, 'noneEligible'),
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
        clauses: [`${P}-19`],
        request: { operation: `${op}AsyncOrder`, rawBody },
        want: { status: 400 },
      }),
    ),
    {
      id: `${op}-unknown-order`,
      name: 'answers 404 for an order that does not exist',
      clauses: [`${P}-20`],
      request: { ...act(op), path: { referenceOrderID: 'AA000000-000000-00' } },
      want: { status: 404 },
      forced: { code: 404, example: 'unknownOrder' },
    },
    {
      id: `${op}-odd-order-id`,
      name: 'answers 404 for an id that no order can have',
      clauses: [`${P}-20`],
      request: { ...act(op), path: { referenceOrderID: 'ä/../%2e%00 🎁' } },
      want: { status: 404 },
      forced: { code: 404, example: 'unknownOrder' },
    },
    ...['[]', '"FRAUD"', '42', 'null', 'true'].map(
      (rawBody): Case => ({
        id: `${op}-not-an-object-${rawBody.replace(/\W/g, '') || 'list'}`,
        name: `answers 422 to the JSON ${rawBody}`,
        clauses: [`${P}-21`],
        request: { operation: `${op}AsyncOrder`, rawBody },
        want: { status: 422, described: { request: { refuses: { body: [undefined, JSON.parse(rawBody)] } } } },
      }),
    ),
  ]
}
