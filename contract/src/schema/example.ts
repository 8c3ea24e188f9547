import type { OperationId } from '../cases/case.ts'
import type { Described } from './schema.ts'

/** One request that was made from the description. */
export interface Example {
  operation: OperationId
  /** Path parameters as they stand on the request line, percent-encoded; the others are those of the order. */
  path: Record<string, string>
  body: unknown
  /** Whether the body goes out with everything beyond ASCII as `\u` escapes; in UTF-8 if not. */
  escaped: boolean
  /** What it is about, such as `notes.maxLength` or `random`: no part of what is expected. */
  about: string
}

/** JSON in which everything beyond printable ASCII is escaped: for a command line, and as one of two ways to send a body. */
export const asciiJson = (value: unknown): string =>
  JSON.stringify(value).replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** The body as it goes out. */
export const bodyText = ({ body, escaped }: Example): string => (escaped ? asciiJson(body) : JSON.stringify(body))

/** Path parameters that go over the wire as they are: a URL takes dots away, and a head may have 16 KiB. */
export const sendable = (segment: string): boolean => !/^(\.|%2e){1,2}$/i.test(segment) && segment.length <= 8_000

/**
 * An example as `--replay` takes it, on one line.
 *
 * @example replayOf(example) // 'updateAsyncOrder notes.maxLength {"notes":"…"}'
 */
export function replayOf(example: Example): string {
  const path = Object.entries(example.path).map(([name, segment]) => `${name}=${segment}`)
  return [example.operation, example.about, ...path, ...(example.escaped ? ['escaped'] : []), asciiJson(example.body)].join(' ')
}

/**
 * Reads what {@link replayOf} wrote.
 *
 * @throws Error when it is no example of this description
 */
export function parseReplay(text: string, operations: readonly Described[]): { described: Described; example: Example } {
  const fail = (cause: string): never => {
    throw new Error(`Failed to replay an example of the description: ${cause}. Take the text that a failure printed.`)
  }
  const [, name = '', about = '', options = '', json = ''] =
    /^(\w+) ([\w$.-]+)((?: \w+=[^\s=]*| escaped)*) ([[{"\dtfn-].*)$/s.exec(text) ?? fail(`"${text.slice(0, 100)}" cannot be read`)
  const described = operations.find(({ operation }) => operation === name) ?? fail(`there is no operation ${name}`)
  const words = options.split(' ').filter((word) => word !== '' && word !== 'escaped')
  const path = Object.fromEntries(words.map((word): [string, string] => [word.split('=')[0] ?? '', word.split('=')[1] ?? '']))
  for (const [parameter, segment] of Object.entries(path)) {
    if (!Object.hasOwn(described.path, parameter)) fail(`${name} has no path parameter ${parameter}`)
    if (!/^[!-~]*$/.test(segment) || /[/?#\\]/.test(segment) || !sendable(segment)) fail(`${parameter} is no segment of a path`)
  }
  const escaped = options.split(' ').includes('escaped')
  return { described, example: { operation: described.operation, path, body: parseJson(json, fail), escaped, about } }
}

function parseJson(text: string, fail: (cause: string) => never): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    return fail(`its body is no JSON: ${error instanceof Error ? error.message : error}`)
  }
}
