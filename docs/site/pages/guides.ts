import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { parse } from 'yaml'
import type { Register } from '../../../contract/src/register/load.ts'
import { isKnown, urlOf } from '../ids.ts'
import { renderMarkdown, withoutMarkup } from '../markdown.ts'
import { type Page, rootOf, SECTIONS, type Section } from '../page.ts'

/** What a guide says of itself, between two lines of `---` at its top. */
interface FrontMatter {
  title?: string
  description?: string
  section?: Section
  order?: number
}

/** A text that becomes a page. */
export interface Written {
  /** As in `Page`. */
  path: string
  text: string
}

/**
 * The texts of a folder, those of its folders too. A paragraph that is only a link to a file of code becomes that code.
 *
 * @example readGuides('docs').map(({ path }) => path) // ['index', 'quick-start', 'client/first-call', …]
 */
export function readGuides(folder: string): Written[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => ({
      path: name.slice(0, -'.md'.length),
      text: withCode(readFileSync(join(folder, name), 'utf8'), dirname(join(folder, name))),
    }))
}

/** The code on a page is that of the file, which the tests run. */
function withCode(text: string, folder: string): string {
  return text.replace(/^\[([^\]]+)\]\(([\w./-]+\.(?!md|html)([a-z]+))\)$/gm, (_, name: string, file: string, language: string) => {
    return `\`${name}\`:\n\n\`\`\`${language}\n${readFileSync(join(folder, file), 'utf8').trimEnd()}\n\`\`\``
  })
}

/**
 * Makes pages of texts. A link to a file that is no page of the site becomes plain text.
 *
 * @param paths of every page of the site, and the names of its other files
 * @throws Error when a text has no heading, or its front matter names no section
 * @example guidePages([{ path: 'testing', text: '# Testing\n\nHow to.' }], register, new Set(['testing']))
 */
export function guidePages(written: readonly Written[], register: Register, paths: ReadonlySet<string>): Page[] {
  return written.map(({ path, text }) => guidePage(path, text, register, paths))
}

function guidePage(path: string, written: string, register: Register, paths: ReadonlySet<string>): Page {
  const { about, text } = split(path, written)
  const idUrl = (id: string): string | null => (isKnown(register, id) ? rootOf(path) + urlOf(id) : null)
  const { html, headings, entries } = renderMarkdown(text, { path, idUrl, resolve: (href) => resolveLink(href, path, paths) })
  const title = about.title ?? headings[0]?.text
  if (headings[0]?.depth !== 1 || title === undefined) {
    throw new Error(`Failed to read docs/${path}.md: it does not begin with a heading. Begin it with "# Title".`)
  }
  const [first = ''] = withoutMarkup(
    html
      .toString()
      .replace(/<h1.*?<\/h1>/, '')
      .split('</p>')[0] ?? '',
  ).split(/(?<=\.) /)
  const description = about.description ?? first
  return {
    path,
    title,
    description,
    section: about.section ?? (path.startsWith('client/') ? 'Client' : 'Guides'),
    order: about.order ?? 50,
    html,
    markdown: twin(text, path, paths),
    // The page as a whole is found by what it is about, too.
    entries: entries.map((entry, index) => (index === 0 ? { ...entry, terms: description } : entry)),
  }
}

function split(path: string, text: string): { about: FrontMatter; text: string } {
  const [whole, front] = /^---\n([\s\S]*?)\n---\n+/.exec(text) ?? []
  if (whole === undefined || front === undefined) return { about: {}, text }
  const about = parse(front) as FrontMatter
  if (about.section !== undefined && !SECTIONS.includes(about.section)) {
    throw new Error(`Failed to read docs/${path}.md: its section is ${about.section}. Name one of ${SECTIONS.join(', ')}.`)
  }
  return { about, text: text.slice(whole.length) }
}

/** Files of the repository that pages and files of the site are made from: on GitHub a link leads to the file, here to the page. */
const SOURCES: Record<string, string> = {
  openapi: 'downloads.html',
  'openapi/clauses': 'clauses.html',
  'openapi/clauses/consumer.yaml': 'consumer.html',
  'openapi/control.yaml': 'control.json',
  'openapi/interpretations.yaml': 'interpretations.html',
  'openapi/openapi.yaml': 'reference.html',
  'contract/vectors/webhooks.json': 'webhooks.json',
}

/**
 * Where a link of a text leads on the site: another page by its `.html`, the outside as it is, and null for a file that is not published.
 *
 * @example resolveLink('../testing.md#x', 'client/errors', new Set(['testing'])) // '../testing.html#x'
 */
export function resolveLink(href: string, path: string, paths: ReadonlySet<string>): string | null {
  if (/^(https?:\/\/|#)/.test(href)) return href
  const [file = '', fragment] = href.split('#')
  const place = posix.normalize(posix.join(posix.dirname(path), file))
  const source = SOURCES[place.replace(/^\.\.\//, '')]
  if (source !== undefined) return `${rootOf(path)}${source}${fragment === undefined ? '' : `#${fragment}`}`
  const page = /\.(md|html)$/
  if (paths.has(place)) return href
  if (!page.test(place) || !paths.has(place.replace(page, ''))) return null
  return `${file.replace(page, '.html')}${fragment === undefined ? '' : `#${fragment}`}`
}

/** The text with its links made to fit the twins: an unpublished file is no link there either. */
function twin(text: string, path: string, paths: ReadonlySet<string>): string {
  return text.replace(/\[([^\]]+)\]\(([^)\s]+)\)/g, (link, words: string, href: string) => {
    const url = resolveLink(href, path, paths)
    if (url === null) return words
    return /^(https?:\/\/|#)/.test(href) || paths.has(href) ? link : `[${words}](${url.replace(/\.html(?=#|$)/, '.md')})`
  })
}
