import { createHash } from 'node:crypto'
import { html } from '../../contract/src/report/html/markup.ts'
import { headerOf, headOf } from './layout.ts'

/**
 * What redocly puts its page into: the header of the site, its own styles after Redoc's, and what mends Redoc's markup.
 *
 * @returns a template of Handlebars
 */
export function template(): string {
  const ways = html`<a class="menu" href="index.html#navigation">Menu</a>
<nav aria-label="Pages"><a href="index.html#navigation">All pages</a> <a href="clauses.html">Clauses</a> <a href="interpretations.html">Interpretations</a> <a href="lifecycle.html">Lifecycle</a> <a href="console.html">Console</a> <a href="downloads.html">Downloads</a></nav>`
  const document = html`<!doctype html>
<html lang="en">
<head>
${headOf('', 'reference.md')}
<title>{{title}}</title>
{{{redocHead}}}
<link rel="stylesheet" href="reference.css">
<script src="reference.js"></script>
</head>
<body>
${headerOf('', ways)}
{{{redocHTML}}}
</body>
</html>
`
  return document.toString()
}

/** What Redoc would load from another host: its logo, and icons that nothing here uses. */
const ELSEWHERE = /https:\/\/cdn\.redoc(?:ly\.com|\.ly)\/[\w./-]*/g

/** Links of the menu as Redoc writes them before its script runs: they would lead to the root of the server. Scripts are passed over. */
const MENU = /<script[^>]*>[\s\S]*?<\/script>| href="(\/(?!\/)[^"]*)"/g

/**
 * Makes a page of Redoc one that loads nothing but what lies beside it: without the logo, with links that stay on the page, and with a policy that
 * shuts out every other source, so that a later Redoc cannot bring one back unseen.
 *
 * @example finished('<meta charset="utf-8"><script>1</script>').includes("default-src 'none'") // true
 */
export function finished(page: string): string {
  const own = page.replace(ELSEWHERE, 'data:,').replace(MENU, (text, path?: string) => (path === undefined ? text : ` href="#${path}"`))
  const hashes = [...own.matchAll(/<script(?![^>]* src=)[^>]*>([\s\S]*?)<\/script>/g)].map(
    ([, code = '']) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`,
  )
  const policy = [
    "default-src 'none'",
    `script-src 'self' ${[...new Set(hashes)].join(' ')}`,
    // Redoc writes its styles while it runs.
    "style-src 'self' 'unsafe-inline'",
    'img-src data:',
    'font-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  return own.replace('<meta charset="utf-8">', (charset) => `${charset}\n<meta http-equiv="Content-Security-Policy" content="${policy}">`)
}
