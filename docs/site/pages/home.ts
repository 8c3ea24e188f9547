import { html, type Markup, trusted } from '../../../contract/src/report/html/markup.ts'
import { type Demo, ORDER, STEPS } from '../demo.ts'
import { timeOf } from '../demo-words.ts'
import type { Page } from '../page.ts'

const DOORS = [
  ['quick-start', 'Build against it', 'Start the sandbox, move its clock, receive its events; call it with the typed client.'],
  ['gate', 'Gate with it', 'One command in CI reports which clauses of the contract your target meets.'],
  ['downloads', 'Generate from it', 'The OpenAPI description as a file, for clients, mocks and validators of your own.'],
] as const

/**
 * The home page: its text, after the first paragraph an order to try things on, then the three ways in.
 *
 * @param page what `docs/index.md` became
 * @param first the order as it is before anything happens
 * @example homePage(page, await (await startDemo()).look())
 */
export function homePage(page: Page, first: Awaited<ReturnType<Demo['look']>>): Page {
  const [lead = '', rest = ''] = page.html.toString().split(/(?<=<\/p>)([\s\S]*)/)
  const doors = DOORS.map(([path, title, words]) => html`<a class="card" href="${path}.html"><b>${title}</b><span>${words}</span></a>`)
  return {
    ...page,
    html: html`${trusted(lead)}${demo(first)}<div class="cards">${doors}</div>${trusted(rest)}`,
    markdown: [page.markdown.trimEnd(), '', ...DOORS.map(([path, title, words]) => `- [${title}](${path}.md): ${words}`)].join('\n'),
  }
}

const demo = ({
  order,
  now,
}: Awaited<ReturnType<Demo['look']>>): Markup => html`<section id="demo" aria-label="Try it on an order" data-script="sandbox.js">
<div><h2>Order <code>${ORDER}</code></h2><p class="facts" data-part="now">${timeOf(now)}</p>
<table><thead><tr><th scope="col">Line item</th><th scope="col">Amount</th><th scope="col">Reward</th></tr></thead><tbody>${order.lineItems.map(
  ({ product, reward }, index) =>
    html`<tr><th scope="row">${product.replace('_', ' ').toLowerCase()}</th><td>$${((reward?.amount ?? 0) / 100).toFixed(2)}</td><td><b class="state active" data-part="state-${index}">${reward?.status}</b> <span class="facts" data-part="why-${index}"></span></td></tr>`,
)}</tbody></table>
<p class="buttons">${Object.entries(STEPS).map(([name, { label, path, body, code }]) => html`<button type="button" data-step="${name}" data-request="${`POST ${path}\n${JSON.stringify(body)}`}" data-code="${code}">${label}</button>`)}</p>
<p role="status" data-part="words">Press Freeze, then +48 h. A sandbox in this page responds; nothing leaves it.</p>
<p><a href="console.html">Faults, interpretations and more in the console</a></p></div>
<div class="exchange">${part('Request', 'request', `POST ${STEPS.freeze.path}\n${JSON.stringify(STEPS.freeze.body)}`)}${part('TypeScript', 'code', STEPS.freeze.code)}${part('Response', 'response', 'Not sent yet')}${part('Event', 'event', 'No event yet')}</div></section>`

const part = (title: string, name: string, text: string): Markup =>
  html`<div><h3 id="demo-${name}">${title}</h3><pre tabindex="0" aria-labelledby="demo-${name}" data-part="${name}">${text}</pre></div>`
