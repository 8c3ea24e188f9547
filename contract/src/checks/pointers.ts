type Json = Record<string, unknown>

/** A name as a step of a JSON Pointer. */
export const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1')
/** A step of a JSON Pointer as the name that it stands for. */
const unescaped = (step: string): string => (step.includes('~') ? step.replaceAll('~1', '/').replaceAll('~0', '~') : step)

/**
 * The names along a JSON Pointer.
 *
 * @example stepsOf('/paths/~1clock/get') // ['paths', '/clock', 'get']
 */
export const stepsOf = (pointer: string): string[] => pointer.split('/').slice(1).map(unescaped)

/**
 * The JSON Pointer of what a node refers to; undefined where it is no reference.
 *
 * @example refOf({ $ref: '#/components/schemas/ErrorInfo' }) // '/components/schemas/ErrorInfo'
 */
export function refOf(node: unknown): string | undefined {
  const { $ref } = (node ?? {}) as { $ref?: unknown }
  return typeof $ref === 'string' ? $ref.slice(1) : undefined
}

/**
 * What stands at a JSON Pointer, with no reference followed; undefined when nothing does.
 *
 * @example at(description, '/info/version')
 */
export function at(document: unknown, pointer: string): unknown {
  return stepsOf(pointer).reduce<unknown>((found, step) => (found as Json | undefined)?.[step], document)
}

/**
 * The place that a pointer leads to when every `$ref` at its end is followed; undefined when nothing stands there.
 *
 * @example follow(description, '/webhooks/OrderActionStatus/post/parameters/0') // '/components/parameters/SignedPayload'
 */
export function follow(document: unknown, pointer: string): string | undefined {
  const found = at(document, pointer)
  if (found === undefined) return undefined
  const target = refOf(found)
  return target === undefined ? pointer : follow(document, target)
}

/**
 * A node, or what its `$ref` leads to; an empty node where there is none.
 *
 * @example resolved(description, { $ref: '#/components/schemas/ErrorInfo' }).title // 'Error'
 */
export function resolved(document: unknown, node: unknown): Json {
  const target = refOf(node)
  return target === undefined ? ((node ?? {}) as Json) : resolved(document, at(document, target))
}
