import { html, joined, type Markup, trusted } from '../../contract/src/report/html/markup.ts'
import { idLinks } from './ids.ts'
import { renderMarkdown } from './markdown.ts'
import type { Node } from './operations.ts'
import { MARKS } from './parts.ts'

/** Ids of clauses and interpretations that open on demand, so that a text reads as a text. */
const rules = (inside: Markup, of: string): Markup =>
  html`<details class="rules"><summary>rules<span class="visually-hidden"> of ${of}</span></summary> <span>${inside}</span></details>`

/**
 * Where a part of the OpenAPI description comes from, to be opened.
 *
 * @example rulesOf({ 'x-documented': ['FRZ-03'] }, 'reasonCode')
 */
export function rulesOf(node: Node, name: string): Markup | false {
  const from = MARKS.flatMap((mark) =>
    node[mark] === undefined ? [] : [html`${mark.replace('x-', '')}: ${idLinks(node[mark] as string[])}`],
  )
  const never = node['x-never-observed'] === true ? ['no published example shows it'] : []
  return from.length + never.length > 0 && rules(joined([...from, ...never], '; '), name)
}

const ID_LINK = '<a class="id"[^>]*>[^<]*</a>'
const ASIDE = new RegExp(`\\s*\\((${ID_LINK}(?:, ${ID_LINK})*)\\)`, 'g')

/**
 * A text of the OpenAPI description as HTML; ids in brackets wait at the end of their paragraph.
 *
 * @example prose('- Promo Links (FRZ-32).', (id) => urlOf(id)) // <ul><li>Promo Links. <details class="rules">…
 */
export function prose(text: string, idUrl: (id: string) => string | null): Markup {
  const rendered = renderMarkdown(text, { path: '', resolve: (href) => href, idUrl }).html.toString()
  return trusted(
    rendered.replace(/<(li|p)>([\s\S]*?)<\/\1>/g, (whole, tag: string, inner: string) => {
      const ids = [...inner.matchAll(ASIDE)].map(([, links = '']) => links)
      if (ids.length === 0) return whole
      const plain = inner.replace(ASIDE, '').trim()
      const mark = rules(trusted(ids.join(', ')), plain.replace(/<[^>]*>/g, '').slice(0, 40))
      return tag === 'li' ? `<li>${plain} ${mark}</li>` : `<p>${plain}</p>${mark}`
    }),
  )
}
