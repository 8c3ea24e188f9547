import { html, type Markup } from '../../../contract/src/report/html/markup.ts'
import type { Operation } from '../operations.ts'

/** Who takes part, and the middle of each in a drawing 420 wide. */
const PARTS = { client: { x: 60, name: 'Your client' }, api: { x: 210, name: 'API' }, receiver: { x: 360, name: 'Your receiver' } } as const
type PartName = keyof typeof PARTS

interface Message {
  from: PartName
  to: PartName
  words: string
  reply?: true
}

const LINE = 42
const TOP = 66

/**
 * How an action runs, drawn from the OpenAPI description: request, response, and the event that reports the outcome.
 *
 * @example sequenceDiagram(freeze, event)
 */
export function sequenceDiagram(action: Operation, event: Operation): Markup {
  const messages: Message[] = [
    { from: 'client', to: 'api', words: action.request.replace(/ .*\//, ' …/') },
    { from: 'api', to: 'client', words: `${successOf(action)}, at once`, reply: true },
    { from: 'api', to: 'api', words: 'judges each line item' },
    { from: 'api', to: 'receiver', words: event.id },
    { from: 'receiver', to: 'api', words: successOf(event), reply: true },
  ]
  const height = TOP + messages.length * LINE
  const title = `sequence-${action.name}`
  return html`<svg class="diagram sequence" viewBox="0 0 420 ${height}" role="img" aria-labelledby="${title}">
<title id="${title}">${messages.map(({ from, to, words }) => `${PARTS[from].name} to ${PARTS[to].name}: ${words}`).join('; ')}</title>
<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto-start-reverse"><path d="M0 0 L8 4 L0 8 z"/></marker></defs>
${Object.values(PARTS).map(({ x, name }) => html`<path class="life" d="M${x} 40 V${height - 8}"/><rect x="${x - 56}" y="8" width="112" height="32" rx="6"/><text class="state" x="${x}" y="29" text-anchor="middle">${name}</text>`)}
${messages.map(arrow)}
</svg>`
}

const successOf = ({ node }: Operation): string =>
  Object.keys((node.responses ?? {}) as object).find((status) => status.startsWith('2')) ?? ''

function arrow({ from, to, words, reply }: Message, index: number): Markup {
  const [start, end, y] = [PARTS[from].x, PARTS[to].x, TOP + index * LINE]
  if (from === to) {
    return html`<path class="way" d="M${start} ${y} H${start + 30} V${y + 14} H${start + 3}"/><text x="${start + 38}" y="${y + 12}">${words}</text>`
  }
  const tip = end + (end > start ? -3 : 3)
  return html`<path class="way${reply && ' optional'}" d="M${start} ${y} H${tip}"/><text x="${(start + end) / 2}" y="${y - 6}" text-anchor="middle">${words}</text>`
}
