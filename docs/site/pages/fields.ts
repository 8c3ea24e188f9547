import { html, joined, type Markup, withCode } from '../../../contract/src/report/html/markup.ts'
import { rulesOf } from '../marks.ts'
import type { Node } from '../operations.ts'
import type { Part } from '../parts.ts'

/**
 * Parameters, headers or fields, each with what it may be and its rules; the variants of a body one after the other.
 *
 * @example fieldList(partsOf(freeze, bundle).parameters)
 */
export function fieldList(parts: readonly Part[]): Markup | false {
  if (parts.length === 0) return false
  const isVariant = ({ anchor }: Part): boolean => /\.\d+$/.test(anchor)
  const fields = parts.filter((part) => !isVariant(part))
  return html`${parts.filter(isVariant).map(variant)}${fields.length > 0 && html`<dl class="fields">${fields.map(field)}</dl>`}`
}

const variant = ({ anchor, name, node, parts }: Part): Markup =>
  html`<div class="head"><h3 id="${anchor}">${name}</h3> ${rulesOf(node, name)}</div>${fieldList(parts)}`

function field({ anchor, name, required, node, parts }: Part): Markup {
  const schema = { ...node, ...((node.schema ?? {}) as Node) }
  return html`<div id="${anchor}"><dt><code>${name}</code> <span class="facts">${typeOf(schema)}${required && ', required'}</span></dt>
<dd>${withCode(String(node.description ?? '').trim())} ${valuesOf(schema)}${rulesOf(node, name)}${fieldList(parts)}</dd></div>`
}

const valuesOf = ({ enum: values }: Node): Markup | false =>
  Array.isArray(values) &&
  html`<span class="values">One of ${joined(
    values.map((value) => html`<code>${String(value)}</code>`),
    ', ',
  )}.</span> `

const LIMITS = { minLength: 'at least', maxLength: 'at most', minItems: 'at least', minProperties: 'at least' }

/**
 * What a value may be, in few words.
 *
 * @example typeOf({ type: 'string', maxLength: 150 }) // 'string, at most 150'
 */
export function typeOf(schema: Node): string {
  const { type, const: only, format, pattern } = schema
  const limits = Object.entries(LIMITS).flatMap(([key, words]) => (schema[key] === undefined ? [] : [`${words} ${schema[key]}`]))
  const first = only === undefined ? [Array.isArray(type) ? type.join(' or ') : String(type ?? 'object')] : [`always ${only}`]
  return [
    ...first,
    ...(format === undefined ? [] : [String(format)]),
    ...limits,
    ...(pattern === undefined ? [] : [`matches ${pattern}`]),
  ].join(', ')
}
