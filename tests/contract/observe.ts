import type { Case, RedeemStep, Step } from './case.ts'
import { type Exchange, send } from './send.ts'
import type { AccountView, DeliveryView, OrderView, Received, Session, Target } from './targets/target.ts'

/** What was seen of an order and the accounts at one moment. */
export interface Snapshot {
  order: OrderView
  accounts: AccountView[]
  /** Read where the case has orders beside its own. */
  otherOrders: OrderView[]
}

/** All that was seen of one case. Parts that the case did not ask for, or the target cannot show, are missing. */
export interface Observation {
  exchange: Exchange
  /** The clock of the target at the request; milliseconds. */
  now: number | null
  order: Session['order']
  before: Snapshot | null
  atAnswer: Snapshot | null
  after: Snapshot | null
  deliveries: Received[]
  log: DeliveryView[]
  /** What went otherwise than the steps say. */
  surprises: string[]
}

type Script = Pick<Case, 'beside' | 'before' | 'request' | 'after' | 'state' | 'stateAtAnswer' | 'events'>

/** Plays a case against a target and writes down what is seen. Judges nothing. */
export async function observe(target: Target, session: Session, row: Script, prefer?: string): Promise<Observation> {
  const { control, inbox } = session
  const surprises: string[] = []
  const play = async (steps: Step[] = []): Promise<void> => {
    for (const step of steps) {
      const surprise = await playStep(target, session, step)
      if (surprise !== null) surprises.push(surprise)
    }
  }
  const snapshot = async (wanted: boolean): Promise<Snapshot | null> =>
    wanted && control !== null
      ? {
          order: await control.readOrder(),
          accounts: await control.readAccounts(),
          otherOrders: row.beside === undefined ? [] : await control.readOtherOrders(),
        }
      : null
  await play(row.before)
  const stateful = row.state !== undefined || row.stateAtAnswer !== undefined
  const before = await snapshot(stateful)
  const now = control === null ? null : await control.now()
  const earlier = inbox?.received().length ?? 0
  const exchange = await send(target, session, row.request, prefer)
  const atAnswer = await snapshot(row.stateAtAnswer !== undefined)
  if (control !== null && (stateful || row.events !== undefined || row.after !== undefined)) await control.drain()
  if (row.events !== undefined) await inbox?.waitFor?.(row.events.count ?? 1)
  await play(row.after)
  const after = await snapshot(row.state !== undefined)
  const log = row.events === undefined || control === null ? [] : await control.deliveries()
  const deliveries = inbox?.received().slice(earlier) ?? []
  return { exchange, now, order: session.order, before, atAnswer, after, deliveries, log, surprises }
}

async function playStep(target: Target, session: Session, step: Step): Promise<string | null> {
  const { control } = session
  if ('act' in step || 'update' in step) {
    const request =
      'update' in step
        ? { operation: 'updateAsyncOrder' as const, body: step.update }
        : { operation: `${step.act}AsyncOrder` as const, body: step.body ?? { reasonCode: 'FRAUD' } }
    const { status, text } = await send(target, session, request)
    if (status !== 202 && status !== 200) return `the step ${JSON.stringify(step)} was answered ${status}: ${text}`
    if (!('drain' in step)) await control?.drain()
    return null
  }
  if (control === null) return 'the target has no control plane for the steps of this case'
  if ('redeem' in step) return redeem(control, step)
  if ('advance' in step) await control.advance(step.advance)
  else await control.fault(step.operation, step.fault)
  return null
}

async function redeem(control: NonNullable<Session['control']>, step: RedeemStep): Promise<string | null> {
  const { lineItems } = await control.readOrder()
  const done = await control.redeem(lineItems[step.redeem]?.reward?.rewardId ?? '', step.amount)
  if (done !== (step.refused === true)) return null
  return `redeeming ${step.amount} of line item ${step.redeem} was ${done ? 'possible' : 'refused'}`
}
