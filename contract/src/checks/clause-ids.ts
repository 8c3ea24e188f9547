import { actions, type OperationId, operations } from '../../../generated/operations.ts'
import { fieldsOf } from '../cases/case.ts'
import { cases } from '../cases/index.ts'

const PREFIXES: readonly string[] = actions.map((action) => operations[`${action}AsyncOrder`].prefix)

/**
 * The number of a clause of an action, since the pages of the actions are numbered alike; undefined for another clause.
 *
 * @example actionNumber('UNF-27') // '27'
 */
export function actionNumber(clause: string): string | undefined {
  const [prefix = '', number] = clause.split('-')
  return PREFIXES.includes(prefix) ? number : undefined
}

/** The numbers of the clauses that list reason codes. */
const LISTS = ['05', '50']

/** By operation and code: the clause of the case that sends it. */
const byCode = new Map(
  cases
    .filter(({ clause, want }) => LISTS.includes(actionNumber(clause) ?? '') && want.status === 202)
    .map(({ clause, request }) => [`${request.operation} ${fieldsOf(request).reasonCode}`, clause]),
)

/**
 * The clause that asks for a reason code to be accepted, as the cases have it; for a code that no case sends, that of the plain ones.
 *
 * @example codeClause('cancelAsyncOrder', 'CURRENCY') // 'CAN-50'
 */
export const codeClause = (operation: OperationId, reasonCode: unknown): string =>
  byCode.get(`${operation} ${reasonCode}`) ?? `${operations[operation].prefix}-05`
