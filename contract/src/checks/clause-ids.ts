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

/** By operation and code: the clause of the case for it, such as `freeze-accepts-FRAUD`. */
const byCode = new Map(
  cases.flatMap(({ id, clause, request }): [string, string][] => {
    const { reasonCode } = fieldsOf(request)
    return id.endsWith(`-accepts-${reasonCode}`) ? [[`${request.operation} ${reasonCode}`, clause]] : []
  }),
)

/**
 * The clause that asks for a reason code to be accepted, as the cases have it; for a code that has no case, that of the plain ones.
 *
 * @example codeClause('cancelAsyncOrder', 'CURRENCY') // 'CAN-50'
 */
export const codeClause = (operation: OperationId, reasonCode: unknown): string =>
  byCode.get(`${operation} ${reasonCode}`) ?? `${operations[operation].prefix}-05`
