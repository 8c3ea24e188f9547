import { resolved } from '../../../contract/src/checks/pointers.ts'
import { html, joined, type Markup, trusted, withCode } from '../../../contract/src/report/html/markup.ts'
import { codeBlock } from '../markdown.ts'
import { prose, rulesOf } from '../marks.ts'
import type { Node, Operation } from '../operations.ts'
import { ownAnswers } from '../own-answers.ts'
import type { Page } from '../page.ts'
import { isError, type OperationParts, type Part, partsOf } from '../parts.ts'
import type { Executed } from '../samples.ts'
import { tabsOf } from '../tabs.ts'
import { partUrl } from './clauses.ts'
import { fieldList, typeOf } from './fields.ts'
import { operationText, REMEDIES } from './operation-text.ts'
import { actionsOf, stateTable } from './state-table.ts'

/** What the pages of operations are made from. */
export interface Described {
  bundle: Node
  operations: readonly Operation[]
  samples: readonly Executed[]
  idUrl: (id: string) => string | null
}

type Response = OperationParts['responses'][number]

/**
 * The page of one operation, or of the event: what it does, when it refuses, what goes in, what comes out.
 *
 * @example operationPage(freeze, 1, { bundle, operations, samples, idUrl }).path // 'freeze'
 */
export function operationPage(operation: Operation, order: number, described: Described): Page {
  const { id, name, summary, request, description, node } = operation
  const parts = partsOf(operation, described.bundle)
  const own = described.samples.filter((sample) => sample.operation === id)
  const [lead = '', ...rest] = description.split(/\n\n/)
  const examples = ownAnswers(operation, described.bundle, described.operations)
  const [errors, responses] = [parts.responses.filter(({ name }) => isError(name)), parts.responses.filter(({ name }) => !isError(name))]
  const actions = actionsOf(operation)
  const text = operationText(operation, parts, own)
  return {
    path: name,
    title: 'operationId' in node ? name.charAt(0).toUpperCase() + name.slice(1) : 'Event',
    description: lead.replace(/\s+/g, ' '),
    section: 'API',
    order,
    html: html`<h1 id="${name}">${summary}</h1>
<p class="request"><code>${request}</code> <code class="facts">${id}</code></p>
<div class="lead">${prose(lead, described.idUrl)}</div>
<div class="${own.length > 0 && 'beside'}"><div>${prose(rest.join('\n\n'), described.idUrl)}
<p><a href="${partUrl(operation.prefix)}">All clauses of this operation</a></p></div>
${own.length > 0 && html`<div><a class="try" href="console.html#operation=${id}">Try it in the console</a>${tabsOf(own, name)}</div>`}</div>
${actions.length > 0 && html`<h2 id="states">When it refuses</h2><p>The status of the order decides about the request, the state of each reward about its line item.</p>${stateTable(actions)}`}
${parts.parameters.length > 0 && html`<h2 id="parameters">Parameters</h2>${fieldList(parts.parameters)}`}
${parts.request !== null && requestBody(parts.request, described.bundle)}
<h2 id="responses">${'operationId' in node ? 'Responses' : 'Your response'}</h2>
${responses.map((response) => success(response, examples[response.name]))}
${errors.length > 0 && html`<h2 id="errors">Errors</h2>${errors.map((response) => failure(response, examples[response.name]))}`}
${parts.error !== null && html`<h3 id="error">Error body</h3><p>Every error has this body.</p>${fieldList(parts.error.parts)}`}`,
    markdown: text,
    entries: [{ url: `${name}.html`, title: `${summary} (${id})`, text: plain(text) }],
  }
}

/** Without code samples and examples: what they say, others say better. */
const plain = (text: string): string =>
  text
    .replace(/```[\s\S]*?```/g, '')
    .replace(/[#*`|]/g, ' ')
    .replace(/\s+/g, ' ')

function requestBody(part: Part, bundle: Node): Markup {
  const examples = examplesIn(part.node).map((example) => resolved(bundle, example) as Example)
  return html`<h2 id="${part.anchor}">Request body</h2><div>${String(part.node.description ?? '')} ${rulesOf(part.node, part.name)}</div>
${fieldList(part.parts)}${examplesOf(examples, 'a request')}`
}

const head = ({ anchor, name, node }: Response, shown: unknown): Markup =>
  html`<div class="head"><h3 id="${anchor}"><code>${name}</code> ${phraseOf(name, shown)}</h3> ${rulesOf(node, name)}</div>`

const success = (response: Response, shown: unknown): Markup => html`${head(response, shown)}<p>${descriptionOf(shown)}</p>
${fieldList([...response.headers, ...response.parts])}${examplesOf(examplesIn(shown as Node), response.name)}`

const failure = (response: Response, shown: unknown): Markup => html`<section class="error">${head(response, shown)}
<p><b>Cause.</b> ${descriptionOf(shown)}</p><p><b>Remedy.</b> ${withCode(REMEDIES[response.name] ?? '')}</p>
${
  response.headers.length > 0 &&
  html`<p class="facts">Headers: ${joined(
    response.headers.map(
      ({ anchor, name, node }) => html`<span id="${anchor}"><code>${name}</code> (${typeOf((node.schema ?? {}) as Node)})</span>`,
    ),
    ', ',
  )}</p>`
}
${examplesOf(examplesIn(shown as Node), response.name)}</section>`

const descriptionOf = (shown: unknown): string => String((shown as Node).description ?? '').trim()

interface Example {
  summary?: string
  value?: { httpPhrase?: string }
}

const examplesIn = (body: Node): Example[] =>
  Object.values(
    (body.content as { 'application/json'?: { examples?: Record<string, Example> } } | undefined)?.['application/json']?.examples ?? {},
  )

const PHRASES: Record<string, string> = { 200: 'OK', 202: 'Accepted' }
const phraseOf = (status: string, shown: unknown): string => PHRASES[status] ?? examplesIn(shown as Node)[0]?.value?.httpPhrase ?? ''

/** Examples to be opened. */
const examplesOf = (examples: readonly Example[], name: string): Markup[] =>
  examples.map(
    ({ summary = 'Example', value }) =>
      html`<details class="example"><summary>${summary}<span class="visually-hidden"> (example of ${name})</span></summary>${trusted(codeBlock(JSON.stringify(value, null, 2), 'json'))}</details>`,
  )
