import type { parseArgs } from 'node:util'
import type { Case } from '../../tests/contract/case.ts'
import { cases } from '../../tests/contract/cases/index.ts'
import { LIMIT_MS } from '../../tests/contract/connection.ts'
import type { Evidence } from '../../tests/contract/evidence/evidence.ts'
import type { LiveOptions } from '../../tests/contract/options.ts'
import { BASES, type Basis } from '../../tests/contract/policy.ts'
import type { TargetName } from '../../tests/contract/targets/target.ts'
import { UsageError } from '../command.ts'
import type { Register } from '../register/load.ts'
import { addressFrom, selectCases } from './choose.ts'
import { type ChosenPhases, choosePhases } from './choose-phases.ts'
import type { OPTIONS } from './help.ts'
import { knownEvidence, staleAfterFrom } from './live-evidence.ts'
import { calledAt, isLoopback, refuseProduction } from './live-host.ts'
import { liveOptions, numberFrom, refuseLiveOptions, refuseWithoutCredentials } from './live-options.ts'
import { tooShort } from './secrets.ts'

export type Given = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values']

/** What a run was asked to do, checked before anything starts. */
export interface Settings {
  targets: TargetName[]
  selected: readonly Case[]
  /** Nothing narrows the run. */
  complete: boolean
  phases: ChosenPhases
  seed: number
  staleAfterDays: number
  /** From live runs before this one, the oldest first. */
  known: Evidence[]
  /** What to meet a target with that may have no control plane; null where this run starts its targets. */
  live: LiveOptions | null
  /** Of a target that runs already. */
  address: string | null
  /** Whether fields that the OpenAPI description lacks are violations. */
  strict: boolean
  /** The weakest basis of a clause whose violation counts on a target that this run did not start. */
  failOn: Basis
  /** How long a response is waited for; milliseconds. */
  limitMs: number
  /** How long the whole run may take; milliseconds. */
  runLimitMs: number
}

/**
 * Reads the options of `npm run contract`.
 *
 * @param drawSeed a seed where none was given
 * @throws UsageError when one of them is not as it must be
 */
export function settingsFrom(given: Given, register: Register, drawSeed: () => number): Settings {
  const targets = targetsFrom(given.target, given.url)
  const seed = given.seed === undefined ? drawSeed() : seedFrom(given.seed)
  const { phase, budget, replay } = given
  const restricted = given.case.length + given.clause.length + given.operation.length > 0
  const phases = choosePhases({ phase, budget, replay, restricted, seed })
  const selected = phase === undefined ? selectCases(cases, register, given) : []
  const staleAfterDays = staleAfterFrom(given['stale-after'])
  const isLive = targets.includes('live')
  const [first = 'live'] = targets
  if (!isLive) refuseLiveOptions(given, given.url !== undefined && first === 'sandbox')
  else if (given.har !== undefined) throw new UsageError('Failed to read the options: --har records mock and sandbox, not a live target.')
  const address = isLive || given.url !== undefined ? addressFrom(first, given.url) : null
  const live = address === null || first === 'mock' ? null : liveOptions(given, address)
  if (live !== null && isLive) refuseWithoutCredentials(live, calledAt('live', address))
  if (address !== null) {
    refuseProduction(address, isLive && given.production === true, process.env.TANGO_PRODUCTION_HOST)
    refuseShortSecrets(address, given['control-token'])
  }
  const judging = {
    strict: given.strict ?? address === null,
    failOn: failOnFrom(given['fail-on'], address),
    limitMs: 1_000 * numberFrom('--response-timeout', given['response-timeout'], LIMIT_MS / 1_000, { from: 0.01, to: 600 }),
    runLimitMs: 1_000 * numberFrom('--timeout', given.timeout, RUN_LIMIT_S, { from: 1, to: 604_800 }),
  }
  const known = knownEvidence(given)
  return { targets, selected, phases, known, complete: selected.length === cases.length, seed, staleAfterDays, live, address, ...judging }
}

/** An hour: a machine ten times slower than that of a developer needs a tenth of it for mock and sandbox, a live run a quarter. */
const RUN_LIMIT_S = 3_600

/** Secrets of this machine open nothing elsewhere. */
function refuseShortSecrets(address: string, controlToken: string | undefined): void {
  const why = isLoopback(new URL(address).hostname) ? null : tooShort(process.env, controlToken)
  if (why !== null) throw new UsageError(`Failed to read the credentials: ${why}`)
}

function targetsFrom(option: string | undefined, url: string | undefined): TargetName[] {
  if (option === undefined) {
    if (url !== undefined) throw new UsageError('Failed to read the options: --url needs --target: mock, sandbox or live.')
    return ['mock', 'sandbox']
  }
  if (option === 'mock' || option === 'sandbox' || option === 'live') return [option]
  throw new UsageError(`Failed to read the options: invalid --target ${option}: expected mock, sandbox or live.`)
}

function seedFrom(option: string): number {
  if (!/^\d{1,10}$/.test(option)) throw new UsageError(`Failed to read the options: --seed ${option} is not a whole number.`)
  return Number(option)
}

function failOnFrom(option: string | undefined, address: string | null): Basis {
  if (option === undefined) return 'inferred'
  if (address === null)
    throw new UsageError('Failed to read the options: --fail-on needs --url. On what this command starts, every clause counts.')
  const basis = BASES.find((known) => known === option)
  if (basis !== undefined) return basis
  throw new UsageError(`Failed to read the options: invalid --fail-on ${option}: expected ${BASES.join(', ')}.`)
}
