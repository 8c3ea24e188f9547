import { parseJson } from '../checks/json.ts'
import { secretsOf } from '../redact/forms.ts'
import { createRedactor } from '../redact/redactor.ts'
import type { LiveOptions } from '../run/options.ts'

/** Takes out of a text what evidence must not hold. */
export type Redact = (text: string) => string

/** Fields whose values say who people are, or are worth money. */
const PRIVATE = new Set([
  'sender',
  'recipient',
  'email',
  'firstname',
  'lastname',
  'mobilenumber',
  'address',
  'credentiallist',
  'redemptioninstructions',
])

/**
 * Replaces credentials, the id of the subscription, and the ids of prepared orders with placeholders such as `{accountIdentifier}`. In a
 * JSON text the values of fields about persons and of credentials of a reward are replaced as well.
 *
 * @example createRedact(options)('{"referenceOrderId":"AA260302-1"}') // '{"referenceOrderId":"{referenceOrderID}"}'
 */
export function createRedact({ name, key, token, webhookId, fixtures }: Omit<LiveOptions, 'rate' | 'maxWrites' | 'eventWait'>): Redact {
  const redactor = createRedactor(secretsOf({ name, key, token }))
  const ids = new Map<string, string>()
  if (webhookId !== null) ids.set(webhookId, '{webhookId}')
  if (name !== null) ids.set(name, '{platform}')
  for (const order of Object.values(fixtures).flat()) {
    for (const [field, value] of Object.entries(order)) ids.set(value, `{${field}}`)
  }
  const patterns = patternsOf(ids)
  const redact = (text: string): string =>
    redactor.text(text).replace(patterns, (found) => ids.get(found) ?? ids.get(decoded(found)) ?? found)
  return (text) => {
    const value = parseJson(text)
    return redact(value === undefined ? text : JSON.stringify(withoutPrivate(value)))
  }
}

/** A value as it stands in a text, in JSON, and in an address. */
const formsOf = (values: string[]): string[] =>
  [...new Set(values.flatMap((value) => [value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value)]))].sort(
    (one, other) => other.length - one.length,
  )

/** Ids as whole words: a short one may be part of any word. */
function patternsOf(ids: Map<string, string>): RegExp {
  const forms = formsOf([...ids.keys()]).map((id) => id.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'))
  return forms.length === 0 ? /(?!)/g : new RegExp(`(?<![\\p{L}\\p{N}_-])(?:${forms.join('|')})(?![\\p{L}\\p{N}_-])`, 'gu')
}

function decoded(text: string): string {
  try {
    return text.includes('%') ? decodeURIComponent(text) : String(JSON.parse(`"${text}"`))
  } catch {
    return text
  }
}

function withoutPrivate(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPrivate)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([field, inner]) => {
      const hide = PRIVATE.has(field.toLowerCase()) && inner !== null
      return [field, hide ? '{private}' : withoutPrivate(inner)]
    }),
  )
}
