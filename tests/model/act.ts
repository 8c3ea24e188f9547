import { deepStrictEqual } from 'node:assert/strict'
import fc from 'fast-check'
import { actionAnswer } from '../../contract/src/stateful/model/answers.ts'
import { type Action, type Model, type Order, runPending } from '../../contract/src/stateful/model/model.ts'
import { anyIndex, command, hasOrder, orderAt } from './command.ts'
import type { System } from './system.ts'

const CODES = {
  FREEZE: ['DELIVERY_INFO', 'REWARD_AMOUNT', 'REWARD_TYPE', 'VERIFY_ORDER', 'FRAUD', 'OTHER'],
  UNFREEZE: ['VERIFY_ORDER', 'DUPLICATE', 'FRAUD', 'DELIVERY_INFO', 'REWARD_AMOUNT', 'REWARD_TYPE', 'VERIFIED_ORDER', 'OTHER'],
  CANCEL: ['FRAUD', 'DUPLICATE', 'RECIPIENT', 'CURRENCY', 'RECIPIENT_REQUESTED', 'RECIPIENT_OBLIGATIONS', 'DELIVERY_INFO', 'OTHER'],
} as const

/** An action with a code of its list, processed at once or left waiting. */
export const act = fc.constantFrom<Action>('FREEZE', 'UNFREEZE', 'CANCEL').chain((action) =>
  fc.record({ index: anyIndex, reasonCode: fc.constantFrom(...CODES[action]), drain: fc.boolean() }).map(({ index, reasonCode, drain }) =>
    command(
      `${action.toLowerCase()} order ${index} for ${reasonCode}${drain ? '' : ', not yet processed'}`,
      async (model, system) => {
        await accept(model, system, orderAt(model, index), action, reasonCode)
        if (!drain) return
        await system.send('POST', '/_sandbox/drain')
        runPending(model)
      },
      hasOrder,
    ),
  ),
)

/** Actions on one order, none of which waits for the answer of another: they run in the order in which they were accepted. EVT-26. */
export const actAtOnce = fc
  .record({ index: anyIndex, actions: fc.array(fc.constantFrom<Action>('FREEZE', 'UNFREEZE', 'CANCEL'), { minLength: 2, maxLength: 4 }) })
  .map(({ index, actions }) =>
    command(
      `${actions.join(', ').toLowerCase()} order ${index} at once`,
      async (model, system) => {
        await Promise.all(actions.map((action) => accept(model, system, orderAt(model, index), action, 'FRAUD')))
      },
      hasOrder,
    ),
  )

async function accept(model: Model, system: System, order: Order, action: Action, reasonCode: string): Promise<void> {
  const body = reasonCode === 'OTHER' ? { reasonCode, otherReason: 'told by phone' } : { reasonCode }
  const answer = await system.send('POST', `/raas/v2/asyncOrders/${order.id}/${action.toLowerCase()}`, body)
  const expected = actionAnswer(order, action, model.now)
  if (expected.body === undefined) return deepStrictEqual([answer.status, answer.body.httpCode], [expected.status, expected.status])
  deepStrictEqual(answer, expected)
  model.pending.push({ order, action, reasonCode })
}
