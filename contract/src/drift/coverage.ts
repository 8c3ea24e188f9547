import { refOf, resolved } from '../checks/pointers.ts'
import type { Node } from '../mock/description.ts'
import type { CoverageItem, OperationCoverage } from './redocly-drift.ts'

const KINDS = ['operation', 'parameter', 'response', 'property'] as const

/** How much of the description traffic showed. */
export interface Coverage {
  /** What can be shown, and was. */
  totals: Record<(typeof KINDS)[number], { covered: number; total: number }>
  /** Properties that are marked `x-never-observed`, and were not shown; not in the totals. */
  neverObserved: number
  /** Properties of list items where the list is empty in every answer, while another answer of the same schema shows them; not in the totals. */
  inEmptyLists: number
  /** What was not shown, such as `freezeAsyncOrder response 405`. */
  missing: string[]
}

/**
 * Judges what redocly counted. It counts each property in each answer of each operation; two kinds of it cannot be shown, and are counted
 * apart: what the description marks `x-never-observed`, and what stands in the items of a list that is empty there, such as `errors` of
 * an answer that is not about a field.
 *
 * @param description the parsed bundle
 * @example coverageOf(operations, description).missing // []
 */
export function coverageOf(operations: readonly OperationCoverage[], description: unknown): Coverage {
  const totals = Object.fromEntries(KINDS.map((kind) => [kind, { covered: 0, total: 0 }])) as Coverage['totals']
  const found: Coverage = { totals, neverObserved: 0, inEmptyLists: 0, missing: [] }
  const shown = new Set(
    operations.flatMap((operation) => operation.covered.map((item) => placeOf(description, operation, item)?.key)).filter(Boolean),
  )
  for (const operation of operations) {
    for (const item of operation.covered) count(totals[item.kind], true)
    for (const item of operation.missing) {
      const place = placeOf(description, operation, item)
      if (place?.neverObserved) found.neverObserved += 1
      else if (item.path?.includes('[]') && inEmptyList(operation, item) && shown.has(place?.key)) found.inEmptyLists += 1
      else {
        count(totals[item.kind], false)
        found.missing.push(nameOf(operation, item))
      }
    }
  }
  return found
}

function count(total: { covered: number; total: number }, covered: boolean): void {
  total.total += 1
  if (covered) total.covered += 1
}

/** Whether the list that an item's property is in was shown, and never with an item. */
function inEmptyList(operation: OperationCoverage, item: CoverageItem): boolean {
  const list = item.path?.slice(0, item.path.lastIndexOf('[]')) ?? ''
  const beside = operation.covered.filter(
    ({ kind, target, status }) => kind === item.kind && target === item.target && status === item.status,
  )
  return beside.some(({ path }) => path === list) && !beside.some(({ path }) => path?.startsWith(`${list}[]`))
}

function nameOf({ operationId }: OperationCoverage, { kind, name, target, status, path }: CoverageItem): string {
  return [operationId, ...(kind === 'property' ? [target, status] : [kind, status]), name ?? path].filter(Boolean).join(' ')
}

/** Where a property of an answer is written. */
function placeOf(description: unknown, operation: OperationCoverage, { kind, target, status, path = '' }: CoverageItem) {
  if (kind !== 'property' || target !== 'response') return undefined
  const follow = (node: unknown): Node => resolved(description, node)
  const paths = follow(follow(description).paths)
  const responses = follow(follow(follow(paths[operation.path])[operation.method.toLowerCase()]).responses)
  const media = follow(follow(follow(responses[status ?? '']).content)['application/json'])
  const schemaAt = refOf(media.schema)
  if (schemaAt === undefined) return undefined
  const steps = path.split('.')
  let schema = follow(media.schema)
  let neverObserved = false
  for (const step of steps) {
    const written = (follow(schema.properties)[step.replace(/(\[\])+$/, '')] ?? {}) as Node
    neverObserved ||= written['x-never-observed'] === true
    schema = follow(step.endsWith('[]') ? follow(written).items : written)
  }
  return { key: `${schemaAt} ${path}`, neverObserved }
}
