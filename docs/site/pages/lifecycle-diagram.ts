import { html, type Markup } from '../../../contract/src/report/html/markup.ts'
import type { Transition } from '../../../sandbox/src/rules/lifecycle.ts'
import { TRIGGER_WORDS } from '../../../scripts/generate/lifecycle.ts'

type State = Transition['from']

/** The middle of each state, in a drawing of 460 by 300. */
const STATES: Record<State, [x: number, y: number]> = { ACTIVE: [105, 105], FROZEN: [355, 105], CANCELLED: [230, 250] }

/** How the arrow between two states runs, and where its words begin. */
const ARROWS: Record<string, { path: string; x: number; y: number; anchor: 'start' | 'middle' | 'end' }> = {
  'ACTIVE FROZEN': { path: 'M165 95 H293', x: 230, y: 87, anchor: 'middle' },
  'FROZEN ACTIVE': { path: 'M295 117 H167', x: 230, y: 135, anchor: 'middle' },
  'ACTIVE ACTIVE': { path: 'M60 85 C10 40 70 30 80 83', x: 30, y: 42, anchor: 'middle' },
  'FROZEN FROZEN': { path: 'M380 85 C390 30 450 40 402 84', x: 392, y: 30, anchor: 'middle' },
  'ACTIVE CANCELLED': { path: 'M105 127 C105 200 130 245 168 249', x: 100, y: 205, anchor: 'end' },
  'FROZEN CANCELLED': { path: 'M355 127 C355 200 330 245 292 249', x: 360, y: 205, anchor: 'start' },
}

const LINE = 17

/**
 * The states of a reward and the ways between them as a drawing. Its words are told again by the table beside it.
 *
 * @throws Error for a state or a way that the drawing has no place for
 * @example lifecycleDiagram(transitions)
 */
export function lifecycleDiagram(transitions: readonly Transition[]): Markup {
  const ways = Map.groupBy(transitions, ({ from, to }) => `${from} ${to}`)
  return html`<svg class="diagram" viewBox="0 0 460 280" role="img" aria-labelledby="diagram-title">
<title id="diagram-title">${[...new Set(transitions.map(({ from, on, to }) => `${from} to ${to} by ${TRIGGER_WORDS[on]}`))].join('; ')}</title>
<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto-start-reverse"><path d="M0 0 L8 4 L0 8 z"/></marker></defs>
<circle cx="105" cy="14" r="6"/><path class="way" d="M105 20 V81"/><text x="113" y="38">issued</text>
${[...ways].map(([key, rows]) => way(key, rows))}
${Object.entries(STATES).map(state)}
</svg>`
}

function way(key: string, rows: readonly Transition[]): Markup {
  const arrow = ARROWS[key]
  if (arrow === undefined)
    throw new Error(`Failed to draw the lifecycle: there is no arrow for ${key}. Add it to docs/site/pages/lifecycle-diagram.ts.`)
  const { path, x, y, anchor } = arrow
  const optional = rows.every(({ under }) => under !== undefined)
  const lines = rows.map(({ on }, index) => html`<tspan x="${x}" y="${y + index * LINE}">${TRIGGER_WORDS[on]}</tspan>`)
  return html`<path class="way${optional && ' optional'}" d="${path}"/><text text-anchor="${anchor}">${lines}</text>`
}

const state = ([name, [x, y]]: [string, [number, number]]): Markup =>
  html`<rect class="${name.toLowerCase()}" x="${x - 60}" y="${y - 22}" width="120" height="44" rx="8"/><text class="state" x="${x}" y="${y + 5}" text-anchor="middle">${name}</text>`
