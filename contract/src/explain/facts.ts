import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { ROOT } from '../assets.ts'
import type { Case } from '../cases/case.ts'
import { clausesOf } from '../checks/assertions-of.ts'
import type { Register } from '../register/load.ts'
import type { Place } from '../register/pointers.ts'
import { sourceFacts } from '../register/sources.ts'
import type { Clause, ConsumerClause, Interpretation } from '../register/types.ts'
import { verifies } from '../report/clauses.ts'
import { failureGroups } from '../report/failures.ts'
import type { Report, ReportCase } from '../report/report.ts'
import type { Known, LiveRun } from './known.ts'

/** All that there is to explain something with. */
export interface Material {
  register: Register
  cases: readonly Case[]
  /** By id of a clause or interpretation, where the description says it. */
  pointers: ReadonlyMap<string, Place[]>
  /** Interpretations that a target can be asked about. */
  probed: ReadonlySet<string>
  known: Known
}

/** What a run found, and the options that narrowed it, if any did. */
export interface Run<Found> {
  startedAt: string
  contractVersion: string
  narrowed: string[] | null
  found: Found
}

const RULES = new URL('sandbox/src/rules/', ROOT)

/**
 * What register and description say of a clause, before any run.
 *
 * @example statedFacts(clause, { register, pointers }).sources // [{ locator: 'freeze#notes/1', url: 'https://…', revision: '…' }]
 */
export const statedFacts = (clause: Clause, { register, pointers }: Pick<Material, 'register' | 'pointers'>) => ({
  id: clause.id,
  statement: clause.statement,
  basis: clause.basis,
  observe: clause.observe,
  sources: clause.sources.map((locator) => sourceFacts(locator, register)),
  cites: clause.cites ?? null,
  describedAt: pointers.get(clause.id) ?? [],
  rule: clause.rule ?? null,
  interpretations: clause.interpretations ?? [],
  holdsUnder: clause.holdsUnder ?? null,
  unobservable: clause.unobservable ?? null,
})

/** Everything about a clause. */
export function clauseFacts(clause: Clause, { register, cases, pointers, known }: Material) {
  // Those that are for the clause, or else those that show it beside others.
  const naming = cases.filter((row) => clausesOf(row).includes(clause.id))
  const own = naming.filter((row) => row.clause === clause.id)
  const interpretation = (id: string) => ({
    id,
    question: register.interpretations.get(id)?.question,
    ours: register.interpretations.get(id)?.chosen,
  })
  const { rule, interpretations, ...stated } = statedFacts(clause, { register, pointers })
  return {
    kind: 'clause' as const,
    ...stated,
    rule: rule === null ? null : { name: rule, file: ruleFile(rule) },
    interpretations: interpretations.map(interpretation),
    cases: (own.length > 0 ? own : naming).map((row) => ({
      ...{ id: row.id, name: row.name, primary: row.clause === clause.id, verifies: verifies(row, clause.id, register) },
      results: resultsOf(known.report, row.id).map(({ target, status, reason, forced }) => ({ target, status, reason, forced })),
    })),
    mutants: known.mutants?.filter((mutant) => mutant.clause === clause.id) ?? null,
    results: runOf(known.report, () => known.report?.clauses.find(({ id }) => id === clause.id)?.results ?? {}),
    failures: failuresOf(known.report, clause.id),
    evidence: lastSeen(known.live, (run) => run.clauses.find(({ id }) => id === clause.id)?.result),
  }
}

/** What violates a clause, one entry for each mistake, with the shortest command to reproduce it. */
const failuresOf = (report: Report | null, id: string) =>
  (report === null ? [] : failureGroups(report))
    .filter(({ clause }) => clause === id)
    .map(({ target, title, size, differs, known, example: { replay } }) => ({
      target,
      title,
      size,
      differs,
      known,
      command: replay[0] ?? '',
    }))

/** Everything about a consumer clause. */
export const consumerFacts = (clause: ConsumerClause) => ({ kind: 'consumer' as const, ...clause })

/** Everything about an interpretation. */
export function interpretationFacts(interpretation: Interpretation, { register, pointers, probed, known }: Material) {
  const clauses = [...register.clauses.values()]
  const told = clauses.filter(({ interpretations = [] }) => interpretations.includes(interpretation.id))
  const under = clauses.filter(({ holdsUnder }) => holdsUnder?.split(/[.=]/)[0] === interpretation.id)
  return {
    kind: 'interpretation' as const,
    id: interpretation.id,
    question: interpretation.question,
    options: Object.entries(interpretation.options).map(([option, means]) => ({ option, means, ours: option === interpretation.chosen })),
    why: interpretation.why,
    switch: interpretation.switch,
    probe: { asks: interpretation.probe, exists: probed.has(interpretation.id) },
    sources: register.sources
      .filter(({ interpretations = [] }) => interpretations.includes(interpretation.id))
      .map(({ locator }) => sourceFacts(locator, register)),
    describedAt: pointers.get(interpretation.id) ?? [],
    clauses: told.map(({ id, statement }) => ({ id, statement })),
    clausesUnder: under.map(({ id, statement, holdsUnder }) => ({ id, statement, holdsUnder })),
    results: runOf(known.report, () => known.report?.interpretations.find(({ id }) => id === interpretation.id)?.observed ?? {}),
    evidence: lastSeen(known.live, (run) => run.interpretations.find(({ id }) => id === interpretation.id)?.observed),
  }
}

/** Everything about a case. */
export function caseFacts(row: Case, { register, known }: Material) {
  const { id, name, clause: _, ...rest } = row
  return {
    kind: 'case' as const,
    id,
    name,
    clauses: clausesOf(row).map((clause) => ({
      ...{ id: clause, statement: register.clauses.get(clause)?.statement },
      verifies: verifies(row, clause, register),
    })),
    row: rest,
    command: `npx async-orders contract --case ${id}`,
    results: runOf(known.report, () =>
      resultsOf(known.report, id).map(({ target, status, reason, forced, failures, replay }) => ({
        ...{ target, status, reason, forced, failures, replay },
      })),
    ),
    kills: known.mutants?.filter(({ by }) => by === id).map(({ id, breaks }) => ({ id, breaks })) ?? null,
  }
}

const resultsOf = (report: Report | null, id: string): ReportCase[] => report?.cases.filter((row) => row.id === id) ?? []

function runOf<Found>(report: Report | null, find: () => Found): Run<Found> | null {
  if (report === null) return null
  const { startedAt, contractVersion, narrowed = null } = report
  return { startedAt, contractVersion, narrowed, found: find() }
}

/** What was last verified on a live target; a rehearsal only where nothing ever was. */
function lastSeen(runs: LiveRun[], find: (run: LiveRun) => string | undefined) {
  const seen = runs.flatMap((run) => {
    const found = find(run)
    return found === undefined ? [] : [{ at: run.startedAt, host: run.host, rehearsal: run.rehearsal, found }]
  })
  return seen.findLast(({ rehearsal }) => !rehearsal) ?? seen.at(-1) ?? null
}

/** The file of the sandbox that holds a rule, and its line; null where its source is not at hand. */
function ruleFile(name: string): string | null {
  const made = new RegExp(`^(export (async )?(function|const) ${name}\\b|  ${name}:)`)
  if (!existsSync(RULES)) return null
  for (const file of readdirSync(RULES).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))) {
    const line = readFileSync(new URL(file, RULES), 'utf8')
      .split('\n')
      .findIndex((text) => made.test(text))
    if (line !== -1) return `sandbox/src/rules/${file}:${line + 1}`
  }
  return null
}
