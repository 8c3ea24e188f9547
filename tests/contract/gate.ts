import type { Register } from '../../scripts/register/load.ts'
import type { Case } from './case.ts'
import type { Probe } from './probe.ts'
import { verifies } from './report/build.ts'

/**
 * What is wrong between cases and clauses, in both directions: a sentence for each problem, none when all is well.
 *
 * @example checkCoverage(cases, loadRegister())
 */
export function checkCoverage(cases: readonly Case[], register: Register): string[] {
  return [...checkCases(cases, register), ...checkClauses(cases, register)]
}

function checkCases(cases: readonly Case[], register: Register): string[] {
  const ids = cases.map(({ id }) => id)
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `The case id ${id} stands twice. Rename one.`)
  return [...twice, ...cases.flatMap((row) => checkCase(row, register))]
}

function checkCase({ id, clauses, under, ...row }: Case, register: Register): string[] {
  const problems: string[] = []
  if (!/^[a-zA-Z0-9]+([-_][a-zA-Z0-9_]+)*$/.test(id))
    problems.push(`The case id "${id}" does not go into a command line. Use letters, digits and hyphens.`)
  if (clauses.length === 0) problems.push(`The case ${id} names no clause. Say what it verifies.`)
  if (clauses.length > 3) problems.push(`The case ${id} names ${clauses.length} clauses. Split it: three are the most.`)
  for (const clause of clauses) {
    if (!register.clauses.has(clause)) problems.push(`The case ${id} names the clause ${clause}, which does not exist.`)
    else if (register.clauses.get(clause)?.unobservable !== undefined)
      problems.push(`The case ${id} names ${clause}, which cannot be observed.`)
  }
  for (const [reading, option] of Object.entries(under ?? {})) {
    const known = register.readings.get(reading)
    if (known === undefined || !known.switch || !Object.hasOwn(known.options, option))
      problems.push(`The case ${id} runs under ${reading}=${option}, which cannot be switched.`)
  }
  const [primary] = clauses
  if (
    primary !== undefined &&
    register.clauses.has(primary) &&
    !verifies({ id, clauses, ...(under === undefined ? {} : { under }), ...row }, primary, register)
  ) {
    problems.push(
      `The case ${id} is for ${primary}, but does not look at what the clause is about (${register.clauses.get(primary)?.observe}).`,
    )
  }
  return problems
}

function checkClauses(cases: readonly Case[], register: Register): string[] {
  return [...register.clauses.values()].flatMap(({ id, unobservable }) => {
    if (unobservable !== undefined) return []
    if (!cases.some((row) => verifies(row, id, register))) return [`No case verifies ${id}. Write one that looks at what it is about.`]
    return cases.some(({ clauses }) => clauses[0] === id)
      ? []
      : [`No case is for ${id}: it stands beside others only. Write one of its own.`]
  })
}

/** Readings without a probe that give no reason for it, or could be switched; and probes of what is no reading, or is said to have none. */
export function checkProbes(probes: readonly Probe[], register: Register): string[] {
  const probed = new Set(probes.map(({ reading }) => reading))
  const unknown = [...probed].filter((id) => !register.readings.has(id))
  return [
    ...[...register.readings.values()].flatMap(({ id, probe, ...reading }) => {
      const why = /^none: \S/.test(probe)
      if (probed.has(id)) return why ? [`The reading ${id} has a probe, but the register says ${probe}.`] : []
      if (reading.switch) return [`The reading ${id} can be switched and has no probe.`]
      return why ? [] : [`The reading ${id} has no probe, and the register gives no reason (none: …).`]
    }),
    ...unknown.map((id) => `There is a probe of ${id}, which is no reading.`),
  ]
}

/** Answers that the description names and no case of the sandbox reaches by its cause. */
export function unreachedAnswers(cases: readonly Case[], description: { paths: Record<string, unknown> }): string[] {
  const reached = new Set(cases.map(({ request, want }) => `${request.operation} ${want.status}`))
  const named = Object.values(description.paths).flatMap((item) =>
    Object.values(item as Record<string, { operationId?: string; responses?: object }>).flatMap(({ operationId, responses }) =>
      operationId === undefined ? [] : Object.keys(responses ?? {}).map((status) => `${operationId} ${status}`),
    ),
  )
  return named.filter((answer) => !reached.has(answer))
}
