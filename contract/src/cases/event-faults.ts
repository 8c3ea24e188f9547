import { HOUR } from '../../../sandbox/src/units.ts'
import { aCase, act, type Case } from './case.ts'

const freeze = { request: act('freeze'), want: { status: 202 } }
const failed = 'could-not-be-processed'

/** The outcome event of a run that could not process what was eligible, and what becomes of events when a subscription ends. */
export const eventFaultCases: Case[] = [
  ...(['freeze', 'unfreeze', 'cancel'] as const).map(
    (op): Case =>
      aCase(`${op}-event-some-unprocessable`, 'EVT-11', `is PARTIALFAILED when ${op} could not process some of the eligible line items`, {
        order: { lineItems: [{ count: 3, ...(op === 'unfreeze' ? { rewardStatus: 'FROZEN' as const } : {}) }, { product: 'OTHER' }] },
        before: [{ fault: { unprocessable: { positions: [1, 3] } }, operation: `${op}AsyncOrder` }],
        request: act(op),
        want: { status: 202 },
        events: { data: { status: 'PARTIALFAILED', totalLineItems: 4, successfulLineItems: 2, failedLineItems: 1 } },
      }),
  ),
  aCase('event-none-processable', 'EVT-11', 'is FAILED when no eligible line item could be processed', {
    ...freeze,
    order: { lineItems: [{ count: 3 }, { product: 'OTHER' }] },
    before: [{ fault: { unprocessable: { count: 9 } }, operation: 'freezeAsyncOrder' }],
    events: { data: { status: 'FAILED', successfulLineItems: 0, failedLineItems: 3 } },
  }),
  aCase('event-unprocessable-not-eligible', 'EVT-11', 'is SUCCESSFUL when only line items that are not eligible could not be processed', {
    ...freeze,
    order: { lineItems: [{}, { product: 'OTHER' }] },
    before: [{ fault: { unprocessable: { positions: [1] } }, operation: 'freezeAsyncOrder' }],
    events: { data: { status: 'SUCCESSFUL', successfulLineItems: 1, failedLineItems: 0 } },
  }),
  aCase('event-failed-count', 'EVT-14', 'counts the eligible line items that could not be processed', {
    ...freeze,
    order: { lineItems: [{ product: 'OTHER', count: 2 }, { count: 4 }] },
    before: [{ fault: { unprocessable: { count: 3 } }, operation: 'freezeAsyncOrder' }],
    events: { data: { failedLineItems: 3, successfulLineItems: 1 } },
    state: {
      changed: [5],
      rewards: ['ACTIVE', 'ACTIVE', 'ACTIVE', 'ACTIVE', 'ACTIVE', 'FROZEN'],
      outcomes: ['not-a-choice-product', 'not-a-choice-product', failed, failed, failed, 'changed'],
    },
  }),
  aCase('event-failed-cancel', 'EVT-14', 'counts as failed what was not cancelled, and nothing is refunded for it', {
    order: { lineItems: [{ amount: 2_500 }, { amount: 1_000 }] },
    before: [{ fault: { unprocessable: { positions: [0] } }, operation: 'cancelAsyncOrder' }],
    request: act('cancel'),
    want: { status: 202 },
    events: { data: { failedLineItems: 1, successfulLineItems: 1 } },
    state: { changed: [1], rewards: ['ACTIVE', 'CANCELLED'], refunded: 1_000, outcomes: [failed, 'changed'] },
  }),
  aCase('event-changed-not-failed', 'EVT-13', 'does not count as changed what could not be processed', {
    ...freeze,
    order: { lineItems: [{ count: 3 }] },
    before: [{ fault: { unprocessable: { count: 1 } }, operation: 'freezeAsyncOrder' }],
    events: { data: { successfulLineItems: 2 } },
  }),
  aCase('event-when-none-processable', 'EVT-15', 'is sent once also when nothing could be processed', {
    ...freeze,
    order: { lineItems: [{ count: 2 }] },
    before: [{ fault: { unprocessable: { count: 2 } }, operation: 'freezeAsyncOrder' }],
    events: { count: 1, actions: ['FREEZE'] },
  }),
  aCase('event-failed-large', 'EVT-14', 'counts what could not be processed in an order of any size', {
    ...freeze,
    order: { lineItems: [{ count: 2_100 }] },
    before: [{ fault: { unprocessable: { count: 1_050 } }, operation: 'freezeAsyncOrder' }],
    events: { data: { status: 'PARTIALFAILED', failedLineItems: 1_050, successfulLineItems: 1_050 } },
  }),
  aCase('event-before-expiry', 'EVT-27', 'is sent until the subscription expires', {
    ...freeze,
    before: [{ advance: HOUR - 1 }],
    events: { subscription: 'expiring', count: 1 },
  }),
  aCase('event-after-expiry', 'EVT-27', 'is not sent once the subscription has expired', {
    ...freeze,
    before: [{ advance: HOUR }],
    events: { subscription: 'expiring', count: 0 },
  }),
]
