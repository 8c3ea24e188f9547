import { createSandbox, memoryStore } from '../../../sandbox/src/index.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** A Monday morning. */
const START = Date.UTC(2026, 2, 2, 10)
const PLATFORM = { name: 'demo', key: 'demo-key', token: 'demo-token' }
const ORDER = 'AA260302-118204-37'
const LATE = 'AA260302-118204-38'

/** One thing that happened to an order, and what was to be seen after it. */
export interface Moment {
  /** Since the order, as `day 2, 11:00`. */
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
  does?: [verb: 'freeze' | 'unfreeze' | 'cancel' | 'redeem', order: string]
}

const STEPS: Step[] = [
  { at: 0, what: 'The order is placed and its reward is issued', clauses: ['FRZ-44'] },
  { at: HOUR, what: 'Freeze', does: ['freeze', ORDER], clauses: ['FRZ-12', 'FRZ-25', 'FRZ-29'] },
  { at: 2 * HOUR, what: 'The recipient tries to redeem', does: ['redeem', ORDER], clauses: ['FRZ-40'] },
  { at: 49 * HOUR, what: '48 hours after the freeze', clauses: ['FRZ-42'] },
  { at: 50 * HOUR, what: 'Freeze again', does: ['freeze', ORDER], clauses: ['FRZ-46'] },
  { at: 52 * HOUR, what: 'Unfreeze', does: ['unfreeze', ORDER], clauses: ['UNF-25', 'UNF-45'] },
  { at: 5 * DAY + 13 * HOUR, what: 'Cancel on the last day of the window', does: ['cancel', ORDER], clauses: ['CAN-25', 'CAN-42'] },
  { at: 5 * DAY + 14 * HOUR, what: 'Cancel another order of day 0, one hour later', does: ['cancel', LATE], clauses: ['CAN-42'] },
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
    newId: countingIds(),
    store: memoryStore(),
    deliver: async (request) => {
      const { eventData } = (await request.json()) as { eventData: { action: string; status: string; successfulLineItems: number } }
      events.push(`${eventData.action} ${eventData.status}, ${eventData.successfulLineItems} changed`)
      return new Response()
    },
    platforms: [{ ...PLATFORM, clock: 'manual' }],
  })
  const call = caller(sandbox.fetch)
  await call('POST', '/_sandbox/subscriptions', { url: 'http://127.0.0.1/', eventTypes: ['OrderActionStatus'] })
  for (const referenceOrderID of [ORDER, LATE]) sandbox.createOrder(PLATFORM.name, { referenceOrderID, lineItems: [{}] })
  const moments: Moment[] = []
  let now = 0
  for (const step of STEPS) {
    if (step.at > now) await call('POST', '/_sandbox/clock/advance', { milliseconds: step.at - now })
    now = step.at
    events.length = 0
    moments.push(await take(step, call, events))
  }
  sandbox.close()
  return moments
}

type Call = ReturnType<typeof caller>

async function take({ at, what, clauses, does: [verb, id] = ['freeze', ''] }: Step, call: Call, events: string[]): Promise<Moment> {
  const order = id === '' ? ORDER : id
  const read = async () => (await call('GET', `/_sandbox/orders/${order}`)).body.lineItems[0]
  let answer = ''
  if (id !== '' && verb === 'redeem') {
    const { status } = await call('POST', `/_sandbox/rewards/${(await read()).reward.rewardId}/redeem`, { amount: 500 })
    answer = status === 200 ? 'redeemed' : 'refused'
  } else if (id !== '') {
    answer = String((await call('POST', `/raas/v2/asyncOrders/${id}/${verb}`, { reasonCode: 'FRAUD' })).status)
    await call('POST', '/_sandbox/drain')
  }
  const { reward, history } = await read()
  const outcome = verb === 'redeem' || id === '' ? undefined : history.at(-1)?.outcome
  const why = outcome === undefined || outcome === 'changed' ? '' : ` Left unchanged: ${outcome}.`
  const seen = `The reward is ${reward.status}.${why} ${events.length === 0 ? 'No event.' : `Event: ${events.join('; ')}.`}`
  return { when: whenOf(at), what, answer, seen, status: reward.status, clauses }
}

function whenOf(at: number): string {
  const day = Math.floor((START + at) / DAY) - Math.floor(START / DAY)
  return `day ${day}, ${new Date(START + at).toISOString().slice(11, 16)}`
}

function caller(fetch: (request: Request) => Promise<Response>) {
  const headers = { authorization: `Bearer ${PLATFORM.token}`, 'content-type': 'application/json' }
  return async (method: string, path: string, body?: unknown) => {
    const text = body === undefined ? {} : { body: JSON.stringify(body) }
    const response = await fetch(new Request(`http://127.0.0.1${path}`, { method, headers, ...text }))
    const answered = await response.text()
    return { status: response.status, body: answered === '' ? null : JSON.parse(answered) }
  }
}

/** UUIDs that are the same in every build. */
function countingIds(): () => string {
  let count = 0
  return () => `00000000-0000-4000-8000-${String(++count).padStart(12, '0')}`
}
