import { createHash } from 'node:crypto'
import { ourDescription } from '../assets.ts'
import type { Case } from '../cases/case.ts'
import { createSchemaCheck } from '../checks/schema.ts'
import { type HarEntry, recorded } from '../evidence/exchanges.ts'
import { probes } from '../probes/index.ts'
import { type ProbeResult, probe } from '../probes/probe.ts'
import { createRedactor } from '../redact/redactor.ts'
import { connect } from '../targets/connect.ts'
import type { TargetName } from '../targets/target.ts'
import { type Asking, createAsking } from './ask.ts'
import type { CaseResult } from './check-case.ts'
import { leaving, type Told } from './leaving.ts'
import type { PhasesOptions, TargetOptions } from './options.ts'
import type { PhaseResult } from './phase.ts'
import { phases } from './phases.ts'

/** What was found on targets, before anything is held against one. */
export interface Found {
  results: { result: CaseResult; durationMs: number }[]
  probes: ProbeResult[]
  phases: PhaseResult[]
  /** Of a live target, redacted. */
  exchanges: HarEntry[]
  /** What the cases exchanged with mock and sandbox, when that is recorded. */
  recorded: HarEntry[]
  /** Errors outside of any case: a target that could not be reached, a fault of the suite. */
  errors: string[]
}

/** What to run on a target. */
export interface Tests {
  cases: readonly Case[]
  phases: PhasesOptions | null
  /** Of interpretations whose probes run; null for all. */
  interpretations: readonly string[] | null
  /** Of the order of the tests. */
  seed: number
  /** The instant that recorded exchanges carry, ISO 8601; null when none are recorded. Those with a live target never are. */
  record: string | null
}

/** What a run of the tests of a target takes from outside. */
interface Surroundings {
  now: () => number
  /** Aborted, with the reason, when the whole run is over. */
  signal: AbortSignal
  /** Told after each case. */
  tell: (result: CaseResult) => void
}

/** A case, a probe or a phase. */
interface Test {
  title: string
  /** What its exchanges are called. */
  comment: string
  find: () => Promise<Told>
}

/** So many tests are under way at once, each on a platform of its own. */
const LANES = 8
/** Of what a test throws, at most; characters. */
const LONGEST_ERROR = 4_000

/**
 * Runs cases, phases and probes on one target, each as a test of its own: what one of them throws ends no other.
 *
 * @example const { results } = await runTarget('sandbox', options, tests, { now: Date.now, signal, tell: () => undefined })
 */
export async function runTarget(name: TargetName, options: TargetOptions, tests: Tests, surroundings: Surroundings): Promise<Found> {
  const { now, signal, tell } = surroundings
  const found: Found = { results: [], probes: [], phases: [], exchanges: [], recorded: [], errors: [] }
  const { target, close } = await connect(name, options, signal)
  const { takeExchanges, redactor = createRedactor() } = target
  const run = async ({ title, comment, find }: Test): Promise<void> => {
    const began = now()
    try {
      const told = await find()
      const exchanges = takeExchanges?.().map((entry) => ({ ...entry, comment }))
      const { contract, ...more } = leaving({ ...told, ...(exchanges && { exchanges }) }, redactor)
      found.exchanges.push(...(more.exchanges ?? []))
      found.recorded.push(...(more.recorded ?? []))
      found.probes.push(...[more.probe ?? []].flat())
      found.phases.push(...[more.phase ?? []].flat())
      if (contract === undefined) return
      found.results.push({ result: contract, durationMs: now() - began })
      tell(contract)
    } catch (error) {
      // A test never throws for what its target does: this is a fault of ours.
      const why = redactor.value(error instanceof Error ? error.message : String(error), LONGEST_ERROR)
      found.errors.push(`${name}, ${title}: ${why}`)
    }
  }
  try {
    const asking = createAsking(target, signal)
    const all = [...caseTests(asking, tests, options), ...phaseTests(asking, tests, options, now), ...probeTests(asking, tests)]
    // Without a control plane, requests are sequential, since events are told apart by their order; and in the order of the tables, so that
    // each case claims the order that a dry run shows.
    if (options.live === null) await inLanes(shuffled(all, tests.seed), LANES, run)
    else await inLanes(all, 1, run)
  } finally {
    await close()
  }
  return found
}

function caseTests({ check, target }: Asking, { cases, record }: Tests, { live }: TargetOptions): Test[] {
  const schemas = createSchemaCheck(ourDescription())
  return cases.map((row) => ({
    title: `${row.id}: ${row.name}`,
    comment: row.id,
    find: async () => {
      const recording = record === null || live !== null ? null : recorded(target, row, record)
      const contract = await check(row, schemas, recording?.target)
      return { contract, ...(recording && { recorded: recording.entries }) }
    },
  }))
}

function phaseTests(asking: Asking, tests: Tests, { live }: TargetOptions, now: () => number): Test[] {
  const { names, run } = tests.phases ?? { names: [], run: { seed: 0, budgetMs: 0, replay: null } }
  return phases
    .filter(({ name }) => names.includes(name))
    .map((phase) => ({
      title: `phase ${phase.name}`,
      comment: phase.name,
      find: async () => {
        const cannot = unrun(live !== null, asking)
        const about = { phase: phase.name, target: asking.target.name, seed: run.seed, counts: {}, failures: [], durationMs: 0 }
        return { phase: cannot === null ? await phase.run(asking.target, run, now) : { ...about, ...cannot } }
      },
    }))
}

const probeTests = ({ target }: Asking, { interpretations }: Tests): Test[] =>
  probes
    .filter(({ interpretation }) => interpretations === null || interpretations.includes(interpretation.split('.')[0] ?? ''))
    .map((row) => ({
      title: `probe ${row.interpretation}`,
      comment: `probe-${row.interpretation}`,
      find: async () => ({ probe: await probe(row, target) }),
    }))

/** What becomes of generated tests that are not begun. */
function unrun(isLive: boolean, { stopped }: Asking): { status: 'skipped' | 'inconclusive'; reason: string } | null {
  const why = stopped()
  if (why !== null) return { status: 'inconclusive', reason: why }
  return isLive ? { status: 'skipped', reason: 'it needs more orders than can be prepared by hand' } : null
}

/** In an order that a seed decides. */
const shuffled = (tests: readonly Test[], seed: number): Test[] =>
  tests
    .map((test) => ({ test, place: createHash('sha256').update(`${seed} ${test.title}`).digest('hex') }))
    .toSorted((one, other) => (one.place < other.place ? -1 : 1))
    .map(({ test }) => test)

/** Each lane takes the next test once it is done with one. */
async function inLanes(tests: readonly Test[], lanes: number, run: (test: Test) => Promise<void>): Promise<void> {
  const waiting = tests.values()
  const lane = async (): Promise<void> => {
    for (const test of waiting) await run(test)
  }
  await Promise.all(Array.from({ length: lanes }, lane))
}
