import { readFileSync } from 'node:fs'
import type { OperationId } from '../../contract/src/cases/case.ts'
import { createSchemaCheck, strictProblems } from '../../contract/src/checks/schema.ts'
import { validateErrorInfo } from '../../generated/validators.js'
import type { Sent } from './requests.ts'
import type { Answer } from './send.ts'

const schemas = createSchemaCheck(JSON.parse(readFileSync(new URL('../../generated/openapi.json', import.meta.url), 'utf8')))

/** What is wrong with the answer to a request that HTTP allows; an empty list when nothing is. */
export function judge(sent: Sent, answer: Answer): string[] {
  const asked = sent.headers.authorization === 'Bearer faulty-token' && sent.path.startsWith('/raas/v2/')
  if (answer.status >= 500 && !asked) return [`answered ${answer.status}, which nobody asked for: ${answer.body}`]
  if (sent.method === 'HEAD' || answer.status === 204) return answer.body === '' ? [] : ['a body where there can be none']
  const operation = operationOf(sent)
  const body = parsed(answer)
  if (body === undefined)
    return [`answered ${answer.status} ${answer.headers['content-type']}, which is no JSON: ${answer.body.slice(0, 200)}`]
  // A host that is not the sandbox's is refused before there is an operation.
  if (answer.status >= 400) return errorFaults(answer.status === 403 ? undefined : operation, answer.status, body)
  return operation === undefined ? [] : strictProblems(schemas.response(operation, answer.status), body)
}

/** The same for bytes, of which nobody knows what they ask for. */
export function judgeRaw(answer: Answer): string[] {
  if (answer.status >= 500 && !ASKED.has(answer.body.match(/"i18nKey":"(\d{3}\.\d{3})"/)?.[1] ?? '')) {
    return [`answered ${answer.status}: ${answer.body}`]
  }
  if (answer.body === '' && isBodiless(answer)) return []
  const body = parsed(answer)
  if (body === undefined) return [`answered ${answer.status}, which is no JSON: ${answer.body.slice(0, 200)}`]
  return answer.status >= 400 ? errorFaults(undefined, answer.status, body) : []
}

/** The keys of a 500 and a 503 that are asked for as faults; bytes can hold the credentials that they are for. */
const ASKED = new Set(['503.001', '500.001'])

/** An answer that has no body by right: an interim one, a 204, or one to a HEAD, which tells the type of what it leaves out. */
const isBodiless = ({ status, headers }: Answer): boolean =>
  status < 200 || status === 204 || (headers['content-type'] === 'application/json' && headers['x-request-id'] !== undefined)

function parsed({ headers, body }: Answer): unknown {
  if (!headers['content-type']?.startsWith('application/json')) return undefined
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

function errorFaults(operation: OperationId | undefined, status: number, body: unknown): string[] {
  if (!validateErrorInfo(body))
    return (validateErrorInfo.errors ?? []).map(({ instancePath, message }) => `ErrorInfo ${instancePath} ${message}`)
  if ((body as { httpCode: number }).httpCode !== status) return [`httpCode differs from ${status}`]
  return operation === undefined ? [] : strictProblems(schemas.response(operation, status), body)
}

/** The operation that the path and the method are of. */
function operationOf({ method, path }: Sent): OperationId | undefined {
  const plain = path.split(/[?#]/)[0] ?? ''
  const [, verb] = /^\/raas\/v2\/asyncOrders\/[^/]+\/(freeze|unfreeze|cancel)$/.exec(plain) ?? []
  if (verb !== undefined && method === 'POST') return `${verb as 'freeze' | 'unfreeze' | 'cancel'}AsyncOrder`
  const patched = method === 'PATCH' && /^\/raas\/v2\/asyncOrders\/customers\/[^/]+\/accounts\/[^/]+\/[^/]+$/.test(plain)
  return patched ? 'updateAsyncOrder' : undefined
}
