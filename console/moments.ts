import type { DeliveryView, LineItemView, OrderView, Snapshot } from './control.ts'
import { DAY, HOUR } from './units.ts'
import { eventOf } from './words.ts'

/** One thing that happened to an order, or that will. */
export interface Moment {
  /** The same for the same thing in a later look. */
  key: string
  at: number
  text: string
  /** The outcome events that it caused, one for each subscription. */
  events: DeliveryView[]
}

/** The time of an order: what happened, what is due, and how long its rewards are or were frozen. */
export interface Timeline {
  now: number
  past: Moment[]
  due: Moment[]
  frozen: { from: number; to: number }[]
}

/** How long a freeze lasts that nobody lifts, in hours; null without end. */
function freezeHours(options: Snapshot['interpretations']): number | null {
  if (options['C-AUTO-UNF'] === 'never') return null
  return options['C-WINDOW-CUSTOM'] === '24-hours' ? 24 : 48
}

/** The instant at which a reward can no longer be frozen or cancelled. */
function windowEnd(
  { issuedAt, sentAt }: NonNullable<LineItemView['reward']>,
  action: string,
  options: Snapshot['interpretations'],
): number {
  const start = Date.parse(options['C-WINDOW-SCHEDULED'] === 'sending' ? sentAt : issuedAt)
  const counted = options[`C-WINDOW-DAYS.${action}`] ?? options['C-WINDOW-DAYS']
  if (counted === 'hours') return start + 5 * DAY + 1
  return Math.floor(start / DAY) * DAY + (counted === 'calendar-days-inclusive' ? 5 : 6) * DAY
}

/**
 * The timeline of an order, from what the control plane shows.
 *
 * @example timelineOf(snapshot, order).due // [{ at: …, text: 'The freeze ends by itself', … }, …]
 */
export function timelineOf({ clock, deliveries, interpretations }: Snapshot, order: OrderView): Timeline {
  const now = Date.parse(clock.now)
  const created = { key: 'created', at: Date.parse(order.createdAt), text: 'Order created', events: [] }
  const ends = frozenEnds(order, interpretations)
  const due = [...ends.values()]
    .filter((at) => at !== null)
    .map((at) => ({
      key: `end ${at}`,
      at,
      text: `The freeze ends by itself, ${freezeHours(interpretations)} h after it began`,
      events: [],
    }))
  const windows = windowMoments(order, interpretations)
  const past = [created, ...actionsOf(order, deliveries), ...windows.filter(({ at }) => at <= now)]
  return {
    now,
    past: past.toSorted((one, other) => one.at - other.at),
    due: [...due, ...windows.filter(({ at }) => at > now)].toSorted((one, other) => one.at - other.at),
    frozen: frozenSpans(order, ends),
  }
}

/** When each freeze that lasts will end, by when it began. */
function frozenEnds({ lineItems }: OrderView, options: Snapshot['interpretations']): Map<number, number | null> {
  const hours = freezeHours(options)
  const begun = lineItems.flatMap(({ reward }) => (reward?.frozenAt ? [Date.parse(reward.frozenAt)] : []))
  return new Map(begun.map((from) => [from, hours === null ? null : from + hours * HOUR]))
}

function windowMoments({ lineItems }: OrderView, options: Snapshot['interpretations']): Moment[] {
  const rewards = lineItems.flatMap(({ reward }) => (reward === null || reward.status === 'CANCELLED' ? [] : [reward]))
  if (rewards.length === 0) return []
  const [freeze = 0, cancel = 0] = ['freeze', 'cancel'].map((action) =>
    Math.max(...rewards.map((reward) => windowEnd(reward, action, options))),
  )
  const moment = (at: number, what: string): Moment => ({ key: `window ${what}`, at, text: `Too late to ${what} from here on`, events: [] })
  return freeze === cancel ? [moment(freeze, 'freeze or cancel')] : [moment(freeze, 'freeze'), moment(cancel, 'cancel')]
}

/** What the actions did, and the freezes that ended, from the histories of all line items. */
function actionsOf({ referenceOrderID, lineItems }: OrderView, deliveries: DeliveryView[]): Moment[] {
  const found = new Map<string, { action: string; at: string; nth: number; changed: number }>()
  for (const { history } of lineItems) {
    const seen = new Map<string, number>()
    for (const { action, at, outcome } of history) {
      const name = `${action} ${at}`
      const nth = seen.get(name) ?? 0
      seen.set(name, nth + 1)
      const moment = found.get(`${name} ${nth}`) ?? { action, at, nth, changed: 0 }
      found.set(`${name} ${nth}`, { ...moment, changed: moment.changed + (outcome === 'changed' ? 1 : 0) })
    }
  }
  const total = lineItems.length
  return [...found].map(([key, { action, at, nth, changed }]) => ({
    key,
    at: Date.parse(at),
    text:
      action === 'RELEASE'
        ? `The freeze ended by itself: ${changed} of ${total} line items released`
        : `${action}: ${changed} of ${total} line items changed`,
    events: eventsOf(deliveries, (event) => {
      const { eventData, eventOccurredAt } = event
      return eventData.referenceOrderId === referenceOrderID && eventData.action === action && eventOccurredAt === at
    }).flatMap((ofOne) => ofOne[nth] ?? []),
  }))
}

/** The deliveries of matching events, by subscription. */
function eventsOf(deliveries: DeliveryView[], matches: (event: ReturnType<typeof eventOf>) => boolean): DeliveryView[][] {
  const bySubscription = Map.groupBy(
    deliveries.filter((delivery) => matches(eventOf(delivery))),
    ({ webhookId }) => webhookId,
  )
  return [...bySubscription.values()]
}

/** When rewards were frozen, from FREEZE to what ended it; to infinity where nothing will. */
function frozenSpans({ lineItems }: OrderView, ends: Map<number, number | null>): Timeline['frozen'] {
  const spans = new Map<string, { from: number; to: number }>()
  const add = (from: number, to: number): unknown => spans.set(`${from} ${to}`, { from, to })
  for (const { history } of lineItems) {
    let from: number | null = null
    for (const { action, at, outcome } of history) {
      if (outcome !== 'changed') continue
      if (from !== null) add(from, Date.parse(at))
      from = action === 'FREEZE' ? Date.parse(at) : null
    }
  }
  for (const [from, to] of ends) add(from, to ?? Number.POSITIVE_INFINITY)
  return [...spans.values()]
}
