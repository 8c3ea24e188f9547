import { actions } from '../../../generated/operations.ts'
import { interpretationOf } from './interpretation-keys.ts'
import { CLAUSE_FILES, type Clause, CONSUMER, type ConsumerClause, type Interpretation, type Register, type Source } from './types.ts'

/** What else is there to hold the register against. Left out: not looked at. */
export interface Known {
  /** Names of the rules that the sandbox has. */
  rules?: ReadonlySet<string>
  /** By clause id, where the description tells the clause. */
  pointers?: ReadonlyMap<string, unknown>
}

/** At most this part of the clauses may be unobservable from outside. */
const UNOBSERVABLE_SHARE = 0.1

/**
 * What does not fit together in a register whose files are each well-formed: a sentence for each problem, none when all is well.
 *
 * An interpretation that nothing mentions is no problem: it may be about what the documentation leaves out altogether.
 *
 * @example checkRegister(loadRegister(), { rules: new Set(Object.keys(documentedRules)) })
 */
export function checkRegister(register: Register, known: Known = {}): string[] {
  return [
    ...checkIds(register),
    ...checkSources(register),
    ...[...register.clauses.values()].flatMap((clause) => [...checkGrounds(clause), ...checkLinks(clause, register)]),
    ...[...register.consumer.values()].flatMap((clause) => checkConsumer(clause, register)),
    ...[...register.interpretations.values()].flatMap(checkInterpretation),
    ...checkUnobservable(register),
    ...checkKnown(register, known),
  ]
}

function checkIds({ files }: Register): string[] {
  const problems: string[] = []
  const home = new Map<string, string>()
  const prefixes = new Map<string, string>([...Object.entries(CLAUSE_FILES), [CONSUMER.file, CONSUMER.prefix]])
  for (const [file, ids] of files) {
    const prefix = prefixes.get(file)
    for (const id of ids) {
      const first = home.get(id)
      if (first !== undefined) problems.push(`duplicate id ${id}: in ${first} and in ${file}. Change one of the two.`)
      home.set(id, file)
      if (prefix !== undefined && !id.startsWith(`${prefix}-`)) {
        problems.push(`${id} is in ${file}, whose ids begin with ${prefix}. Move it, or give it another id.`)
      }
    }
  }
  return problems
}

/**
 * The units of pages that lead nowhere, to what does not exist, or two ways at once.
 *
 * @example checkSources(loadRegister()).length // 0: every unit is mapped
 */
export function checkSources(register: Register): string[] {
  return register.sources.flatMap((source) => checkSource(source, register))
}

function checkSource({ locator, clauses = [], interpretations = [], notBehaviour }: Source, register: Register): string[] {
  const problems = [
    ...clauses.filter((id) => !register.clauses.has(id)).map((id) => unknownId(locator, 'clause', id)),
    ...interpretations.filter((id) => !register.interpretations.has(id)).map((id) => unknownId(locator, 'interpretation', id)),
  ]
  const leads = clauses.length + interpretations.length > 0
  if (!leads && notBehaviour === undefined) {
    problems.push(`${locator} leads nowhere. Name its clauses or interpretations, or say in notBehaviour why it describes no behaviour.`)
  }
  if (leads && notBehaviour !== undefined) {
    problems.push(`${locator} leads to clauses or interpretations and yet is called no behaviour. Keep one of the two.`)
  }
  return problems
}

/** Each clause has to stand on something that a reader can look up. */
function checkGrounds({ id, basis, sources, cites, interpretations = [] }: Clause): string[] {
  const said = sources.length > 0 || cites !== undefined
  if (basis === 'documented' && !said) {
    return [`${id} is documented, but no source leads to it and it cites no page. Map its sentence, cite a page, or call it inferred.`]
  }
  if (basis === 'inferred' && !said && interpretations.length === 0) {
    return [`${id} is inferred from nothing: no source, no cited page, no interpretation. Name what it follows from.`]
  }
  if (basis === 'assumed' && interpretations.length === 0) {
    return [`${id} is assumed, but names no interpretation with the other options. Name or write one.`]
  }
  return []
}

