import { withoutControls } from '../printable.ts'

/** Text that is markup already. Only `html` makes it, so that nothing which came from outside can be taken for it. */
export class Markup {
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  toString(): string {
    return this.#text
  }
}

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
  return new Markup(parts.map((part, index) => part + markupOf(values[index])).join(''))
}

function markupOf(value: Value): string {
  if (value === false || value === null || value === undefined) return ''
  if (value instanceof Markup) return value.toString()
  if (Array.isArray(value)) return value.map(markupOf).join('')
  return withoutControls(String(value)).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
}
