import type { Large } from './large.ts'
import { median } from './numbers.ts'

/** One figure, ours beside that of others; a ratio is ours over theirs. */
export interface Row {
  name: string
  unit: string
  ours: number
  peers: Record<string, number>
  ratios: Record<string, number>
}

/** What a figure has to keep to. */
interface Bar {
  text: string
  met: (row: Row) => boolean
}

const ratio = (peer: string, fits: (value: number) => boolean) => (row: Row) => fits(row.ratios[peer] ?? Number.NaN)

/** The bars of the design, by the name of the row. */
const BARS: Record<string, Bar[]> = {
  freeze: [
    { text: '≥ 10 × prism', met: ratio('prism', (value) => value >= 10) },
    { text: '≥ 0.45 × bare node:http', met: ratio('bare node:http', (value) => value >= 0.45) },
  ],
  ready: [{ text: '≤ 0.5 × prism', met: ratio('prism', (value) => value <= 0.5) }],
  memory: [{ text: '≤ 250 MB', met: ({ ours }) => ours <= 250 }],
  'large-accepted': [{ text: '≤ 20 ms', met: ({ ours }) => ours <= 20 }],
  'large-event': [{ text: '≤ 500 ms', met: ({ ours }) => ours <= 500 }],
  'large-others-p99': [{ text: '≤ 50 ms', met: ({ ours }) => ours <= 50 }],
  'large-growth': [{ text: '≤ 12 ×', met: ({ ours }) => ours <= 12 }],
}

/** A row from the figures of each, by name; `sandbox` is ours. */
export function rowOf(name: string, unit: string, figures: Map<string, number[]>): Row {
  const medians = [...figures].map(([who, values]): [string, number] => [who, rounded(median(values))])
  const ours = medians.find(([who]) => who === 'sandbox')?.[1] ?? Number.NaN
  const peers = medians.filter(([who]) => who !== 'sandbox')
  return {
    name,
    unit,
    ours,
    peers: Object.fromEntries(peers),
    ratios: Object.fromEntries(peers.map(([who, value]) => [who, rounded(ours / value)])),
  }
}

/** The rows about large orders, from the figures of each. */
export function largeRows(figures: Map<string, Large>): Row[] {
  const row = (name: string, unit: string, figure: keyof Large): Row =>
    rowOf(name, unit, new Map([...figures].map(([who, found]) => [who, [found[figure]]])))
  return [
    row('memory', 'MB with 50,000 line items', 'memory'),
    row('large-accepted', 'ms to the 202, 50,000 line items', 'accepted'),
    row('large-event', 'ms to the outcome event', 'event'),
    row('large-others-p99', 'ms, p99 of other requests meanwhile', 'p99'),
    row('large-growth', '× from 5,000 to 50,000 line items', 'growth'),
  ]
}

/** Whether every bar of the rows is met. */
export const allMet = (rows: Row[]): boolean => rows.every((row) => (BARS[row.name] ?? []).every(({ met }) => met(row)))

/** The rows for people, with the bar beside each. */
export function toTable(rows: Row[], notMeasured: string[]): string {
  const lines = rows.flatMap((row) => [
    `${row.name.padEnd(18)} ${String(row.ours).padStart(9)} ${row.unit}`,
    ...Object.entries(row.peers).map(
      ([peer, value]) => `${''.padEnd(18)} ${String(value).padStart(9)} ${peer}: ours is ${row.ratios[peer]} ×`,
    ),
    ...(BARS[row.name] ?? []).map(({ text, met }) => `${''.padEnd(28)} bar ${text}: ${met(row) ? 'met' : 'MISSED'}`),
  ])
  return `${[...lines, ...notMeasured.map((what) => `not measured: ${what}`)].join('\n')}\n`
}

const rounded = (value: number): number => Number(value.toPrecision(value >= 1_000 ? 5 : 3))
