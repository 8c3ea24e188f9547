import { UsageError } from '../../../sandbox/src/node/command/command.ts'
import { didYouMean } from '../../../sandbox/src/node/command/nearest.ts'
import { onOneLine } from '../../../sandbox/src/node/command/one-line.ts'
import type { Case } from '../cases/case.ts'
import { clausesOf } from '../checks/assertions-of.ts'
import type { Register } from '../register/load.ts'
import { LIMIT_MS, limitedFetch, whyNoResponse } from '../targets/connection.ts'
import type { TargetName } from '../targets/target.ts'

/** What the options ask for; all cases when they ask for none. */
interface Asked {
  ids: readonly string[]
  clauses: readonly string[]
  /** Narrows what the others ask for. */
  operations: readonly string[]
}

/**
 * The cases that the options ask for.
 *
 * @throws UsageError when an id is unknown, or nothing is selected
 */
export function selectCases(all: readonly Case[], register: Register, asked: Asked): readonly Case[] {
  const { ids, clauses, operations } = asked
  refuseUnknown('case', ids, new Set(all.map(({ id }) => id)), 'The report of a whole run lists them.')
  refuseUnknown('clause', clauses, new Set(register.clauses.keys()), 'The files in openapi/clauses/ list them.')
  const known = new Set<string>(all.map(({ request }) => request.operation))
  refuseUnknown('operation', operations, known, `There are ${[...known].join(', ')}.`)
  const isAsked = (row: Case): boolean => ids.includes(row.id) || clausesOf(row).some((clause) => clauses.includes(clause))
  const selected = all
    .filter((row) => ids.length + clauses.length === 0 || isAsked(row))
    .filter(({ request }) => operations.length === 0 || operations.includes(request.operation))
  if (selected.length === 0)
    throw new UsageError(`Failed to select cases: no case is about ${[...ids, ...clauses, ...operations].join(', ')}.`)
  return selected
}

/** @param otherwise said where none of the known ids is like it */
function refuseUnknown(what: string, ids: readonly string[], known: ReadonlySet<string>, otherwise: string): void {
  const id = ids.find((asked) => !known.has(asked))
  if (id === undefined) return
  const hint = didYouMean(id, known, otherwise)
  throw new UsageError(`Failed to select cases: there is no ${what} ${onOneLine(id)}. ${hint}`)
}

/**
 * The address of a target that runs already, without a slash at its end.
 *
 * @throws UsageError when there is none, or it is not one to run cases against
 */
export function addressFrom(name: TargetName, baseUrl: string | undefined): string {
  if (baseUrl === undefined)
    throw new UsageError('Failed to reach the live target: its address is missing. Set TANGO_BASE_URL, or pass --url.')
  if (!URL.canParse(baseUrl)) throw new UsageError(`Failed to reach the ${name}: ${baseUrl} is not an address.`)
  const { protocol, username, password } = new URL(baseUrl)
  if (!['http:', 'https:'].includes(protocol) || username !== '' || password !== '') {
    throw new UsageError(`Failed to reach the ${name}: its address must begin with http:// or https:// and hold no credentials.`)
  }
  return baseUrl.replace(/\/$/, '')
}

/**
 * Makes sure that something answers at an address, whatever it answers.
 *
 * @throws Error when nothing does
 */
export async function reachable(name: TargetName, baseUrl: string): Promise<{ baseUrl: string; close: () => Promise<void> }> {
  try {
    await limitedFetch(fetch, LIMIT_MS)(new Request(baseUrl))
  } catch (error) {
    const { what, remedy } = whyNoResponse(error, LIMIT_MS)
    throw new Error(`Failed to reach the ${name} at ${baseUrl}: ${what}. ${remedy}`)
  }
  return { baseUrl, close: async () => undefined }
}
