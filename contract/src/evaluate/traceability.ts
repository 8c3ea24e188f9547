import { type Case, fieldsOf } from '../cases/case.ts'
import { clausesOf } from '../checks/assertions-of.ts'
import { operationsIn, reasonCodesOf, statusesOf } from '../checks/operations-in.ts'
import type { Probe } from '../probes/probe.ts'
import { interpretationOf, keysOf } from '../register/interpretation-keys.ts'
import type { Register } from '../register/load.ts'
import { verifies } from '../report/clauses.ts'

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
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `The case id ${id} is there twice. Rename one.`)
  return [...twice, ...cases.flatMap((row) => checkCase(row, register))]
}

function checkCase(row: Case, register: Register): string[] {
  const { id, clause, under } = row
  const known = register.clauses.get(clause)
  const named = clausesOf(row).filter((own) => own !== clause)
  return [
    ...(/^[a-zA-Z0-9]+([-_][a-zA-Z0-9_]+)*$/.test(id)
      ? []
      : [`The case id "${id}" does not fit into a command line. Use letters, digits and hyphens.`]),
    ...(known === undefined ? [`The case ${id} is for the clause ${clause}, which does not exist.`] : []),
    ...named.filter((own) => !register.clauses.has(own)).map((own) => `The case ${id} asserts the clause ${own}, which does not exist.`),
    ...[clause, ...named]
      .filter((own) => register.clauses.get(own)?.unobservable !== undefined)
      .map((own) => `The case ${id} asserts ${own}, which cannot be observed.`),
    ...(known !== undefined && !verifies(row, clause, register)
      ? [`The case ${id} is for ${clause}, but asserts nothing about it (${known.observe}).`]
      : []),
    ...Object.entries(under ?? {}).flatMap(([interpretation, option]) => {
      const known = interpretationOf(register, interpretation)
      return known?.switch && Object.hasOwn(known.options, option)
        ? []
        : [`The case ${id} runs under ${interpretation}=${option}, which cannot be switched.`]
    }),
  ]
}

function checkClauses(cases: readonly Case[], register: Register): string[] {
  return [...register.clauses.values()].flatMap(({ id, unobservable }) =>
    unobservable !== undefined || cases.some((row) => verifies(row, id, register))
      ? []
      : [`No case verifies ${id}. Write one that asserts what it is about.`],
  )
}

/** Interpretations without a probe that give no reason for it, or could be switched; and probes of what is no interpretation, or is said to have none. */
export function checkProbes(probes: readonly Probe[], register: Register): string[] {
  const probed = new Set(probes.map(({ interpretation }) => interpretation))
  const unknown = [...probed].filter((key) => interpretationOf(register, key) === undefined)
  return [
    ...[...register.interpretations.values()].flatMap((interpretation) => {
      const { id, probe } = interpretation
      const why = /^none: \S/.test(probe)
      if (keysOf(interpretation).every((key) => probed.has(key)))
        return why ? [`The interpretation ${id} has a probe, but the register says ${probe}.`] : []
      if (interpretation.switch) return [`The interpretation ${id} can be switched and has no probe.`]
      return why ? [] : [`The interpretation ${id} has no probe, and the register gives no reason (none: …).`]
    }),
    ...unknown.map((id) => `There is a probe of ${id}, which is no interpretation.`),
  ]
}

/**
 * Operations, statuses and reason codes of a description that no case expects: a sentence for each, none when all is well. What an
 * operation that no case sends has beside is not told again.
 *
 * @param description the parsed bundle
 * @example unexpected(cases, ourDescription()) // []
 */
export function unexpected(cases: readonly Case[], description: object): string[] {
  const sent = new Set<string>(cases.map(({ request }) => request.operation))
  const returned = new Set(cases.map(({ request, want }) => `${request.operation} ${want.status}`))
  const accepted = new Set(
    cases.filter(({ want }) => want.status < 400).map(({ request }) => `${request.operation} ${fieldsOf(request).reasonCode}`),
  )
  return operationsIn(description).flatMap((operation) => {
    const { id } = operation
    if (!sent.has(id))
      return [
        `The description has the operation ${id}; no case expects it. Add cases in contract/src/cases/ (CONTRIBUTING.md says what else).`,
      ]
    const statuses = statusesOf(operation).filter((status) => !returned.has(`${id} ${status}`))
    const codes = reasonCodesOf(description, operation).filter((code) => !accepted.has(`${id} ${code}`))
    return [
      ...statuses.map(
        (status) => `The description has the status ${status} of ${id}; no case expects it. Add a case in contract/src/cases/.`,
      ),
      ...codes.map(
        (code) =>
          `The description has the reason code ${code} of ${id}; no case expects it to be accepted. Add a case in contract/src/cases/.`,
      ),
    ]
  })
}
