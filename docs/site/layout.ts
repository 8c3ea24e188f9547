import { html, type Markup, trusted } from '../../contract/src/report/html/markup.ts'
import { type Page, rootOf, SECTIONS } from './page.ts'

/** What is the same on every page. */
export interface Site {
  /** All pages, for the navigation. */
  pages: readonly Page[]
  /** `info.version` of the OpenAPI description. */
  version: string
}

/** Nothing but what lies beside the page; `'self'` holds for pages that are opened as files too. */
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"

/**
 * A page with everything around it: head, search, navigation.
 *
 * @example writeFileSync('clauses.html', layout(page, site))
 */
export function layout(page: Page, { pages, version }: Site): string {
  const root = rootOf(page.path)
  const markdown = `${page.path.split('/').at(-1)}.md`
  const document = html`<!doctype html>
<html lang="en">
<head>
<meta http-equiv="Content-Security-Policy" content="${trusted(POLICY)}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="description" content="${page.description}">
<title>${page.title} · Async-orders contract</title>
<link rel="alternate" type="text/markdown" href="${markdown}">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${root}site.css">
<script src="${root}site.js" data-root="${root}" defer></script>
</head>
<body>
<a class="skip" href="#main">Skip to the text</a>
<header class="header">
<a class="name" href="${root}index.html">Async orders <span>contract, unofficial</span></a>
<a class="menu" href="#navigation">Menu</a>
<nav aria-label="Places"><a href="${root}quick-start.html">Quick start</a> <a href="${root}reference.html">Reference</a> <a href="${root}console.html">Console</a></nav>
<search><input type="search" id="search" placeholder="Search" aria-label="Search" autocomplete="off" spellcheck="false">
<div id="results" hidden><p role="status"></p><ol></ol></div></search>
</header>
<main id="main" tabindex="-1">
${withContents(page.html)}
<footer>${neighbours(page, pages)}<p><a href="${markdown}">This page as Markdown</a> · OpenAPI description ${version} · not affiliated with Tango or BHN</p></footer>
</main>
<nav id="navigation" aria-label="Pages">${SECTIONS.map((section) => sectionOf(section, page, pages))}</nav>
</body>
</html>
`
  return document.toString()
}

/** Of a page with several parts, links to them below its title. */
function withContents(text: Markup): Markup {
  const parts = [...text.toString().matchAll(/<h2 id="([^"]*)">(.*?)<\/h2>/g)]
  if (parts.length < 4) return text
  const links = parts.map(
    ([, id = '', title = '']) => `<li><a href="#${id}">${title.replace(/ ?<a class="anchor".*?<\/a>|<[^>]*>/g, '')}</a></li>`,
  )
  const list = `<nav class="contents" aria-label="On this page"><ul>${links.join('')}</ul></nav>`
  return trusted(text.toString().replace('</h1>', () => `</h1>\n${list}`))
}

/**
 * The pages of a section, in the order of the menu.
 *
 * @example pagesOf('API', pages).map(({ path }) => path) // ['reference', 'freeze', …]
 */
export const pagesOf = (section: string, pages: readonly Page[]): Page[] =>
  pages.filter((page) => page.section === section).toSorted((one, other) => one.order - other.order)

function sectionOf(section: string, current: Page, pages: readonly Page[]): Markup | null {
  const own = pagesOf(section, pages)
  if (own.length === 0) return null
  const links = own.map(
    ({ path, title }) => html`<li>${linkTo(path, title, current, path === current.path && trusted(' aria-current="page"'))}</li>`,
  )
  return html`<h2>${section}</h2><ul>${links}</ul>`
}

const linkTo = (path: string, title: string | Markup, from: Page, more: Markup | false): Markup =>
  html`<a href="${rootOf(from.path)}${path}.html"${more}>${title}</a>`

/** Links to the pages before and after this one in the menu. */
function neighbours(page: Page, pages: readonly Page[]): Markup {
  const all = SECTIONS.flatMap((section) => pagesOf(section, pages))
  const at = all.findIndex(({ path }) => path === page.path)
  const [before, after] = [all[at - 1], all[at + 1]]
  return html`<nav class="neighbours" aria-label="Previous and next page">${before && linkTo(before.path, html`<span>Previous</span> ${before.title}`, page, trusted(' rel="prev"'))}
${after && linkTo(after.path, html`<span>Next</span> ${after.title}`, page, trusted(' rel="next"'))}</nav>`
}
