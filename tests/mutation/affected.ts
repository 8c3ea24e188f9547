import type { Case } from '../../contract/src/cases/case.ts'
import { parseJson } from '../../contract/src/checks/json.ts'
import type { SchemaCheck } from '../../contract/src/checks/schema.ts'
import { type CaseResult, checkCase, judgeCase } from '../../contract/src/run/check-case.ts'
import type { Target } from '../../contract/src/targets/target.ts'
import { documentedRules, type Rules } from '../../sandbox/src/index.ts'
import { inProcessTarget } from '../contract/in-process.ts'
import type { Alters, InProcess, Wrong } from './mutant.ts'
import { decidesOtherwise, type Recorded, record } from './record.ts'

const recordings = new Map<Case, Promise<Recorded>>()

/** Each case once a thread. */
export function recorded(row: Case): Promise<Recorded> {
  const known = recordings.get(row) ?? record(row)
  recordings.set(row, known)
  return known
}

/**
 * The cases that a mutant of the sandbox can change, each with a way to its result. The others go as they go without it.
 *
 * @example for (const { row, check } of await affected(wrong, cases, schemas)) …
 */
export async function affected(wrong: InProcess, cases: readonly Case[], schemas: SchemaCheck, strict: boolean): Promise<Affected[]> {
  const found: Affected[] = []
  // Rules remember nothing, so one sandbox serves all cases, each with a platform of its own.
  const shared = 'rules' in wrong && typeof wrong.rules !== 'function' ? targetOf(wrong) : null
  const again = (row: Case) => (): Promise<CaseResult> => checkCase(row, { ...(shared ?? targetOf(wrong)), strict }, schemas)
  for (const row of cases) {
    const check = checkOf(wrong, withStrict(await recorded(row), strict), schemas, again(row))
    if (check !== null) found.push({ row, check })
  }
  return found
}

/** A case that is to be run, and how. */
export interface Affected {
  row: Case
  check: () => Promise<CaseResult>
}

function checkOf(wrong: InProcess, known: Recorded, schemas: SchemaCheck, again: Affected['check']): Affected['check'] | null {
  if ('rules' in wrong) {
    const rules: Partial<Rules> = typeof wrong.rules === 'function' ? wrong.rules() : wrong.rules
    return typeof wrong.rules === 'function' || decidesOtherwise(known, rules) ? again : null
  }
  if ('wrapDeliver' in wrong) return known.row.events === undefined ? null : again
  if ('wrapFetch' in wrong && wrong.alters !== undefined) return checkOfWire(wrong.alters, known, schemas, again)
  return again
}

/** Where only the response to the request itself is another one, the rest of the case is as it was. */
function checkOfWire(
  { request, answer }: Alters,
  { row, played, exchanges }: Recorded,
  schemas: SchemaCheck,
  again: Affected['check'],
): Affected['check'] | null {
  if (request !== undefined) return exchanges.some(request) ? again : null
  const altered = exchanges.map((exchange) => answer?.(exchange))
  if (altered.every((other) => other === undefined)) return null
  const main = (row.before ?? []).filter((step) => 'act' in step || 'update' in step).length
  const other = altered[main]
  if ('result' in played || other === undefined || altered.some((change, index) => change !== undefined && index !== main)) return again
  const exchange = { ...played.seen.exchange, ...other, json: parseJson(other.text) }
  return async () => judgeCase(row, { ...played, seen: { ...played.seen, exchange } }, schemas)
}

const withStrict = (known: Recorded, strict: boolean): Recorded =>
  'result' in known.played ? known : { ...known, played: { ...known.played, target: { ...known.played.target, strict } } }

/**
 * A sandbox in this process, with one thing wrong. Where that remembers something, each case gets one of its own.
 *
 * @throws Error when what is wrong is no part of the sandbox
 * @example const { status } = await checkCase(row, targetOf(mutantOf('no-event')), schemas)
 */
export function targetOf(wrong: Wrong): Target {
  if ('edit' in wrong || 'wire' in wrong || 'deliveryWire' in wrong)
    throw new Error('Failed to make a sandbox: the mistake is outside of it.')
  const given = 'rules' in wrong ? wrong.rules : {}
  const rules = { ...documentedRules, ...(typeof given === 'function' ? given() : given) }
  return inProcessTarget(
    { rules },
    {
      ...('wrapFetch' in wrong ? { fetch: wrong.wrapFetch } : {}),
      ...('wrapDeliver' in wrong ? { deliver: wrong.wrapDeliver } : {}),
      ...('wrapStore' in wrong ? { store: wrong.wrapStore } : {}),
    },
  )
}
