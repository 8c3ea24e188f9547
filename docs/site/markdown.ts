import { Marked, type Tokens } from 'marked'
import { escaped, type Markup, trusted } from '../../contract/src/report/html/markup.ts'
import { ID } from './ids.ts'
import type { Entry } from './page.ts'

/** What rendering depends on beside the text. */
export interface Surroundings {
  /** Path of the page, as in `Page`. */
  path: string
  /** Where a link of the text leads, or null when that is no part of the site: the link becomes plain text. */
  resolve: (href: string) => string | null
  /** Where an id of a clause or an interpretation is told of, or null when there is none such. */
  idUrl: (id: string) => string | null
}

/** A heading of a page. */
interface Heading {
  id: string
  text: string
  depth: number
}

/** A text as HTML, and what stands in it. */
export interface Rendered {
  html: Markup
  headings: Heading[]
  /** One for each heading. */
  entries: Entry[]
}

/**
 * Renders Markdown of docs/. Ids of clauses and interpretations become links; raw HTML is shown as text.
 *
 * @example renderMarkdown('# Hello\n\nSee FRZ-07.', surroundings).html.toString()
 */
export function renderMarkdown(text: string, surroundings: Surroundings): Rendered {
  const headings: Heading[] = []
  const taken = new Map<string, number>()
  let tables = 0
  const marked = new Marked({ gfm: true })
  marked.use({
    extensions: [idExtension(surroundings.idUrl)],
    renderer: {
      heading({ tokens, depth }) {
        const inner = this.parser.parseInline(tokens)
        const plain = withoutMarkup(inner)
        const id = uniqueSlug(plain, taken)
        headings.push({ id, text: plain, depth })
        return `<h${depth} id="${id}">${inner}${depth === 1 ? '' : ` <a class="anchor" href="#${id}" aria-label="Link to ${escaped(plain)}">#</a>`}</h${depth}>\n`
      },
      link({ href, tokens }) {
        const inner = this.parser.parseInline(tokens)
        const url = surroundings.resolve(href)
        return url === null ? inner : `<a href="${escaped(url)}">${inner}</a>`
      },
      code: ({ text: code, lang }) => codeBlock(code, lang?.split(' ')[0] ?? ''),
      html: ({ text: raw }) => (raw.trimStart().startsWith('<!--') ? '' : escaped(raw)),
      image: ({ text: alternative }) => escaped(alternative),
      table(token) {
        // Two regions of a page must not have one name.
        return `<div class="scroll" role="region" tabindex="0" aria-label="Table ${++tables}">${tableOf(token, (cell) => this.parser.parseInline(cell.tokens))}</div>\n`
      },
    },
  })
  const rendered = marked.parse(text, { async: false })
  return { html: trusted(rendered), headings, entries: entriesOf(rendered, surroundings.path) }
}

/**
 * A block of code that the keyboard can scroll.
 *
 * @example codeBlock('npm ci', 'sh')
 */
export const codeBlock = (code: string, language: string): string =>
  `<div class="code"><pre tabindex="0"><code${language === '' ? '' : ` class="language-${escaped(language)}"`}>${escaped(code)}</code></pre></div>\n`

function tableOf({ header, rows }: Tokens.Table, inline: (cell: Tokens.TableCell) => string): string {
  const head = header.map((cell) => `<th scope="col">${inline(cell)}</th>`).join('')
  const body = rows.map((row) => `<tr>${row.map((cell) => `<td>${inline(cell)}</td>`).join('')}</tr>`).join('\n')
  return `<table><thead><tr>${head}</tr></thead>\n<tbody>${body}</tbody></table>`
}

/** Ids in running text become links; in code and in links they stay as they are. */
function idExtension(idUrl: Surroundings['idUrl']) {
  const here = new RegExp(`^${ID.source}`)
  return {
    name: 'id',
    level: 'inline' as const,
    start: (source: string) => ID.exec(source)?.index,
    tokenizer(this: { lexer: { state: { inLink: boolean } } }, source: string) {
      const [id] = here.exec(source) ?? []
      return id === undefined || this.lexer.state.inLink ? undefined : { type: 'id', raw: id, text: id }
    },
    renderer({ text }: Tokens.Generic) {
      const url = idUrl(text)
      return url === null ? escaped(text) : `<a class="id" href="${escaped(url)}">${escaped(text)}</a>`
    },
  }
}

function uniqueSlug(text: string, taken: Map<string, number>): string {
  const slug =
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-|-$/g, '') || 'section'
  const count = taken.get(slug) ?? 0
  taken.set(slug, count + 1)
  return count === 0 ? slug : `${slug}-${count}`
}

const HEADING = /<h[1-6] id="([^"]*)">(.*?)<\/h[1-6]>/g

/** Splits what is rendered at its headings. */
function entriesOf(rendered: string, path: string): Entry[] {
  const found = [...rendered.matchAll(HEADING)]
  return found.map((match, index) => {
    const text = rendered.slice(match.index + match[0].length, found[index + 1]?.index ?? rendered.length)
    const title = withoutMarkup((match[2] ?? '').replace(/ <a class="anchor".*$/, ''))
    return { url: `${path}.html${index === 0 ? '' : `#${match[1]}`}`, title, text: withoutMarkup(text) }
  })
}

const CHARACTERS: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' }

/**
 * The text of a piece of HTML.
 *
 * @example withoutMarkup('<b>a</b> &lt; b') // 'a < b'
 */
export const withoutMarkup = (text: string): string =>
  text
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(?:lt|gt|quot|#39|amp);/g, (entity) => CHARACTERS[entity] ?? entity)
    .replace(/\s+/g, ' ')
    .trim()
