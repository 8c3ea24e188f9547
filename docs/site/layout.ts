import { html, type Markup, trusted } from '../../contract/src/report/html/markup.ts'
import { type Page, rootOf, SECTIONS } from './page.ts'

/** What is the same on every page. */
export interface Site {
  /** All pages, for the navigation. */
  pages: readonly Page[]
  /** `info.version` of the description. */
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
${headOf(root, markdown)}
<meta name="description" content="${page.description}">
<title>${page.title} · Async-orders contract</title>
<link rel="stylesheet" href="${root}site.css">
</head>
<body>
${headerOf(root, html`<a class="menu" href="#navigation">Menu</a>`)}
<main id="main" tabindex="-1">
${page.html}
<footer><a href="${markdown}">This page as Markdown</a> · description ${version} · not affiliated with Tango or BHN</footer>
</main>
<nav id="navigation" aria-label="Pages"><h2>Try it</h2><ul><li><a href="${root}console.html">Console</a></li></ul>${SECTIONS.map((section) => sectionOf(section, page, pages))}</nav>
</body>
</html>
`
  return document.toString()
}

/**
 * What is on top of every page: a way past it, the name of the site, and the search.
 *
 * @param root the way to the folder of the site
 * @param ways the page's own links
 * @example headerOf('', html`<a href="clauses.html">Clauses</a>`)
 */
export const headerOf = (root: string, ways: Markup): Markup => html`<a class="skip" href="#main">Skip to the text</a>
<header class="header">
<a class="name" href="${root}index.html">Async orders <span>contract, unofficial</span></a>
${ways}
<search><input type="search" id="search" placeholder="Search" aria-label="Search" autocomplete="off" spellcheck="false">
<div id="results" hidden><p role="status"></p><ol></ol></div></search>
</header>`

/** What is the same in the head of every page. */
export const headOf = (root: string, markdown: string): Markup => html`<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<link rel="alternate" type="text/markdown" href="${markdown}">
<link rel="icon" href="data:,">
<script src="${root}search.js" data-root="${root}" defer></script>`

function sectionOf(section: string, current: Page, pages: readonly Page[]): Markup | null {
  const own = pages.filter((page) => page.section === section).toSorted((one, other) => one.order - other.order)
  if (own.length === 0) return null
  const root = rootOf(current.path)
  const links = own.map(
    ({ path, title }) => html`<li><a href="${root}${path}.html"${path === current.path && html` aria-current="page"`}>${title}</a></li>`,
  )
  return html`<h2>${section}</h2><ul>${links}</ul>`
}
