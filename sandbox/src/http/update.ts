import type { Hono } from 'hono'
import { type Context, interpretationsOf } from '../engine/context.ts'
import type { UpdateFields } from '../rules/effects.ts'
import { methodNotAllowed } from './actions.ts'
import { answer } from './answer.ts'
import { readBody } from './body.ts'
import { API_PATH, current, type Env, type Handler } from './env.ts'
import { ApiError, invalid } from './errors.ts'
import { faulty } from './faults.ts'

const PATH = `${API_PATH}/asyncOrders/customers/:customerIdentifier/accounts/:accountIdentifier/:externalRefID`

/** UPD-01. */
export function updateRoute(app: Hono<Env>, context: Context): void {
  app.patch(
    PATH,
    faulty(context, 'updateAsyncOrder', (call) => update(context, call)),
  )
  app.all(PATH, (call) => methodNotAllowed(call, 'PATCH'))
}

async function update(context: Context, call: Handler): Promise<Response> {
  const { rules } = context
  const { customerIdentifier = '', accountIdentifier = '', externalRefID = '' } = call.req.param()
  const body = await readBody(context, call, () => rules.updateRefusal(interpretationsOf(context, current(context, call))))
  const platform = current(context, call)
  const interpretations = interpretationsOf(context, platform)
  const problems = [
    rules.externalRefID(externalRefID, interpretations),
    rules.updateNotEmpty(body, interpretations),
    ...rules.updateFields(body, interpretations),
  ].filter((problem) => problem !== null)
  if (problems.length > 0) throw invalid(rules.updateRefusal(interpretations), problems)
  const updated = context.store.transaction((tx) => {
    const order = rules.findOrderByExternalRef(tx, platform, { customerIdentifier, accountIdentifier, externalRefID })
    if (order === undefined) {
      throw new ApiError(
        rules.unknownUpdate(interpretations),
        '404.110',
        `There is no order ${externalRefID} of this customer and account on this platform.`,
      )
    }
    if (!rules.updatableStatus(order, interpretations)) {
      throw new ApiError(
        rules.updateRefusal(interpretations),
        '422.152',
        `The order is ${order.status}; only COMPLETE orders can be updated.`,
      )
    }
    const after = rules.applyUpdate(order, body as UpdateFields, interpretations)
    tx.putOrder(platform.name, after)
    return after
  })
  return answer(call, rules.updateStatus(), rules.updateAnswer(updated, interpretations))
}
