import type { parseArgs } from 'node:util'
import type { Case } from '../../tests/contract/case.ts'
import { cases } from '../../tests/contract/cases/index.ts'
import type { Evidence } from '../../tests/contract/evidence/evidence.ts'
import type { LiveOptions } from '../../tests/contract/options.ts'
import type { TargetName } from '../../tests/contract/targets/target.ts'
import { UsageError } from '../command.ts'
import type { Register } from '../register/load.ts'
import { addressFrom, selectCases } from './choose.ts'
import { type ChosenPhases, choosePhases } from './choose-phases.ts'
import type { OPTIONS } from './help.ts'
import { knownEvidence, staleAfterFrom } from './live-evidence.ts'
import { refuseProduction } from './live-host.ts'
import { liveOptions, refuseLiveOptions } from './live-options.ts'

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
  live: LiveOptions | null
  /** Of a target that runs already. */
  address: string | null
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
  if (!isLive) refuseLiveOptions(given)
  else if (given.har !== undefined) throw new UsageError('Failed to read the options: --har records mock and sandbox, not a live target.')
  const live = isLive ? liveOptions(given) : null
  const [first = 'live'] = targets
  const address = isLive || given.url !== undefined ? addressFrom(first, given.url) : null
  if (address !== null) refuseProduction(address, isLive && given.production === true, process.env.TANGO_PRODUCTION_HOST)
  const known = knownEvidence(given)
  return { targets, selected, phases, known, complete: selected.length === cases.length, seed, staleAfterDays, live, address }
}

function targetsFrom(option: string | undefined, url: string | undefined): TargetName[] {
  if (option === undefined) {
    if (url !== undefined) throw new UsageError('Failed to read the options: --url needs --target, to know what stands there.')
    return ['mock', 'sandbox']
  }
  if (option === 'mock' || option === 'sandbox' || option === 'live') return [option]
  throw new UsageError(`Failed to read the options: --target ${option} is none of mock, sandbox and live.`)
}

function seedFrom(option: string): number {
  if (!/^\d{1,10}$/.test(option)) throw new UsageError(`Failed to read the options: --seed ${option} is not a whole number.`)
  return Number(option)
}
