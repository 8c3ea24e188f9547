import { html, type Markup } from '../../../contract/src/report/html/markup.ts'
import { DAY, HOUR } from '../../../sandbox/src/units.ts'
import type { Moment } from './timeline.ts'

/** Hour of the day when the order is placed, so that days begin where the calendar has them. */
const PLACED = 10 * HOUR
const xOf = (at: number): number => Math.round(20 + ((at + PLACED) / DAY) * 62)

/**
 * The days of an order as a drawing: the states of its reward one after the other, and the days in which it can be frozen or cancelled. The list
 * below it says the same in words.
 *
 * @param moments of the order, and last of all the one that came too late
 * @example daysDiagram(await playTimeline())
 */
export function daysDiagram(moments: readonly Moment[]): Markup {
  const end = moments.at(-1)?.at ?? 0
  // Only where the state changes.
  const own = moments.slice(0, -1).filter(({ status }, index) => status !== moments[index - 1]?.status)
  const bars = own.map(({ at, status }, index) => ({ status, from: at, to: own[index + 1]?.at ?? end + PLACED }))
  const days = Array.from({ length: 7 }, (_, day) => day)
  return html`<svg class="diagram days" viewBox="0 0 460 130" role="img" aria-labelledby="days-title">
<title id="days-title">The reward is frozen for 48 hours from the freeze, and can be frozen or cancelled until the end of day 5</title>
${days.map((day) => html`<path class="life" d="M${xOf(day * DAY - PLACED)} 24 V112"/><text x="${xOf(day * DAY - PLACED) + 4}" y="18">day ${day}</text>`)}
${bars.map(({ status, from, to }) => html`<rect class="${status.toLowerCase()} bar" x="${xOf(from)}" y="34" width="${xOf(to) - xOf(from)}" height="26"/>`)}
<text class="state" x="${xOf(25 * HOUR)}" y="52" text-anchor="middle">FROZEN, 48 h</text>
<rect class="window" x="${xOf(0)}" y="76" width="${xOf(end) - xOf(0)}" height="26"/>
<text x="${xOf(0) + 8}" y="94">can be frozen and cancelled, until day 5 ends</text>
</svg>`
}
