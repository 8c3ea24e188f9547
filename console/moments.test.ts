import { expect, it } from 'vitest'
import { createSandbox } from '../sandbox/src/index.ts'
import { changesOf } from './changes.ts'
import { controlOf } from './control.ts'
import { EXAMPLE_ORDER } from './home.ts'
import { timelineOf } from './moments.ts'
import { DAY, HOUR } from './units.ts'

const T0 = Date.UTC(2026, 2, 2, 10)
const PLATFORM = { name: 'demo', key: 'demo-key', token: 'demo-token' }

/** A sandbox with an order, as the console sees it. */
async function bench(options: Record<string, string> = {}, order = EXAMPLE_ORDER) {
  const sandbox = createSandbox({
    now: () => T0,
    deliver: async () => new Response(),
    platforms: [{ ...PLATFORM, clock: 'manual' }],
  })
  const control = controlOf({ send: sandbox.fetch, origin: 'http://sandbox.test' }, PLATFORM)
  await control.setInterpretations(options)
  await control.subscribe({ url: 'http://127.0.0.1/', eventTypes: ['OrderActionStatus'] })
  const { referenceOrderID: id } = await control.createOrder(order)
  const act = async (name: string): Promise<unknown> => {
    await control.send({ method: 'POST', path: `/raas/v2/asyncOrders/${id}/${name}`, body: '{"reasonCode":"FRAUD"}' })
    return control.drain()
  }
  const look = async () => {
    const snapshot = await control.read({})
    return { snapshot, timeline: timelineOf(snapshot, await control.readOrder(id)) }
  }
  return { control, id, act, look }
}

it('shows what happened with its events, and what is due', async () => {
  const { control, act, look } = await bench()
  await act('freeze')
  const { past, due, frozen } = (await look()).timeline
  expect(past.map(({ text, events }) => [text, events.map(({ revision }) => revision)])).toEqual([
    ['Order created', []],
    ['FREEZE: 3 of 5 line items changed', [1]],
  ])
  expect(due.map(({ text, at }) => [text, at - T0])).toEqual([
    ['The freeze ends by itself, 48 h after it began', 48 * HOUR],
    ['Too late to freeze or cancel from here on', 6 * DAY - 10 * HOUR],
  ])
  expect(frozen).toEqual([{ from: T0, to: T0 + 48 * HOUR }])
  await control.advance({ milliseconds: 49 * HOUR })
  await act('cancel')
  const later = (await look()).timeline
  expect(later.past.slice(2).map(({ text, at, events }) => [text, at - T0, events.length])).toEqual([
    ['The freeze ended by itself: 3 of 5 line items released', 48 * HOUR, 0],
    ['CANCEL: 3 of 5 line items changed', 49 * HOUR, 1],
  ])
  expect(later.frozen).toEqual(frozen)
})

it('tells two actions at one instant apart, each with its event', async () => {
  const { act, look } = await bench()
  for (const name of ['freeze', 'unfreeze', 'freeze']) await act(name)
  const { past } = (await look()).timeline
  expect(past.slice(1).map(({ text, events }) => [text, events[0]?.revision])).toEqual([
    ['FREEZE: 3 of 5 line items changed', 1],
    ['UNFREEZE: 3 of 5 line items changed', 2],
    ['FREEZE: 3 of 5 line items changed', 3],
  ])
})

it.each([
  {},
  { 'C-WINDOW-DAYS': 'hours' },
  { 'C-WINDOW-DAYS': 'calendar-days-inclusive' },
  { 'C-WINDOW-DAYS.cancel': 'hours' },
  { 'C-WINDOW-SCHEDULED': 'sending' },
])('the sandbox refuses exactly from the instant on that is shown as too late: %o', async (options) => {
  const order = { lineItems: [{ sentAt: new Date(T0 + DAY).toISOString() }, { sentAt: new Date(T0 + DAY).toISOString() }] }
  const lastOutcome = async (action: string, early: number): Promise<string | undefined> => {
    const { control, id, act, look } = await bench(options, order)
    const end = (await look()).timeline.due.find(({ text }) => text.includes(action))
    await control.advance({ to: new Date((end?.at ?? 0) - early).toISOString() })
    await act(action)
    return (await control.readOrder(id)).lineItems[0]?.history.at(-1)?.outcome
  }
  for (const action of ['freeze', 'cancel']) {
    expect([await lastOutcome(action, 1), await lastOutcome(action, 0)], action).toEqual(['changed', 'outside-window'])
  }
})

it.each([
  [{}, 48],
  [{ 'C-WINDOW-CUSTOM': '24-hours' }, 24],
  [{ 'C-AUTO-UNF': 'never' }, null],
])('the freeze ends when it is shown to: %o', async (options, hours) => {
  const { control, id, act, look } = await bench(options)
  await act('freeze')
  const { due, frozen } = (await look()).timeline
  const end = due.find(({ text }) => text.startsWith('The freeze ends'))
  expect(end?.at).toBe(hours === null ? undefined : T0 + hours * HOUR)
  expect(frozen).toEqual([{ from: T0, to: hours === null ? Number.POSITIVE_INFINITY : T0 + hours * HOUR }])
  if (end === undefined) return
  const stateAt = async (at: number) => {
    await control.advance({ to: new Date(at).toISOString() })
    return (await control.readOrder(id)).lineItems[0]?.reward?.status
  }
  expect([await stateAt(end.at - 1), await stateAt(end.at)]).toEqual(['FROZEN', 'ACTIVE'])
})

it('says what changed: states, line items that stayed, redemptions and the balance', async () => {
  const { control, id, act, look } = await bench()
  const before = (await look()).snapshot
  await act('freeze')
  const frozen = (await look()).snapshot
  const { texts, before: states } = changesOf(before, frozen, id)
  expect(texts).toEqual([
    'Line items 1 to 3: ACTIVE → FROZEN.',
    'Line item 4: left unchanged by FREEZE, redeemed already.',
    'Line item 5: left unchanged by FREEZE, not a Choice product.',
  ])
  expect([...states.values()]).toEqual(['ACTIVE', 'ACTIVE', 'ACTIVE'])
  await control.advance({ milliseconds: 48 * HOUR })
  const released = (await look()).snapshot
  expect(changesOf(frozen, released, id).texts).toEqual(['Line items 1 to 3: FROZEN → ACTIVE, released by itself after 48 h.'])
  await control.redeem(released.orders[0]?.lineItems[1]?.reward?.rewardId ?? '', 250)
  await act('cancel')
  expect(changesOf(released, (await look()).snapshot, id).texts).toEqual([
    'Line items 1, 3: ACTIVE → CANCELLED.',
    'Line item 2: USD 2.50 redeemed.',
    'Line items 2, 4: left unchanged by CANCEL, redeemed already.',
    'Line item 5: left unchanged by CANCEL, not a Choice product.',
    'Balance: USD 999,875.00 → USD 999,925.00, USD 50.00 refunded.',
  ])
  expect(changesOf(released, released, id).texts).toEqual([])
})
