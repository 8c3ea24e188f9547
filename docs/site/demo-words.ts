import type { Demo } from './demo.ts'

const WHY: Record<string, string> = {
  redeemed: 'left as it is: part of it is redeemed',
  'reward-state': 'left as it is: its state does not allow it',
  'outside-window': 'left as it is: outside the 5-day window',
}

const CHANGED: Record<string, string> = {
  FREEZE: 'frozen for 48 hours',
  UNFREEZE: 'unfrozen',
  CANCEL: 'cancelled and refunded',
  RELEASE: 'released: 48 hours are over',
}

/**
 * What the latest action did to a line item, in words.
 *
 * @example wordsOf(order.lineItems[2]) // 'left as it is: part of it is redeemed'
 */
export function wordsOf({ history }: Awaited<ReturnType<Demo['look']>>['order']['lineItems'][number]): string {
  const last = history.at(-1)
  if (last === undefined) return ''
  if (last.outcome !== 'changed') return WHY[last.outcome] ?? last.outcome
  return CHANGED[last.action] ?? last.action
}

/**
 * An instant as the home page shows it.
 *
 * @example timeOf('2026-03-02T10:00:00.000Z') // 'Mon, 2 March 2026, 10:00 UTC'
 */
export const timeOf = (instant: string): string =>
  `${new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZone: 'UTC' }).format(new Date(instant)).replace(' at ', ', ')} UTC`
