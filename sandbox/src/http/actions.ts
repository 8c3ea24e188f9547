import type { Hono } from 'hono'
import { anyEligible } from '../engine/actions.ts'
import { type Context, interpretationsOf, nowOf } from '../engine/context.ts'
import { OPERATIONS, takeFault } from '../engine/faults.ts'
import type { Queue } from '../engine/queue.ts'
import type { ActionName, Interpretations, Order, PendingAction, Platform } from '../model.ts'
import type { Body, Problem } from '../rules/request.ts'
import { answer } from './answer.ts'
import { readBody } from './body.ts'
import { API_PATH, current, type Env, type Handler } from './env.ts'
import { ApiError, invalid, notStored } from './errors.ts'
import { faulty } from './faults.ts'

const ACTIONS: { segment: string; action: ActionName }[] = [
  { segment: 'freeze', action: 'FREEZE' },
  { segment: 'unfreeze', action: 'UNFREEZE' },
  { segment: 'cancel', action: 'CANCEL' },
]

/** FRZ-01, UNF-01, CAN-01. */
export function actionRoutes(app: Hono<Env>, context: Context, queue: Queue): void {
  for (const { segment, action } of ACTIONS) {
    const path = `${API_PATH}/asyncOrders/:referenceOrderID/${segment}`
    app.post(
      path,
      faulty(context, OPERATIONS[action], (call) => accept(context, queue, call, action)),
    )
    app.all(path, (call) => methodNotAllowed(call, 'POST'))
  }
}

/** GEN-15. */
export function methodNotAllowed(call: Handler, allow: string): never {
  throw new ApiError(405, '405.001', `Method ${call.req.method} not allowed; use ${allow}.`, { headers: { Allow: allow } })
}

async function accept(context: Context, queue: Queue, call: Handler, action: ActionName): Promise<Response> {
  const { platform, interpretations, body } = await readWith(context, call)
  const problems = problemsOf(context, action, body, interpretations)
  if (problems.length > 0) throw invalid(context.rules.actionRefusal(interpretations), problems)
  await queue.late(platform)
  if (context.storing() !== 'ok') throw notStored()
  const now = nowOf(context, platform)
  const pending: PendingAction = {
    action,
    referenceOrderID: call.req.param('referenceOrderID') ?? '',
    reasonCode: String(body.reasonCode),
    otherReason: typeof body.otherReason === 'string' ? body.otherReason : null,
    acceptedAt: now,
  }
  const order = context.store.transaction((tx) => {
    const found = context.rules.findOrder(tx, platform, pending.referenceOrderID)
    if (found === undefined) {
      throw new ApiError(
        context.rules.unknownOrder(interpretations),
        '404.005',
        `There is no order ${pending.referenceOrderID} on this platform.`,
      )
    }
    // One that is let in only to change nothing has no line item to look at, and its outcome is told like any other.
    const cursor = judge(context, platform, found, pending, interpretations) ? 0 : found.lineItems.length
    const unprocessable = takeFault(tx, platform.name, OPERATIONS[action], ['unprocessable'])?.unprocessable ?? null
    tx.addTask(platform.name, now, { kind: 'action', action: pending, cursor, changed: 0, failed: 0, unprocessable })
    return found
  })
  if (context.rules.processing() === 'before-answer') await queue.drain(platform.name)
  queue.wake(platform.name)
  return answer(call, context.rules.acceptedStatus(), context.rules.acceptedBody(order, pending, interpretations))
}

function problemsOf(context: Context, action: ActionName, body: Body, interpretations: Interpretations): Problem[] {
  const { rules } = context
  const { reasonCode } = body
  const codes = rules.reasonCodes(action, interpretations)
  const unlisted = typeof reasonCode === 'string' && codes !== 'any' && !codes.has(reasonCode)
  const all = [
    rules.reasonCodeRequired(body),
    unlisted ? { path: 'reasonCode', i18nKey: '400.001', message: `${action} takes one of ${[...codes].join(', ')}.` } : null,
    rules.otherReasonRequired(action, body, interpretations),
    ...rules.actionFields(body, interpretations),
  ]
  return all.filter((problem) => problem !== null)
}

/** The body, and the platform with its interpretations as they are once the body is there. */
async function readWith(context: Context, call: Handler): Promise<{ platform: Platform; interpretations: Interpretations; body: Body }> {
  const body = await readBody(context, call, () => context.rules.actionRefusal(interpretationsOf(context, current(context, call))))
  const platform = current(context, call)
  return { platform, interpretations: interpretationsOf(context, platform), body }
}

/** Whether line items are to be looked at; refuses what the order as a whole shuts out. */
function judge(context: Context, platform: Platform, order: Order, { action }: PendingAction, interpretations: Interpretations): boolean {
  const { rules } = context
  if (!rules.orderSource(action, order, interpretations)) {
    throw new ApiError(422, '422.152', `The order was placed by ${order.source}; only AA orders can be acted on.`)
  }
  if (!rules.orderStatusGate(action, order, interpretations)) {
    if (!rules.gateRefuses(interpretations)) return false
    throw new ApiError(422, '422.152', `The order is ${order.status}, which does not allow ${action}.`)
  }
  if (
    rules.noneEligible(interpretations, action) === 'reject' &&
    !anyEligible(context, order, action, nowOf(context, platform), interpretations)
  ) {
    throw new ApiError(422, '422.152', `The order holds no line item that is eligible for ${action}.`)
  }
  return true
}
