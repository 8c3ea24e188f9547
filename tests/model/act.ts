import { deepStrictEqual } from 'node:assert/strict'
import fc from 'fast-check'
import { actionAnswer } from '../../contract/src/stateful/model/answers.ts'
import { type Action, type Model, type Order, runPending } from '../../contract/src/stateful/model/model.ts'
import { type ActionName, actions, operations } from '../../generated/operations.ts'
import { anyIndex, command, hasOrder, orderAt } from './command.ts'
import type { System } from './system.ts'

const anyAction = fc.constantFrom<ActionName>(...actions)

/** An action with a code of its list, processed at once or left waiting. */
export const act = anyAction.chain((action) => {
  const codes: readonly string[] = operations[`${action}AsyncOrder`].reasonCodes
  return fc.record({ index: anyIndex, reasonCode: fc.constantFrom(...codes), drain: fc.boolean() }).map(({ index, reasonCode, drain }) =>
    command(
      `${action} order ${index} for ${reasonCode}${drain ? '' : ', not yet processed'}`,
      async (model, system) => {
        await accept(model, system, orderAt(model, index), action, reasonCode)
        if (!drain) return
        await system.send('POST', '/_sandbox/drain')
        runPending(model)
      },
      hasOrder,
    ),
  )
})

/** Actions on one order, none of which waits for the answer of another: they run in the order in which they were accepted. EVT-26. */
export const actAtOnce = fc
  .record({ index: anyIndex, wanted: fc.array(anyAction, { minLength: 2, maxLength: 4 }) })
  .map(({ index, wanted }) =>
    command(
      `${wanted.join(', ')} order ${index} at once`,
      async (model, system) => {
        await Promise.all(wanted.map((action) => accept(model, system, orderAt(model, index), action, 'FRAUD')))
      },
      hasOrder,
    ),
  )

async function accept(model: Model, system: System, order: Order, name: ActionName, reasonCode: string): Promise<void> {
  const action = name.toUpperCase() as Action
  const body = reasonCode === 'OTHER' ? { reasonCode, otherReason: 'told by phone' } : { reasonCode }
  const answer = await system.send('POST', `/raas/v2/asyncOrders/${order.id}/${name}`, body)
  const expected = actionAnswer(order, action, model.now)
  if (expected.body === undefined) return deepStrictEqual([answer.status, answer.body.httpCode], [expected.status, expected.status])
  deepStrictEqual(answer, expected)
  model.pending.push({ order, action, reasonCode })
}
