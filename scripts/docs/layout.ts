import { html, type Markup, trusted } from '../../tests/contract/report/html/markup.ts'
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
  const document = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trusted(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="description" content="${page.description}">
<title>${page.title} · Async-orders contract</title>
<link rel="stylesheet" href="${root}site.css">
<link rel="alternate" type="text/markdown" href="${page.path.split('/').at(-1)}.md">
<link rel="icon" href="data:,">
<script src="${root}search.js" data-root="${root}" defer></script>
</head>
<body>
<a class="skip" href="#main">Skip to the text</a>
<header>
<a class="name" href="${root}index.html">Async orders <span>contract, unofficial</span></a>
<a class="menu" href="#navigation">Menu</a>
<search><input type="search" id="search" placeholder="Search" aria-label="Search" autocomplete="off" spellcheck="false">
<div id="results" hidden><p role="status"></p><ol></ol></div></search>
</header>
<main id="main" tabindex="-1">
${page.html}
<footer><a href="${page.path.split('/').at(-1)}.md">This page as Markdown</a> · description ${version} · not affiliated with Tango or BHN</footer>
</main>
<nav id="navigation" aria-label="Pages"><h2>Try it</h2><ul><li><a href="${root}console.html">Console</a></li></ul>${SECTIONS.map((section) => sectionOf(section, page, pages))}</nav>
</body>
</html>
`
  return document.toString()
}

function sectionOf(section: string, current: Page, pages: readonly Page[]): Markup | null {
  const own = pages.filter((page) => page.section === section).toSorted((one, other) => one.order - other.order)
  if (own.length === 0) return null
  const root = rootOf(current.path)
  const links = own.map(
    ({ path, title }) => html`<li><a href="${root}${path}.html"${path === current.path && html` aria-current="page"`}>${title}</a></li>`,
  )
  return html`<h2>${section}</h2><ul>${links}</ul>`
}
