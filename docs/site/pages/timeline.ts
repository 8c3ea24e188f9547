import { pathTo } from '../../../contract/src/targets/send.ts'
import type { ActionName } from '../../../generated/operations.ts'
import { type Control, createControl } from '../../../sandbox/src/control.ts'
import { createSandbox } from '../../../sandbox/src/index.ts'
import { DAY, HOUR } from '../../../sandbox/src/units.ts'

/** A Monday morning. */
const START = Date.UTC(2026, 2, 2, 10)
const PLATFORM = { name: 'demo', key: 'demo-key', token: 'demo-token' }
const ORDER = 'AA260302-118204-37'
const LATE = 'AA260302-118204-38'

/** One thing that happened to an order, and what was to be seen after it. */
export interface Moment {
  /** Milliseconds since the order. */
  at: number
  /** By the calendar, as `day 2, 11:00`. */
  when: string
  what: string
  /** What the API answered; the empty string where nothing was asked. */
  answer: string
  seen: string
  /** State of the reward afterwards. */
  status: string
  clauses: string[]
}

interface Step {
  /** Milliseconds since the order. */
  at: number
  what: string
  clauses: string[]
  /** `freeze AA…`, `redeem AA…`, or nothing but waiting. */
  does?: [verb: ActionName | 'redeem', order: string]
}

const STEPS: Step[] = [
  { at: 0, what: 'The order is placed and its reward is issued', clauses: ['FRZ-44'] },
  { at: HOUR, what: 'Freeze', does: ['freeze', ORDER], clauses: ['FRZ-12', 'FRZ-25', 'FRZ-29'] },
  { at: 2 * HOUR, what: 'The recipient tries to redeem', does: ['redeem', ORDER], clauses: ['FRZ-40'] },
  { at: 49 * HOUR - 1, what: 'The last millisecond of the 48 hours', clauses: ['FRZ-43'] },
  { at: 49 * HOUR, what: '48 hours after the freeze', clauses: ['FRZ-42'] },
  { at: 50 * HOUR, what: 'Freeze again', does: ['freeze', ORDER], clauses: ['FRZ-46'] },
  { at: 52 * HOUR, what: 'Unfreeze', does: ['unfreeze', ORDER], clauses: ['UNF-25', 'UNF-45'] },
  { at: 5 * DAY + 14 * HOUR - 1, what: 'Cancel in the last millisecond of day 5', does: ['cancel', ORDER], clauses: ['CAN-25', 'CAN-42'] },
  { at: 5 * DAY + 14 * HOUR, what: 'Cancel another order of day 0, one millisecond later', does: ['cancel', LATE], clauses: ['CAN-42'] },
]

/**
 * Plays the days of an order in a sandbox of its own, in this process, and tells what was seen.
 *
 * @throws Error when the sandbox does not take a step
 * @example (await playTimeline())[1] // { when: 'day 0, 11:00', what: 'Freeze', answer: '202', seen: 'FROZEN', … }
 */
export async function playTimeline(): Promise<Moment[]> {
  const events: string[] = []
  const sandbox = createSandbox({
    now: () => START,
    deliver: async (request) => {
      const { eventData } = (await request.json()) as { eventData: { action: string; status: string; successfulLineItems: number } }
      events.push(`${eventData.action} ${eventData.status}, ${eventData.successfulLineItems} changed`)
      return new Response()
    },
    platforms: [{ ...PLATFORM, clock: 'manual' }],
  })
  const control = createControl({ fetch: sandbox.fetch, credentials: PLATFORM })
  const act: Act = async (verb, id) => {
    const headers = { authorization: `Bearer ${PLATFORM.token}`, 'content-type': 'application/json' }
    const init = { method: 'POST', headers, body: '{"reasonCode":"FRAUD"}' }
    return String((await sandbox.fetch(`http://sandbox.test/raas/v2${pathTo(`${verb}AsyncOrder`, { referenceOrderID: id })}`, init)).status)
  }
  await control.subscribe({ url: 'http://127.0.0.1/', eventTypes: ['OrderActionStatus'] })
  for (const referenceOrderID of [ORDER, LATE]) sandbox.createOrder(PLATFORM.name, { referenceOrderID, lineItems: [{}] })
  const moments: Moment[] = []
  let now = 0
  for (const step of STEPS) {
    if (step.at > now) await control.advance({ milliseconds: step.at - now })
    now = step.at
    events.length = 0
    moments.push(await take(step, control, act, events))
  }
  sandbox.close()
  return moments
}

/** Sends an action, and tells the status of the response. */
type Act = (verb: ActionName, referenceOrderID: string) => Promise<string>

async function take(
  { at, what, clauses, does: [verb, id] = ['freeze', ''] }: Step,
  control: Control,
  act: Act,
  events: string[],
): Promise<Moment> {
  const read = async () => (await control.readOrder(id === '' ? ORDER : id)).lineItems[0]
  const redeem = async () => control.redeem((await read())?.reward?.rewardId ?? '', 500)
  let answer = ''
  if (id !== '' && verb === 'redeem') {
    answer = await redeem().then(
      () => 'redeemed',
      () => 'refused',
    )
  } else if (id !== '' && verb !== 'redeem') {
    answer = await act(verb, id)
    await control.drain()
  }
  const lineItem = await read()
  const status = lineItem?.reward?.status ?? ''
  const outcome = verb === 'redeem' || id === '' ? undefined : lineItem?.history.at(-1)?.outcome
  const why = outcome === undefined || outcome === 'changed' ? '' : ` Left unchanged: ${outcome}.`
  const seen = `The reward is ${status}.${why} ${events.length === 0 ? 'No event.' : `Event: ${events.join('; ')}.`}`
  return { at, when: whenOf(at), what, answer, seen, status, clauses }
}

function whenOf(at: number): string {
  const day = Math.floor((START + at) / DAY) - Math.floor(START / DAY)
  return `day ${day}, ${new Date(START + at)
    .toISOString()
    .slice(11, -1)
    .replace(/:00\.000$/, '')}`
}
