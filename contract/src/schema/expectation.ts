import { type OperationId, statuses } from '../../../generated/operations.ts'
import type { Case, OrderRequest } from '../cases/case.ts'
import { acceptanceClause, refusalClause, unknownOrderClause } from './clauses.ts'
import { bodyText, type Example } from './example.ts'
import { type Oracle, type Rule, ruleName } from './oracle.ts'
import type { Described } from './schema.ts'

/** A case that was made from an example, and what else is right. */
export interface MadeCase {
  row: Case
  /** Statuses that are as right, where more than one thing is wrong or nothing says which it is. */
  alsoTakes: number[]
  /** The clause that asks for the acceptance or the refusal; null where none does. */
  clause: string | null
  accepted: boolean
  /** The rules of the description that it breaks. */
  breaks: Rule[]
}

/** The status of an operation that refuses what a request says. C-400-422. */
const refused = (operation: OperationId): 400 | 422 => (statuses[operation].refused.some((status) => status === 422) ? 422 : 400)

/** The order of every example: each has a platform of its own. */
const IDS = {
  referenceOrderID: 'AA260302-118204-37',
  customerIdentifier: 'harbor-clinic',
  accountIdentifier: 'harbor-clinic-rewards',
  externalRefID: 'wellness-2026-w09',
}
type Ids = typeof IDS

/**
 * An order with these ids that an operation changes.
 *
 * @example orderFor('unfreezeAsyncOrder').lineItems // [{ count: 2, rewardStatus: 'FROZEN' }]
 */
export const orderFor = (operation: OperationId): OrderRequest => ({
  ...IDS,
  lineItems: [operation === 'unfreezeAsyncOrder' ? { count: 2, rewardStatus: 'FROZEN' } : { count: 2 }],
})

interface Refusal {
  status: number
  clause: string | null
  breaks: Rule[]
  /** Nothing says that it must be this status. */
  or?: number
}

/**
 * The case that an example stands for: what must be answered, by the description and the documented statuses.
 *
 * @param stateful whether the target knows orders: then each example has a fresh one, with the ids that its path asks for
 */
export function caseOf(example: Example, described: Described, oracle: Oracle, stateful: boolean): MadeCase {
  const { operation, about } = example
  const order = arranged(example, oracle)
  const known = !stateful || Object.entries(example.path).every(([name, segment]) => decoded(segment) === order[name as keyof Ids])
  const refusals = [...pathRefusals(example, oracle), ...bodyRefusals(example, oracle)]
  if (!known && pathRefusals(example, oracle).length === 0) refusals.push(unknownOrder(example))
  const [first, ...others] = refusals
  const clause = first === undefined ? acceptanceClause(example) : first.clause
  const [rule] = first?.breaks ?? []
  const errorPath = refusals.length === 1 && first?.or === undefined && first?.breaks.length === 1 ? rule?.at : ''
  const want =
    first === undefined ? { status: statuses[operation].accepted[0] } : { status: first.status, ...(errorPath ? { errorPath } : {}) }
  const row: Case = {
    id: 'description',
    name: about,
    clause: clause ?? '',
    ...(stateful ? { order: { ...orderFor(operation), ...order } } : {}),
    request: { operation, rawPath: pathOf(example, described, order), rawBody: bodyText(example), method: described.method },
    want,
  }
  const alsoTakes = [...others.map(({ status }) => status), ...refusals.flatMap(({ or }) => or ?? [])]
  return { row, alsoTakes, clause, accepted: first === undefined, breaks: first?.breaks ?? [] }
}

/** The ids that the order is made with: those of the path that the description and the control plane allow. */
function arranged({ operation, path }: Example, oracle: Oracle): Ids {
  const ids = Object.entries(path).flatMap(([name, segment]) => {
    const value = decoded(segment)
    if (value === null || !oracle.parameter(operation, name, value).fits) return []
    const allowed = name === 'referenceOrderID' ? /^[A-Za-z0-9-]{5,100}$/.test(value) : value !== '' && [...value].length <= 100
    return allowed ? [[name, value]] : []
  })
  return { ...IDS, ...Object.fromEntries(ids) }
}

function pathRefusals({ operation, path }: Example, oracle: Oracle): Refusal[] {
  return Object.entries(path).flatMap(([name, segment]) => {
    // What cannot be decoded may be taken for what it is.
    const { fits, breaks } = oracle.parameter(operation, name, decoded(segment) ?? segment)
    if (fits) return []
    const [clause = null] = breaks.flatMap((rule) => refusalClause(operation, ruleName(rule)) ?? [])
    // Without the segment the path is none of the four.
    return { status: refused(operation), clause, breaks, ...(segment === '' ? { or: 404 } : {}) }
  })
}

/** What cannot be decoded may be told to be ill-formed as well. */
function unknownOrder({ operation, path }: Example): Refusal {
  const undecodable = Object.values(path).some((segment) => decoded(segment) === null)
  return { status: 404, clause: unknownOrderClause(operation), breaks: [], ...(undecodable ? { or: 400 } : {}) }
}

function bodyRefusals({ operation, body }: Example, oracle: Oracle): Refusal[] {
  const { fits, breaks } = oracle.body(operation, body)
  if (fits) return []
  const fields = (body ?? {}) as Record<string, unknown>
  const [clause = null] = breaks.flatMap((rule) => refusalClause(operation, ruleName(rule), fields[rule.at]) ?? [])
  return [{ status: refused(operation), clause, breaks }]
}

const pathOf = ({ path }: Example, { template }: Described, ids: Ids): string =>
  template.replace(/\{(\w+)\}/g, (_, name) => path[name] ?? encodeURIComponent(ids[name as keyof Ids] ?? ''))

const decoded = (segment: string): string | null => {
  try {
    return decodeURIComponent(segment)
  } catch {
    return null
  }
}
