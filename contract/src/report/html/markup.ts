import { withoutControls } from '../printable.ts'

/** Text that is markup already. Only `html` and `trusted` make it, so that nothing which came from outside can be taken for it. */
class Markup {
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  toString(): string {
    return this.#text
  }
}

export type { Markup }

type Value = string | number | Markup | false | null | undefined | readonly Value[]

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/**
 * Makes markup; every value in it is escaped unless it is markup itself. Nothing is shown for false, null and undefined.
 *
 * Attribute values must stand in double quotes.
 *
 * @example html`<p title="${'"'}">${'<b>'}</p>`.toString() // <p title="&quot;">&lt;b&gt;</p>
 */
export function html(parts: TemplateStringsArray, ...values: Value[]): Markup {
  return new Markup(parts.map((part, index) => part + textOf(values[index])).join(''))
}

/**
 * Text with the characters that mean something in HTML made harmless, in an attribute too, and without those that HTML cannot hold.
 *
 * @example escaped('a < b') // 'a &lt; b'
 */
export const escaped = (text: string): string => withoutControls(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)

/**
 * Markup that is put together elsewhere, out of parts that are escaped.
 *
 * @example trusted(markdownToHtml(text))
 */
export const trusted = (text: string): Markup => new Markup(text)

/**
 * Parts with a text between each two.
 *
 * @example joined(['a', html`<b>b</b>`], ', ').toString() // 'a, <b>b</b>'
 */
export const joined = (parts: readonly Value[], between: string): Markup =>
  html`${parts.map((part, index) => html`${index > 0 && between}${part}`)}`

/**
 * A text in which backticks set code apart.
 *
 * @example withCode('`sender` is missing').toString() // '<code>sender</code> is missing'
 */
export const withCode = (text: string): Markup =>
  html`${text.split('`').map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part))}`

function textOf(value: Value): string {
  if (value === false || value === null || value === undefined) return ''
  if (value instanceof Markup) return value.toString()
  if (Array.isArray(value)) return value.map(textOf).join('')
  return escaped(String(value))
}
