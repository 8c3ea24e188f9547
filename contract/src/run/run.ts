import { setMaxListeners } from 'node:events'
import { interpretationsOf } from '../evaluate/verdict.ts'
import { secretsOf } from '../redact/forms.ts'
import { createRedactor, type Redactor } from '../redact/redactor.ts'
import { loadRegister } from '../register/load.ts'
import type { Report } from '../report/report.ts'
import type { TargetName } from '../targets/target.ts'
import type { CaseResult } from './check-case.ts'
import { conclude, type Ran } from './conclude.ts'
import type { LiveOptions, RunOptions } from './options.ts'
import { preflight } from './preflight.ts'
import { type Found, runTarget } from './run-target.ts'
import { type Settings, settingsFrom } from './settings.ts'
import { type Running, start } from './start.ts'

/** What a run takes from outside. */
export interface Surroundings {
  /** The clock; milliseconds since 1970 (default: that of the machine). */
  now?: () => number
  /** Knows the secrets of the process (default: those of the options). */
  redactor?: Redactor
  /** Clauses that a mutation run has proven, or not. */
  proven?: ReadonlyMap<string, boolean>
  /** Whether the exchanges with mock and sandbox are recorded. */
  record?: boolean
  /** Told after each case. */
  tell?: (result: CaseResult) => void
}

type RunningTargets = Partial<Record<TargetName, Running>>

/**
 * Judges mock and sandbox, which it starts itself, or a target that is running. Needs no test runner; writes and prints nothing.
 *
 * @throws Error when an option is not as it must be, or a target cannot be judged at all: it does not respond, is another API, or does not
 * accept the credentials
 * @example const { verdict } = await runContract({ target: 'sandbox', url: 'http://127.0.0.1:8080/raas/v2' })
 */
export async function runContract(options: RunOptions = {}, surroundings: Surroundings = {}): Promise<Report> {
  const drawSeed = (): number => Math.floor(Math.random() * 2 ** 31)
  return (await run(settingsFrom(options, loadRegister(), drawSeed), surroundings)).report
}

/**
 * As {@link runContract}, with what a report does not show.
 *
 * @example const { report, recorded } = await run(settings, { record: true })
 */
export async function run(settings: Settings, surroundings: Surroundings): Promise<Ran> {
  const { now = Date.now } = surroundings
  const began = now()
  const limit = beginLimit(settings.runLimitMs)
  const running: RunningTargets = {}
  try {
    const live = await reach(settings, running, limit.signal)
    const found = await runTargets(settings, live, running, { ...surroundings, now, began, signal: limit.signal })
    const { redactor = createRedactor(secretsIn(settings.options)), proven = new Map() } = surroundings
    const baseUrls = Object.fromEntries(Object.entries(running).map(([name, { baseUrl }]) => [name, baseUrl]))
    return conclude(settings, found, { redactor, proven, baseUrls, withoutControl: live !== null, began, durationMs: now() - began })
  } finally {
    limit.end()
    await Promise.all(Object.values(running).map(({ close }) => close()))
  }
}

/** The time that a whole run may take. */
function beginLimit(limitMs: number): { signal: AbortSignal; end: () => void } {
  const ending = new AbortController()
  // Each request that is under way listens, and Node takes more than ten for a leak.
  setMaxListeners(0, ending.signal)
  const reason = new Error(`the run reached its limit of ${limitMs / 1_000} s (--timeout)`)
  const timer = setTimeout(() => ending.abort(reason), limitMs)
  return { signal: ending.signal, end: () => clearTimeout(timer) }
}

/** Starts the targets, or looks whether the one at an address can be judged. Returns what to meet it with where it has no control plane. */
async function reach(
  { targets, address, live, limitMs, options }: Settings,
  running: RunningTargets,
  signal: AbortSignal,
): Promise<LiveOptions | null> {
  for (const name of targets) {
    if (address === null && name !== 'live') {
      running[name] = await start(name)
      continue
    }
    const asked = { name, baseUrl: address ?? '', live, controlToken: options.controlToken, limitMs, run: signal }
    const { hasControl, baseUrl } = await preflight(asked)
    running[name] = { baseUrl, close: async () => undefined }
    if (hasControl) return null
  }
  return live
}

async function runTargets(
  { selected, complete, phases, seed, address, strict, limitMs, options, targets }: Settings,
  live: LiveOptions | null,
  running: RunningTargets,
  { now, began, signal, record, tell = () => undefined }: Surroundings & { now: () => number; began: number; signal: AbortSignal },
): Promise<Found> {
  // A narrowed run on a target that is not ours asks for the interpretations that could explain what its cases find.
  const interpretations = complete ? null : address === null ? [] : interpretationsOf(selected, loadRegister())
  const tests = { cases: selected, phases: phases.options, interpretations, seed, record: record ? new Date(began).toISOString() : null }
  const all = await Promise.all(
    targets.map((name) => {
      const baseUrl = running[name]?.baseUrl ?? ''
      const about = { baseUrl, controlToken: options.controlToken ?? null, live, ours: address === null, strict, limitMs }
      return runTarget(name, about, tests, { now, signal, tell })
    }),
  )
  const of = <Key extends keyof Found>(key: Key): Found[Key] => all.flatMap((found) => found[key] as unknown[]) as Found[Key]
  return {
    ...{ results: of('results'), probes: of('probes'), phases: of('phases') },
    ...{ exchanges: of('exchanges'), recorded: of('recorded'), errors: of('errors') },
  }
}

/**
 * The secrets among the options of a run.
 *
 * @example redactor.learn(secretsIn(options))
 */
export const secretsIn = ({ credentials, controlToken }: RunOptions): string[] => [
  ...(credentials === undefined ? [] : secretsOf(credentials)),
  ...[controlToken ?? []].flat(),
]
