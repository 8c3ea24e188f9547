import { parseBody } from '../../../sandbox/src/rules/parse-body.ts'
import { type Operation, operationsAt, operationsOf } from './description.ts'
import { type Answer, type Refusal, refuse } from './errors.ts'
import { createPrism, type PrismAnswer, type PrismRequest } from './prism.ts'
import { causeOf, errorFor } from './violations.ts'

/** The path that the API is served under. */
const API_PATH = '/raas/v2'

/** A request as it came in; a body that was too large to be read is null. */
interface Incoming {
  method: string
  /** As on the request line: the path, and the query if there is one. */
  target: string
  headers: Record<string, string>
  body: Uint8Array | null
}

/** Answers requests; never throws. */
export interface MockApp {
  answer: (incoming: Incoming) => Promise<Answer>
  /** The answer to what is no HTTP request. */
  illFormed: () => Answer
}

/** The example and the words for a body that cannot be read, by what the reader of bodies tells. */
const UNREADABLE: Record<string, string> = { '400.001': 'noBody', '415.001': 'wrongMediaType', '400.009': 'malformedJson' }

/**
 * Prism, and before it what Prism does not answer, or not in the words of the description.
 *
 * @param description a bundled OpenAPI description, parsed
 * @param report told when the mock itself fails
 * @example const { answer } = await createMockApp(description, () => {})
 */
export async function createMockApp(description: unknown, report: (error: unknown) => void): Promise<MockApp> {
  const operations = operationsOf(description)
  const prism = await createPrism(description)
  const answer = async (incoming: Incoming): Promise<Answer> => {
    const [path = '', query = ''] = splitTarget(incoming.target)
    try {
      return await route(operations, prism, incoming, path, query)
    } catch (error) {
      report(error)
      return refuse(operations, { status: 500, path, message: 'Something went wrong in the mock.' })
    }
  }
  const illFormed = (): Answer => refuse(operations, { status: 400, path: '', message: 'This is not a well-formed HTTP request.' })
  return { answer, illFormed }
}

type Prism = (request: PrismRequest) => Promise<PrismAnswer>

async function route(operations: readonly Operation[], prism: Prism, incoming: Incoming, path: string, query: string): Promise<Answer> {
  if (incoming.body === null) return refuse(operations, { status: 413, path, example: 'payloadTooLarge' })
  const below = path.startsWith(`${API_PATH}/`) ? path.slice(API_PATH.length) : ''
  const here = operationsAt(operations, below)
  if (here.length === 0) return refuse(operations, unknownPath(operations, path))
  const method = incoming.method.toLowerCase()
  const operation = here.find((candidate) => candidate.method === method)
  if (operation === undefined) return refuse(here, unknownMethod(here, incoming.method, path))
  const { accept: _, ...headers } = incoming.headers
  const request = { method, path: decodable(below), query: Object.fromEntries(new URLSearchParams(query)), headers }
  const read = incoming.body.length === 0 && !operation.bodyRequired ? { value: undefined } : readBody(incoming)
  if ('value' in read) return spoken(operation, path, await prism({ ...request, body: read.value }))
  // Whoever has no credentials is told so first, whatever the body is.
  const judged = await prism({ ...request, body: undefined })
  if (judged.status === 401) return spoken(operation, path, judged)
  return refuse([operation], { status: 400, path, ...read })
}

function readBody({ headers, body }: Incoming): { value: unknown } | { example: string } {
  const parsed = parseBody(headers['content-type'] ?? null, body ?? new Uint8Array())
  return 'value' in parsed ? parsed : { example: UNREADABLE[parsed.i18nKey] ?? parsed.i18nKey }
}

/** Prism's answer; where it refuses a request, or answers of its own, in the words that fit. */
function spoken(operation: Operation, path: string, answer: PrismAnswer): Answer {
  if (!answer.described) return refuse([operation], { status: answer.status, path, message: `${answer.message.replace(/\.$/, '')}.` })
  const { status, headers, body, violations, asked } = answer
  const described = { status, headers, body }
  const byExample = asked.code === status && asked.example !== undefined
  if (violations.length === 0 || (status !== 400 && status !== 422) || byExample) return described
  const parameters = [...operation.template.matchAll(/\{(.+?)\}/g)].map(([, name = '']) => name)
  const fitting = errorFor(causeOf(violations, parameters), operation.errors(status))
  return fitting === undefined ? described : { ...described, body: { ...fitting, path } }
}

function unknownPath(operations: readonly Operation[], path: string): Refusal {
  const all = operations.map(({ method, template }) => `${method.toUpperCase()} ${template}`).join(', ')
  const message = `There is nothing at this path. The operations under ${API_PATH} are ${all}.`
  return { status: 404, path, example: 'unknownPath', message }
}

function unknownMethod(here: readonly Operation[], method: string, path: string): Refusal {
  const allow = here.map((operation) => operation.method.toUpperCase()).join(', ')
  const message = `Method ${method} not allowed; use ${allow}.`
  return { status: 405, path, example: 'methodNotAllowed', message, headers: { Allow: allow } }
}

/** Path and query of a request line, which may also name a whole URL. */
function splitTarget(target: string): string[] {
  return target.replace(/^https?:\/\/[^/?]*/i, '').split(/\?(.*)/s)
}

/** Prism throws at a segment that cannot be decoded; escaped once more, it means itself. */
function decodable(path: string): string {
  return path
    .split('/')
    .map((segment) => {
      try {
        return encodeURIComponent(decodeURIComponent(segment))
      } catch {
        return encodeURIComponent(segment)
      }
    })
    .join('/')
}
