import { resolved } from '../../contract/src/checks/pointers.ts'
import type { Node, Operation } from './operations.ts'

type Values = Record<string, string>

/**
 * The answers of an operation, with examples of its own. Errors name the path and the method that were called, and operations share them.
 *
 * @returns what `responses` can be in place of the references to what is shared; an example about a value that the operation does not take
 *   is left out
 * @example ownAnswers(update, bundle, operationsOf(bundle))['405'].headers.Allow.example // 'PATCH'
 */
export function ownAnswers(operation: Operation, bundle: Node, operations: readonly Operation[]): Node {
  const answers = Object.entries((operation.node.responses ?? {}) as Node).map(([code, shared]) => {
    const answer = structuredClone(resolved(bundle, shared))
    const media = (answer.content as { 'application/json'?: { examples?: Node } } | undefined)?.['application/json']
    if (media?.examples !== undefined) media.examples = ownExamples(media.examples, operation, bundle, operations)
    const { Allow } = (answer.headers ?? {}) as Node
    if (Allow === undefined) return [code, answer]
    return [
      code,
      { ...answer, headers: { ...(answer.headers as Node), Allow: { ...resolved(bundle, Allow), example: methodOf(operation) } } },
    ]
  })
  return Object.fromEntries(answers)
}

function ownExamples(examples: Node, operation: Operation, bundle: Node, operations: readonly Operation[]): Node {
  const own = Object.entries(examples).flatMap(([name, shared]) => {
    const example = resolved(bundle, shared)
    const { path } = (example.value ?? {}) as { path?: unknown }
    const other = operations.find((each) => valuesIn(path, each) !== null)
    if (typeof path !== 'string' || other === undefined || other.id === operation.id) return [[name, example]]
    const values = valuesIn(path, other) ?? {}
    const called = fill(operation, isUsual(values, other, bundle) ? usualOf(operation, bundle) : values)
    if (called === null) return []
    const text = JSON.stringify(example)
      .replaceAll(path, path.slice(0, path.indexOf('/asyncOrders')) + called)
      .replace(`It has ${methodOf(other)}.`, `It has ${methodOf(operation)}.`)
    return [[name, JSON.parse(text)]]
  })
  return Object.fromEntries(own)
}

const methodOf = ({ request }: Operation): string => request.split(' ')[0] ?? ''
const templateOf = ({ request }: Operation): string => request.split(' ')[1] ?? ''

/** The parameters in a path, by name; null for what is no path of the operation. */
function valuesIn(path: unknown, operation: Operation): Values | null {
  const found = new RegExp(`^(?:/\\w+)*${templateOf(operation).replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`).exec(String(path))
  return found === null ? null : { ...found.groups }
}

/** The parameters as the description shows them. */
function usualOf({ node }: Operation, bundle: Node): Values {
  const parameters = ((node.parameters ?? []) as unknown[]).map((parameter) => resolved(bundle, parameter))
  return Object.fromEntries(parameters.map(({ name, example }) => [String(name), String(example)]))
}

function isUsual(values: Values, operation: Operation, bundle: Node): boolean {
  const usual = usualOf(operation, bundle)
  return Object.entries(values).every(([name, value]) => usual[name] === value)
}

/** The path with these parameters; null when it needs another. */
function fill(operation: Operation, values: Values): string | null {
  const filled = templateOf(operation).replace(/\{(\w+)\}/g, (name, key: string) => values[key] ?? name)
  return filled.includes('{') ? null : filled
}
