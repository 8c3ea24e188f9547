import { aCase, act, type Case, type Described, notInstant, notInteger, notText } from './case.ts'

const describes = (clause: string, what: string, described: Described): Case =>
  aCase(
    `event-describes-${clause}-${Object.keys({ ...described.refuses, ...described.refusesHeaders })
      .join('-')
      .replace(/\W/g, '_')}`,
    clause,
    `describes ${what}`,
    { request: act('freeze'), want: { status: 202 }, events: { described } },
  )

const text = (field: string): Described => ({ refuses: { [`eventData.${field}`]: notText } })
const count = (field: string): Described => ({
  refuses: { [`eventData.${field}`]: notInteger },
  takes: { [`eventData.${field}`]: [0, 100_000] },
})

/** What the description says of each field of the event. */
export const eventDescribedCases: Case[] = [
  describes('EVT-01', 'eventId as a UUID', { refuses: { eventId: [...notText, 'not-a-uuid'] } }),
  describes('EVT-02', 'revision as an integer', { refuses: { revision: notInteger } }),
  describes('EVT-03', 'category as ORDER', { refuses: { category: [undefined, null, 'order', 'REWARD'] } }),
  describes('EVT-04', 'eventType as OrderActionStatus', { refuses: { eventType: [undefined, null, 'AsyncOrderStatus'] } }),
  describes('EVT-05', 'eventOccurredAt as an instant', {
    refuses: { eventOccurredAt: notInstant },
    takes: { eventOccurredAt: ['2026-03-02T09:15:06Z', '2026-03-02T09:15:06.481920300Z'] },
  }),
  describes('EVT-06', 'referenceOrderId as a text', text('referenceOrderId')),
  describes('EVT-07', 'externalRefID as a text', text('externalRefID')),
  describes('EVT-08', 'customerIdentifier as a text', text('customerIdentifier')),
  describes('EVT-08', 'accountIdentifier as a text', text('accountIdentifier')),
  describes('EVT-09', 'the three actions', {
    refuses: { 'eventData.action': [undefined, null, 'freeze', 'THAW'] },
    takes: { 'eventData.action': ['FREEZE', 'UNFREEZE', 'CANCEL'] },
  }),
  describes('EVT-10', 'reasonCode as a text', text('reasonCode')),
  describes('EVT-11', 'status as a text, of values yet to come too', { ...text('status'), takes: { 'eventData.status': ['RUNNING'] } }),
  describes('EVT-12', 'totalLineItems as an integer', count('totalLineItems')),
  describes('EVT-13', 'successfulLineItems as an integer', count('successfulLineItems')),
  describes('EVT-14', 'failedLineItems as an integer', count('failedLineItems')),
  describes('EVT-18', 'a body that is always there', {
    refuses: { '': [undefined, null, [], 'text'], eventData: [undefined, null, 'text'] },
  }),
]
