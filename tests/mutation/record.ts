import { isDeepStrictEqual } from 'node:util'
import type { Case } from '../../contract/src/cases/case.ts'
import { type Played, playCase } from '../../contract/src/run/check-case.ts'
import { documentedRules, type Rules } from '../../sandbox/src/index.ts'
import { inProcessTarget } from '../contract/in-process.ts'
import type { ApiExchange, Fetch } from './mutant.ts'

type Rule = (...args: unknown[]) => unknown

interface RuleCall {
  args: unknown[]
  result: unknown
}

/** A case as it goes where nothing is wrong, with all that a mutant could have changed of it. */
export interface Recorded {
  row: Case
  played: Played
  exchanges: ApiExchange[]
  /** By the name of the rule. */
  calls: ReadonlyMap<string, RuleCall[]>
}

/** What was asked more often than this is not compared, but played again. */
const MOST_CALLS = 40

/**
 * Plays a case on a sandbox in this process and keeps what its rules were asked and what went over the wire.
 *
 * @example const { exchanges } = await record(row)
 */
export async function record(row: Case): Promise<Recorded> {
  const exchanges: ApiExchange[] = []
  const calls = new Map<string, RuleCall[]>()
  const played = await playCase(row, inProcessTarget({ rules: listening(calls) }, { fetch: keeping(exchanges) }))
  return { row, played, exchanges, calls }
}

function listening(calls: Map<string, RuleCall[]>): Rules {
  const heard = Object.entries(documentedRules).map(([name, rule]): [string, Rule] => [
    name,
    (...args) => {
      const result = (rule as Rule)(...args)
      const known = calls.get(name) ?? []
      calls.set(name, known)
      if (known.length < MOST_CALLS) known.push({ args, result })
      return result
    },
  ])
  return Object.fromEntries(heard) as unknown as Rules
}

const keeping =
  (exchanges: ApiExchange[]) =>
  (fetch: Fetch): Fetch =>
  async (request) => {
    if (!new URL(request.url).pathname.startsWith('/raas/v2/')) return fetch(request)
    const { method, url, headers } = request
    const text = await request.clone().text()
    const response = await fetch(request)
    const answer = { status: response.status, headers: response.headers, text: await response.clone().text() }
    exchanges.push({ request: { method, url, headers, text }, answer })
    return response
  }

/**
 * Whether other rules decide anything in a case otherwise. What they are not asked, or answer alike, changes nothing.
 *
 * @example decidesOtherwise(recorded, { eventSent: () => false }) // true where an event was sent
 */
export function decidesOtherwise({ calls }: Recorded, rules: Partial<Rules>): boolean {
  const all = { ...documentedRules, ...rules } as unknown as Record<string, Rule>
  return Object.keys(rules).some((name) => {
    const known = calls.get(name) ?? []
    return known.length >= MOST_CALLS || known.some(({ args, result }) => answersOtherwise(name, args, result, all))
  })
}

function answersOtherwise(name: string, args: unknown[], result: unknown, all: Record<string, Rule>): boolean {
  // What reads the store cannot be asked again once the case is over.
  if (result instanceof Promise || args.some((arg) => hasMethods(arg) && name !== 'eligible')) return true
  try {
    const again = name === 'eligible' ? all[name]?.(all, ...args.slice(1)) : all[name]?.(...args)
    return !isDeepStrictEqual(again, result)
  } catch {
    return true
  }
}

const hasMethods = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.values(value).some((field) => typeof field === 'function')
