import { html, type Markup, trusted } from '../../../contract/src/report/html/markup.ts'
import { prose, rulesOf } from '../marks.ts'
import type { Node, Operation } from '../operations.ts'
import type { Page } from '../page.ts'
import type { Described } from './operation.ts'
import { sequenceDiagram } from './sequence-diagram.ts'

interface Info {
  info: { title: string; description: string }
  servers: { url: string; description: string }[]
  components: { securitySchemes: Record<string, Node & { scheme: string; description: string }> }
}

/**
 * The first page of the reference: the four operations and the event, where they are, and how a caller is known.
 *
 * @example referencePage({ bundle, operations, samples, idUrl })
 */
export function referencePage({ bundle, operations, idUrl }: Described): Page {
  const { info, servers, components } = bundle as unknown as Info
  const cards = operations.map((operation) => ({ ...operation, lead: (operation.description.split(/\n\n/)[0] ?? '').replace(/\s+/g, ' ') }))
  const [action, event] = [operations[0], operations.at(-1)]
  return {
    path: 'reference',
    title: 'Reference',
    description: 'The four operations and the event: parameters, bodies, responses, errors, examples and code.',
    section: 'API',
    order: 10,
    html: html`<h1 id="reference">Reference</h1>
<p>Four operations on asynchronous gift-card orders, and the event that reports the outcome of three of them.</p>
<div class="cards">${cards.map(card)}</div>
${action && event && html`<h2 id="sequence">How an action runs</h2>${sequenceDiagram(action, event)}`}
<h2 id="servers">Servers</h2>
<dl class="fields">${servers.map(({ url, description }) => html`<div><dt><code>${url}</code></dt><dd>${description}</dd></div>`)}</dl>
<h2 id="authentication">Authentication</h2>
<p>Send one of these with each request.</p>
<dl class="fields">${Object.entries(components.securitySchemes).map(([name, node]) => html`<div id="${name}"><dt><code>Authorization: ${node.scheme === 'basic' ? 'Basic' : 'Bearer'} …</code></dt><dd>${node.description} ${rulesOf(node, name)}</dd></div>`)}</dl>
<h2 id="about">About this description</h2>
${prose(info.description, idUrl)}
<p>The same as files: <a href="openapi.yaml">openapi.yaml</a>, <a href="openapi.json">openapi.json</a>, and the <a href="classic-reference.html" download>classic reference</a>, one page that redocly makes.</p>`,
    markdown: [
      `# ${info.title}`,
      '',
      ...cards.map(({ summary, name, request, lead }) => `- [${summary}](${name}.md): \`${request}\`. ${lead}`),
      '',
      info.description.trim(),
    ].join('\n'),
    entries: [{ url: 'reference.html', title: 'Reference', text: info.description.replace(/[`*]|\s+/g, ' ') }],
  }
}

const card = ({ id, url, summary, request, lead }: Operation & { lead: string }): Markup =>
  html`<a class="card" id="${id}" href="${url}"><b>${summary}</b><code>${trusted(request.replaceAll('/', '<wbr>/'))}</code><span>${lead}</span></a>`
