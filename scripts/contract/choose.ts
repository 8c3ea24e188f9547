import type { Case } from '../../tests/contract/case.ts'
import type { TargetName } from '../../tests/contract/targets/target.ts'
import { UsageError } from '../command.ts'
import type { Register } from '../register/load.ts'

const LIMIT_MS = 10_000

/** What the options ask for; all cases when they ask for none. */
export interface Asked {
  case: readonly string[]
  clause: readonly string[]
  /** Narrows what the others ask for. */
  operation: readonly string[]
}

/**
 * The cases that the options ask for.
 *
 * @throws UsageError when an id is unknown, or nothing is selected
 */
export function selectCases(all: readonly Case[], register: Register, asked: Asked): readonly Case[] {
  const { case: ids, clause: clauses, operation: operations } = asked
  for (const id of ids) {
    if (!all.some((row) => row.id === id)) throw new UsageError(`Failed to select a case: there is no case ${id}.`)
  }
  for (const id of clauses) {
    if (!register.clauses.has(id)) throw new UsageError(`Failed to select cases: there is no clause ${id}.`)
  }
  for (const id of operations) {
    if (!all.some(({ request }) => request.operation === id)) throw new UsageError(`Failed to select cases: there is no operation ${id}.`)
  }
  const isAsked = ({ id, clauses: own }: Case): boolean => ids.includes(id) || own.some((clause) => clauses.includes(clause))
  const selected = all
    .filter((row) => ids.length + clauses.length === 0 || isAsked(row))
    .filter(({ request }) => operations.length === 0 || operations.includes(request.operation))
  if (selected.length === 0)
    throw new UsageError(`Failed to select cases: no case is about ${[...ids, ...clauses, ...operations].join(', ')}.`)
  return selected
}

/**
 * The address of a target that runs already, without a slash at its end.
 *
 * @throws UsageError when there is none, or it is not one to run cases against
 */
export function addressFrom(name: TargetName, url: string | undefined): string {
  const baseUrl = url ?? process.env.TANGO_BASE_URL
  if (baseUrl === undefined)
    throw new UsageError('Failed to reach the live target: its address is missing. Set TANGO_BASE_URL or give --url.')
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
    await fetch(baseUrl, { signal: AbortSignal.timeout(LIMIT_MS), redirect: 'manual' })
  } catch (error) {
    const cause = error instanceof Error ? String(error.cause ?? error.message) : String(error)
    const way = cause.endsWith('bad port') ? 'Clients refuse this port for HTTP: choose another.' : 'Is it running?'
    throw new Error(`Failed to reach the ${name} at ${baseUrl}: ${cause}. ${way}`)
  }
  return { baseUrl, close: async () => undefined }
}
