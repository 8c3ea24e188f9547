import { act, update } from '../cases/case.ts'
import { send } from '../targets/send.ts'
import type { Control, Session, Target } from '../targets/target.ts'
import { ownOrder, waitOf } from './legal.ts'
import type { Model } from './model/model.ts'
import type { Ask, Step } from './sequence.ts'

/**
 * Takes a step on the target, and waits for what comes of it.
 *
 * @param model as it is before the step: it tells the time, and the ids of rewards
 * @param began the instant at which the sequence began; milliseconds
 * @returns the answers, by position in the step
 */
export async function take(
  target: Target,
  session: Session,
  control: Control,
  step: Step,
  model: Model,
  began: number,
): Promise<unknown[]> {
  if (!('asks' in step)) {
    await control.advance(waitOf(step, model.now, began))
    return []
  }
  const answers: unknown[] = []
  const one = async (ask: Ask, position: number): Promise<void> => {
    answers[position] = await answerOf(target, session, control, ask, model)
  }
  if (isAtOnce(step)) {
    // What is accepted may be processed while others are still on their way.
    await Promise.all([...step.asks.map(one), control.drain()])
  } else for (const [position, ask] of step.asks.entries()) await one(ask, position)
  if (step.asks.some((ask) => 'act' in ask)) await control.drain()
  return answers
}

const isAtOnce = (step: Step): boolean => 'together' in step && step.together === 'at-once'

async function answerOf(target: Target, session: Session, control: Control, ask: Ask, model: Model): Promise<unknown> {
  if ('redeem' in ask) {
    const { lineItems } = ownOrder(model)
    const reward = lineItems[ask.item % lineItems.length]?.reward ?? null
    return reward !== null && (await control.redeem(reward.rewardId, ask.redeem))
  }
  const { status, json } = await send(target, session, 'act' in ask ? act(ask.act) : update(ask.update))
  if ('act' in ask) return status === 202 ? { status, body: json } : { status }
  if (status !== 200) return { status }
  const { referenceOrderID, orderStatus, campaign, purchaseOrderNumber, notes } = (json ?? {}) as Record<string, unknown>
  return { status, referenceOrderID, orderStatus, campaign, purchaseOrderNumber, notes }
}
