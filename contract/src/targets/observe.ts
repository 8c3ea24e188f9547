import type { Case, RedeemStep, Step } from '../cases/case.ts'
import { isShownByUpdate, readsEvents, shownBy } from '../checks/shown.ts'
import { stepsAfter, updateFirst } from './prepared.ts'
import { type Exchange, send } from './send.ts'
import type { AccountView, DeliveryView, OrderView, Received, Session, Target } from './target.ts'

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
  /** The order as the response to a second update shows it, where that is the way to see it; else null. */
  shown: Record<string, unknown> | null
  /** What a step shows that it must not. */
  surprises: string[]
  /** Steps that were to arrange something and did not. */
  unarranged: string[]
}

type Script = Case | Pick<Case, 'request'>

/** Plays a case against a target and writes down what is seen. Judges nothing. */
export async function observe(target: Target, session: Session, script: Script, prefer?: string): Promise<Observation> {
  const { control, inbox } = session
  const row: Partial<Case> & Pick<Case, 'request'> = script
  const { first, settled, later, isShown } = byCalls(session, script)
  const noted: Noted = { surprises: [], unarranged: [] }
  const play = (steps: Step[], arranging = false): Promise<void> => playSteps(target, session, { steps, settled, arranging, noted })
  const snapshot = (wanted: unknown): Promise<Snapshot | null> => (wanted === undefined ? Promise.resolve(null) : snapshotOf(session, row))
  await play([...first, ...(row.before ?? [])], true)
  const before = await snapshot(row.state ?? row.stateAtAnswer)
  const now = control === null ? null : await control.now()
  const earlier = inbox?.received().length ?? 0
  const exchange = await send(target, session, row.request, prefer)
  const atAnswer = await snapshot(row.stateAtAnswer)
  await settleAfter(exchange, row, { settled, later, hasControl: control !== null })
  await play(later)
  const after = await snapshot(row.state)
  const shown = isShown && exchange.status === row.want?.status ? await show(target, session, row, noted) : null
  const log = row.events === undefined || control === null ? [] : await control.deliveries()
  const deliveries = inbox?.received().slice(earlier) ?? []
  return { exchange, now, order: session.order, before, atAnswer, after, deliveries, log, shown, ...noted }
}

type Settled = (count?: number) => Promise<void>

interface After {
  settled: Settled
  /** What happens after the request. */
  later: Step[]
  hasControl: boolean
}

/** How a case is arranged and shown: by the control plane, or by documented calls where there is none. */
function byCalls({ control, inbox }: Session, script: Script): Omit<After, 'hasControl'> & { first: Step[]; isShown: boolean } {
  const row = 'id' in script ? script : null
  if (control !== null) return { first: [], settled: () => control.drain(), later: row?.after ?? [], isShown: false }
  const first = row === null ? null : updateFirst(row)
  const byEvents = row !== null && readsEvents(row)
  return {
    first: first === null ? [] : [{ update: first }],
    settled: async (count = 1) => (byEvents ? inbox?.waitFor?.(count) : undefined),
    later: row === null ? [] : (stepsAfter(row) ?? []),
    isShown: row !== null && isShownByUpdate(row),
  }
}

/** Waits until the work of a request is done that something is to be seen of. */
async function settleAfter({ status }: Exchange, row: Partial<Case>, { settled, later, hasControl }: After): Promise<void> {
  const { state, stateAtAnswer, events, after, want } = row
  if ([state, stateAtAnswer, events, after].every((part) => part === undefined)) return
  // The events of later steps come with these. What was not accepted has none; that it was not is said elsewhere.
  const acts = later.filter((step) => 'act' in step).length
  if (hasControl || status === want?.status) await settled((events?.count ?? 1) - acts)
}

type Noted = Pick<Observation, 'surprises' | 'unarranged'>

async function snapshotOf({ control }: Session, { beside }: Partial<Case>): Promise<Snapshot | null> {
  if (control === null) return null
  return {
    order: await control.readOrder(),
    accounts: await control.readAccounts(),
    otherOrders: beside === undefined ? [] : await control.readOtherOrders(),
  }
}

interface Playing {
  steps: readonly Step[]
  settled: Settled
  /** Before the request. */
  arranging: boolean
  noted: Noted
}

async function playSteps(target: Target, session: Session, { steps, settled, arranging, noted }: Playing): Promise<void> {
  for (const step of steps) {
    const surprise = await playStep(target, session, step, settled)
    // A redemption that is to be refused, or that comes last, is what the case wants to see.
    const shows = 'redeem' in step && (step.refused === true || !arranging)
    if (surprise !== null) (shows ? noted.surprises : noted.unarranged).push(surprise)
  }
}

/** The order as a second update shows it. */
async function show(
  target: Target,
  session: Session,
  row: Parameters<typeof shownBy>[0],
  { unarranged }: Pick<Observation, 'unarranged'>,
): Promise<Observation['shown']> {
  const { status, text, json } = await send(target, session, { operation: 'updateAsyncOrder', body: shownBy(row) })
  if (status === 200 && typeof json === 'object') return json as Observation['shown']
  // Of an action, it shows something more.
  if (row.request.operation === 'updateAsyncOrder') unarranged.push(`the update that shows the order returned ${status}: ${text}`)
  return null
}

async function playStep(target: Target, session: Session, step: Step, settled: Settled): Promise<string | null> {
  const { control } = session
  if ('act' in step || 'update' in step) {
    const request =
      'update' in step
        ? { operation: 'updateAsyncOrder' as const, body: step.update }
        : { operation: `${step.act}AsyncOrder` as const, body: step.body ?? { reasonCode: 'FRAUD' } }
    const { status, text } = await send(target, session, request)
    if (status !== 202 && status !== 200) return `the step ${JSON.stringify(step)} returned ${status}: ${text}`
    if ('update' in step) await control?.drain()
    else if (!('drain' in step)) await settled()
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
