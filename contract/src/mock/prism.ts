import { createLogger } from '@stoplight/prism-core'
import { createInstance, getHttpOperationsFromSpec, type IHttpConfig, type IHttpRequest } from '@stoplight/prism-http'
// Its index exports the server alone, which never answers a request whose JSON is malformed.
import { getHttpConfigFromRequest } from '@stoplight/prism-http-server/dist/getHttpConfigFromRequest.js'
import type { Violation } from './violations.ts'

/** A request as Prism takes it: the path without its prefix, the body parsed. */
export interface PrismRequest {
  method: string
  path: string
  query: Record<string, string>
  headers: Record<string, string>
  body: unknown
}

/** The status and the example that a request asks for in its Prefer header. */
interface Asked {
  code: number | undefined
  example: string | undefined
}

/** What Prism answers: from the description, or of its own when the description has nothing to answer with. */
export type PrismAnswer =
  | {
      described: true
      status: number
      headers: Record<string, string>
      body: unknown
      violations: Violation[]
      asked: Asked
    }
  | { described: false; status: number; message: string }

/** What is read of the failures of Prism. */
interface Problem {
  status?: number
  detail?: string
  message: string
}

const CONFIG: IHttpConfig = {
  isProxy: false,
  mock: { dynamic: false },
  checkSecurity: true,
  validateRequest: true,
  validateResponse: false,
  errors: false,
  upstreamProxy: undefined,
}

/**
 * Prism in process, without its own server.
 *
 * @param description a bundled OpenAPI description, parsed; it is not changed
 * @example const answer = await (await createPrism(description))({ method: 'post', path: '/x', query: {}, headers: {}, body: {} })
 */
export async function createPrism(description: unknown): Promise<(request: PrismRequest) => Promise<PrismAnswer>> {
  // Prism puts what the references lead to in their place, in the object that it is given.
  const operations = await getHttpOperationsFromSpec(structuredClone(description) as object)
  const prism = createInstance(CONFIG, { logger: createLogger('mock', { level: 'silent' }) })
  return async ({ method, path, query, headers, body }) => {
    const input: IHttpRequest = { method: method as IHttpRequest['method'], url: { path, query }, headers, body }
    const preferred = getHttpConfigFromRequest(input)
    if (preferred._tag === 'Left')
      return { described: false, status: 400, message: `The Prefer header cannot be read: ${headers.prefer ?? ''}` }
    const asked = { code: preferred.right.code, example: preferred.right.exampleKey }
    const answer = await prism.request(input, operations, { ...CONFIG, mock: { ...CONFIG.mock, ...defined(preferred.right) } })()
    if (answer._tag === 'Left') return problem(answer.left, asked)
    const { output, validations } = answer.right
    const violations = validations.input as Violation[]
    return { described: true, status: output.statusCode, headers: textOf(output.headers), body: output.body, violations, asked }
  }
}

function problem({ status = 500, detail, message }: Problem, { code, example }: Asked): PrismAnswer {
  const wished = code !== undefined || example !== undefined
  if (!wished || (status !== 404 && status !== 500)) return { described: false, status, message: detail ?? message }
  const told = `${code === undefined ? '' : ` ${code}`} answer${example === undefined ? '' : ` with the example ${example}`}`
  return { described: false, status: 404, message: `The description has no${told} for this operation` }
}

/** Without the fields that are undefined: those would hide the defaults. */
function defined<T extends object>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>
}

function textOf(headers: Record<string, unknown> | undefined): Record<string, string> {
  const given = Object.entries(headers ?? {}).filter(([, value]) => value !== null && value !== undefined)
  return Object.fromEntries(given.map(([name, value]): [string, string] => [name, String(value)]))
}
