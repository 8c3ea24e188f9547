import type { Case } from '../cases/case.ts'
import type { SchemaCheck } from '../checks/schema.ts'
import type { Target } from '../targets/target.ts'
import { type CaseResult, checkCase, judgeCase, playCase } from './check-case.ts'

/** So many cases in a row that end for the same cause show that a target does not answer any more. */
const MOST_IN_A_ROW = 5
/** So many in all that waited in vain: a run would take hours with a target of which a part hangs. */
const MOST_IN_VAIN = 20

/** Runs cases on a target until it does not answer any more. */
export interface Asking {
  /** The target; throws at once when it is not asked any more. */
  target: Target
  /** As `checkCase`. @param through the target with something around it, such as a recorder */
  check: (row: Case, schemas: SchemaCheck, through?: Target) => Promise<CaseResult>
  /** Why it is not asked any more, or null. */
  stopped: () => string | null
}

/**
 * Stops asking a target that died or hangs, so that a run ends in a time that does not depend on the number of its cases.
 *
 * @param run aborted, with the reason, when the whole run is over
 * @example const { check } = createAsking(target); for (const row of cases) results.push(await check(row, schemas))
 */
export function createAsking(target: Target, run?: AbortSignal): Asking {
  let why: string | null = null
  let streak = { cause: '', length: 0 }
  let inVain = 0
  const stopped = (): string | null => why ?? (run?.aborted ? (run.reason as Error).message : null)
  const open = <T>(then: () => T): T => {
    const reason = stopped()
    if (reason !== null) throw new Error(reason)
    return then()
  }
  const guarded: Target = {
    ...target,
    fetch: async (request) => open(() => target.fetch(request)),
    open: async (row) => open(() => target.open(row)),
  }
  const note = (result: CaseResult): CaseResult => {
    if (result.status === 'skipped' || stopped() !== null) return result
    const cause = result.status === 'inconclusive' ? causeOf(result) : ''
    streak = { cause, length: cause !== '' && cause === streak.cause ? streak.length + 1 : 1 }
    if (cause !== '' && streak.length >= MOST_IN_A_ROW) why = `not asked any more: ${cause}, ${MOST_IN_A_ROW} cases in a row`
    else if (IN_VAIN.test(cause) && ++inVain >= MOST_IN_VAIN) why = `not asked any more: ${cause}, ${MOST_IN_VAIN} cases`
    return result
  }
  const check = async (row: Case, schemas: SchemaCheck, through = guarded): Promise<CaseResult> => {
    const reason = stopped()
    if (reason !== null && target.cannot(row) === null)
      return { id: row.id, target: target.name, status: 'inconclusive', reason, held: [], failures: [], undocumented: [] }
    // Where the case before has waited in vain twice, waiting twice once more tells nothing new.
    if (!IN_VAIN.test(streak.cause)) return note(await checkCase(row, through, schemas))
    const result = judgeCase(row, await playCase(row, through), schemas)
    const isSame = result.status === 'inconclusive' && causeOf(result) === streak.cause
    return note(isSame || result.status !== 'inconclusive' ? result : await checkCase(row, through, schemas))
  }
  return { target: guarded, check, stopped }
}

const IN_VAIN = /^no response within/

/** Without what the case was doing at the time. */
const causeOf = ({ reason = '' }: CaseResult): string => reason.replace(/^(arranging the case|the exchange): /, '')
