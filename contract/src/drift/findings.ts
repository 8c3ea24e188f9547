import type { OperationId } from '../cases/case.ts'
import { type SchemaCheck, strictProblems } from '../checks/schema.ts'
import { type Operation, operationsAt } from '../mock/description.ts'
import type { Entry } from './read-har.ts'
import type { RawProblem } from './redocly-drift.ts'
import { pathOf } from './traffic.ts'

/** One thing that the traffic does otherwise than the description says. */
export interface Finding {
  by: 'redocly drift' | 'closed schema'
  message: string
  method: string
  /** Path template, or the path itself where none fits. */
  path: string
  status: number
  count: number
  /** An example: the case that it belongs to, where that is known. */
  case?: string
}

/** What redocly found, in our words. */
export function redoclyFindings(problems: readonly RawProblem[], shown: readonly Entry[]): Finding[] {
  return problems.map(({ ruleId, message, method, path, status, occurrences, exchangeIndex, details }) => ({
    by: 'redocly drift',
    message: `${ruleId}: ${message}`,
    method,
    path: details?.operationPathTemplate ?? path,
    status: status ?? 0,
    count: occurrences,
    ...caseOf(shown[exchangeIndex]),
  }))
}

/**
 * What redocly does not look at, found by the check that the cases use: a status, a field or a media type that the description does not
 * have. Where no operation fits, redocly tells.
 *
 * @example closedFindings(shown, server, operationsOf(description), createSchemaCheck(description))
 */
export function closedFindings(shown: readonly Entry[], server: string, operations: readonly Operation[], schemas: SchemaCheck): Finding[] {
  const found = new Map<string, Finding>()
  for (const entry of shown) {
    const { method } = entry.request
    const operation = operationsAt(operations, pathOf(entry, server) ?? '').find((one) => one.method.toUpperCase() === method)
    if (operation === undefined) continue
    for (const message of problemsOf(entry, operation, schemas)) {
      const key = JSON.stringify([operation.operationId, entry.response.status, message])
      const known = found.get(key)
      if (known !== undefined) known.count += 1
      else {
        const { status } = entry.response
        found.set(key, { by: 'closed schema', message, method, path: operation.template, status, count: 1, ...caseOf(entry) })
      }
    }
  }
  return [...found.values()]
}

function problemsOf({ response }: Entry, { operationId }: Operation, schemas: SchemaCheck): string[] {
  const { mimeType = '', text = '' } = response.content
  const type = /^application\/json(;|$)/i.test(mimeType) ? [] : [`the media type is ${mimeType || 'missing'}, not application/json`]
  return [...type, ...strictProblems(schemas.response(operationId as OperationId, response.status), parsed(text))]
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const caseOf = (entry: Entry | undefined): { case?: string } => (entry?.comment === undefined ? {} : { case: entry.comment })
