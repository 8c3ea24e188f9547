import type { Moment, Timeline } from './moments.ts'
import { DAY } from './units.ts'
import { instant } from './words.ts'

/** Dots that are nearer to each other than this part of the width are above each other. */
const NEAR = 0.07
const ROW = 24
const MOST_TICKS = 4

interface Dot {
  number: number
  x: number
  row: number
  isDue: boolean
}

/** A timeline as a picture: numbered dots above a line of days, freezes as bars on it, and the clock across it. */
export function Picture({ timeline: { past, due, now, frozen } }: { timeline: Timeline }) {
  const all = [...past, ...due]
  const [first, last] = [Math.min(now, ...all.map(({ at }) => at)), Math.max(now, ...all.map(({ at }) => at))]
  const edge = Math.max(last - first, DAY) * 0.05
  const [from, to] = [first - edge, last + edge]
  const x = (at: number): number => Math.min(1, Math.max(0, (at - from) / (to - from)))
  const dots = dotsOf(all, past.length, x)
  const line = 26 + ROW * Math.max(...dots.map(({ row }) => row + 1))
  const label = `Picture of the timeline. It is ${instant(new Date(now).toISOString())}. The list below says the same.`
  return (
    <svg class="picture" role="img" aria-label={label} width="100%" height={line + 40}>
      {ticksOf(from, to).map((at) => (
        <g key={at}>
          <line class="tick" x1={percent(x(at))} x2={percent(x(at))} y1={line - 8} y2={line + 16} />
          <text x={percent(x(at))} y={line + 32} text-anchor="middle">
            {new Date(at).toLocaleDateString('en', { month: 'short', day: 'numeric', timeZone: 'UTC' })}
          </text>
        </g>
      ))}
      <line class="axis" x1="0" x2="100%" y1={line} y2={line} />
      {frozen.flatMap((span) => [
        <Bar key={`${span.from} ${span.to}`} name="frozen" from={x(span.from)} to={x(Math.min(now, span.to))} line={line} />,
        span.to > now && <Bar key={`${span.from} due`} name="frozen due" from={x(now)} to={x(span.to)} line={line} />,
      ])}
      <line class="now" x1={percent(x(now))} x2={percent(x(now))} y1="16" y2={line + 16} />
      <text class="now" x={percent(x(now))} y="12" text-anchor={x(now) > 0.75 ? 'end' : x(now) < 0.25 ? 'start' : 'middle'}>
        {`now, ${instant(new Date(now).toISOString()).slice(0, 16)}`}
      </text>
      {dots.map(({ number, x: at, row, isDue }) => (
        <g key={number} class={isDue ? 'dot due' : 'dot'}>
          <circle cx={percent(at)} cy={line - 20 - ROW * row} r="10" />
          <text x={percent(at)} y={line - 16 - ROW * row} text-anchor="middle">
            {number}
          </text>
        </g>
      ))}
    </svg>
  )
}

function Bar({ name, from, to, line }: { name: string; from: number; to: number; line: number }) {
  return <rect class={name} x={percent(from)} y={line - 6} width={percent(to - from)} height="12" rx="3" />
}

const percent = (part: number): string => `${(part * 100).toFixed(2)}%`

/** Numbered as the list is; each in the lowest row where nothing is near it. */
function dotsOf(moments: Moment[], past: number, x: (at: number) => number): Dot[] {
  const ends: number[] = []
  return moments.map(({ at }, index) => {
    const free = ends.findIndex((end) => x(at) - end >= NEAR)
    const row = free === -1 ? ends.length : free
    ends[row] = x(at)
    return { number: index + 1, x: x(at), row, isDue: index >= past }
  })
}

/** Midnights between two instants, a few at most. */
function ticksOf(from: number, to: number): number[] {
  const step = Math.ceil((to - from) / DAY / MOST_TICKS) * DAY
  const first = Math.ceil(from / DAY) * DAY
  // One at the very end would have no room for its day.
  return Array.from({ length: MOST_TICKS + 1 }, (_, index) => first + index * step).filter((at) => at < to - (to - from) / 20)
}
