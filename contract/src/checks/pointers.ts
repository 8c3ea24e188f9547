type Json = Record<string, unknown>

/** A name as a step of a JSON Pointer. */
export const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1')
/** A step of a JSON Pointer as the name that it stands for. */
export const unescaped = (step: string): string => step.replaceAll('~1', '/').replaceAll('~0', '~')

/**
 * What stands at a JSON Pointer, with no reference followed; undefined when nothing does.
 *
 * @example at(description, '/info/version')
 */
export function at(document: unknown, pointer: string): unknown {
  const steps = pointer.split('/').slice(1)
  return steps.reduce<unknown>((found, step) => (found as Json | undefined)?.[step.includes('~') ? unescaped(step) : step], document)
}

/**
 * The place that a pointer leads to when every `$ref` at its end is followed; undefined when nothing stands there.
 *
 * @example follow(description, '/webhooks/OrderActionStatus/post/parameters/0') // '/components/parameters/SignedPayload'
 */
export function follow(document: unknown, pointer: string): string | undefined {
  const found = at(document, pointer)
  if (found === undefined) return undefined
  const { $ref } = found as { $ref?: string }
  return typeof $ref === 'string' ? follow(document, $ref.slice(1)) : pointer
}

/**
 * A node, or what its `$ref` leads to; an empty node where there is none.
 *
 * @example resolved(description, { $ref: '#/components/schemas/ErrorInfo' }).title // 'Error'
 */
export function resolved(document: unknown, node: unknown): Json {
  const { $ref } = (node ?? {}) as { $ref?: unknown }
  return typeof $ref === 'string' ? resolved(document, at(document, $ref.slice(1))) : ((node ?? {}) as Json)
}
