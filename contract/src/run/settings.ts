import { choiceFrom, UsageError } from '../../../sandbox/src/node/command/command.ts'
import { HOUR } from '../../../sandbox/src/units.ts'
import type { Case } from '../cases/case.ts'
import { cases } from '../cases/index.ts'
import { baselineFrom } from '../config/baseline.ts'
import type { KnownViolation } from '../evaluate/baseline.ts'
import { BASES, type Basis } from '../evaluate/policy.ts'
import type { Register } from '../register/load.ts'
import { LIMIT_MS } from '../targets/connection.ts'
import type { TargetName } from '../targets/target.ts'
import { addressFrom, selectCases } from './choose.ts'
import { type ChosenPhases, choosePhases } from './choose-phases.ts'
import { calledAt, refuseProduction } from './live-host.ts'
import { inRange, liveOptions, refuseLiveOptions, refuseWithoutCredentials } from './live-options.ts'
import type { LiveOptions, RunOptions } from './options.ts'

/** What a run was asked to do, checked before anything starts. */
export interface Settings {
  /** As it was asked. */
  options: RunOptions
  targets: TargetName[]
  selected: readonly Case[]
  /** Nothing narrows the run. */
  complete: boolean
  phases: ChosenPhases
  seed: number
  /** What to meet a target with that may have no control plane; null where this run starts its targets. */
  live: LiveOptions | null
  /** Of a target that runs already. */
  address: string | null
  /** Whether fields that the OpenAPI description lacks are violations. */
  strict: boolean
  /** The weakest basis of a clause whose violation counts on a target that this run did not start. */
  failOn: Basis
  /** Known violations; null without a baseline. */
  baseline: readonly KnownViolation[] | null
  /** How long a response is waited for; milliseconds. */
  limitMs: number
  /** How long the whole run may take; milliseconds. */
  runLimitMs: number
}

/** An hour: a machine ten times slower than that of a developer needs a tenth of it for mock and sandbox, a live run a quarter. */
const RUN_LIMIT_MS = HOUR

/**
 * Checks the options of a run.
 *
 * @param drawSeed a seed where none was given
 * @throws UsageError when one of them is not as it must be
 */
export function settingsFrom(options: RunOptions, register: Register, drawSeed: () => number): Settings {
  const { target, url, phase, cases: ids = [], clauses = [], operations = [], seed = drawSeed() } = options
  const targets = targetsFrom(target, url)
  if (!Number.isSafeInteger(seed) || seed < 0) throw new UsageError(`Failed to read the options: --seed ${seed} is not a whole number.`)
  const restricted = ids.length + clauses.length + operations.length > 0
  const phases = choosePhases({ phase, budgetMs: options.budgetMs, replay: options.replay, restricted, seed })
  const selected = phase === undefined ? selectCases(cases, register, { ids, clauses, operations }) : []
  const isLive = targets.includes('live')
  const [first = 'live'] = targets
  const address = isLive || url !== undefined ? addressFrom(first, url) : null
  if (address === null || first === 'mock') refuseLiveOptions(options)
  if (options.controlToken !== undefined && (address === null || first !== 'sandbox'))
    throw new UsageError('Failed to read the options: --control-token needs --target sandbox and --url.')
  const live = address === null || first === 'mock' ? null : liveOptions(options, address)
  if (live !== null && isLive) refuseWithoutCredentials(live, calledAt('live', address))
  if (address !== null) refuseProduction(address, isLive ? options.productionHost : undefined)
  return {
    ...{ options, targets, selected, phases, complete: selected.length === cases.length, seed, live, address },
    strict: options.strict ?? address === null,
    failOn: failOnFrom(options.failOn, address),
    baseline: baselineFrom(options.baseline, register),
    limitMs: inRange('--response-timeout', options.responseTimeoutMs, LIMIT_MS, { from: 0.01, to: 600, unit: 1_000 }),
    runLimitMs: inRange('--timeout', options.timeoutMs, RUN_LIMIT_MS, { from: 1, to: 604_800, unit: 1_000 }),
  }
}

function targetsFrom(option: string | undefined, url: string | undefined): TargetName[] {
  if (option === undefined) {
    if (url !== undefined) throw new UsageError('Failed to read the options: --url needs --target: mock, sandbox or live.')
    return ['mock', 'sandbox']
  }
  return [choiceFrom('target', option, ['mock', 'sandbox', 'live'])]
}

function failOnFrom(option: string | undefined, address: string | null): Basis {
  if (option === undefined) return 'inferred'
  if (address === null)
    throw new UsageError('Failed to read the options: --fail-on needs --url. On what this command starts, every clause counts.')
  return choiceFrom('fail-on', option, BASES)
}