function checkConsumer({ id, subject, basis, cites, clauses = [], interpretations = [], after = [] }: ConsumerClause, register: Register) {
  const problems = [
    ...clauses.filter((name) => !register.clauses.has(name)).map((name) => unknownId(id, 'clause', name)),
    ...interpretations.filter((name) => !register.interpretations.has(name)).map((name) => unknownId(id, 'interpretation', name)),
  ]
  if (basis === 'documented' && cites === undefined) problems.push(`${id} is documented, but cites no page. Cite one, or call it inferred.`)
  if (basis === 'inferred' && cites === undefined && clauses.length === 0)
    problems.push(`${id} is inferred from nothing: no cited page, no clause. Name what it follows from.`)
  for (const name of after) {
    if (register.consumer.get(name)?.subject !== subject || name >= id)
      problems.push(`${id} comes after ${name}, which is no earlier clause of a ${subject}. Correct the id.`)
  }
  return problems
}

function checkLinks({ id, interpretations = [], holdsUnder }: Clause, register: Register): string[] {
  const problems = interpretations.flatMap((name) => {
    const options = register.interpretations.get(name)?.options
    if (options === undefined) return [unknownId(id, 'interpretation', name)]
    const open = Object.keys(options).length > 1
    return open ? [] : [`${id} names the interpretation ${name}, which has one option only: no other could break the clause. Take it out.`]
  })
  if (holdsUnder === undefined) return problems
  const [name = '', option = ''] = holdsUnder.split('=')
  const interpretation = interpretationOf(register, name)
  const told = `${id} holds under ${holdsUnder}, but`
  if (interpretation === undefined) problems.push(`${told} there is no interpretation ${name}. Correct the id, or add the interpretation.`)
  else if (!interpretation.switch) problems.push(`${told} ${name} cannot be switched. Make it switchable, or take holdsUnder out.`)
  else if (!Object.hasOwn(interpretation.options, option)) {
    problems.push(`${told} the options of ${name} are ${Object.keys(interpretation.options).join(', ')}. Name one of them.`)
  } else if (interpretation.chosen === option)
    problems.push(`${told} that is the option chosen: the clause holds anyway. Take holdsUnder out.`)
  return problems
}

function checkInterpretation({ id, options, chosen, switch: switchable, perAction = [] }: Interpretation): string[] {
  const names = Object.keys(options)
  const problems = perAction
    .filter((name) => !actions.includes(name))
    .map((name) => `${id} names the action ${name}. Choose from ${actions.join(', ')}.`)
  if (!names.includes(chosen)) problems.push(`${id} chooses ${chosen}, but its options are ${names.join(', ')}. Choose one of them.`)
  if (switchable && names.length < 2)
    problems.push(`${id} can be switched, but has one option only. Add the other, or set switch to false.`)
  if (perAction.length > 0 && !switchable) {
    problems.push(
      `${id} says which actions can follow an option of their own, but cannot be switched. Take perAction out, or set switch to true.`,
    )
  }
  return problems
}

function checkUnobservable({ clauses }: Register): string[] {
  const hidden = [...clauses.values()].filter(({ unobservable }) => unobservable !== undefined)
  const problems = hidden.flatMap(({ id, rule }) =>
    rule === undefined
      ? []
      : [`${id} cannot be observed, and yet has the rule ${rule}, which no test could hold to it. Take one of the two out.`],
  )
  if (hidden.length > clauses.size * UNOBSERVABLE_SHARE) {
    const ids = hidden.map(({ id }) => id).join(', ')
    problems.push(`${hidden.length} of ${clauses.size} clauses cannot be observed, more than 10 %. Find a way to see some of: ${ids}.`)
  }
  return problems
}

function checkKnown({ clauses }: Register, { rules, pointers }: Known): string[] {
  const problems: string[] = []
  for (const { id, rule } of clauses.values()) {
    if (rules !== undefined && rule !== undefined && !rules.has(rule)) {
      problems.push(`${id} names the rule ${rule}, which the sandbox does not have. Correct the name, or write the rule.`)
    }
    if (pointers !== undefined && rule === undefined && !pointers.has(id)) {
      problems.push(`${id} has neither a rule nor a place in the description. Give it one of the two.`)
    }
  }
  for (const id of pointers?.keys() ?? []) if (!clauses.has(id)) problems.push(unknownId('The description', 'clause', id))
  return problems
}

function unknownId(where: string, kind: 'clause' | 'interpretation', id: string): string {
  return `${where} names the ${kind} ${id}, which does not exist. Correct the id, or add the ${kind}.`
}
