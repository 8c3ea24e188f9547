import { describe, expect, it } from 'vitest'
import { checkRegister, type Known } from '../../contract/src/register/check.ts'
import { smallRegister } from '../../contract/src/register/small-register.ts'
import type { Clause, Interpretation, Register, Source } from '../../contract/src/register/types.ts'

interface Case {
  name: string
  change: (register: Register) => void
  known?: Known
  want: string[]
}

const clause = (register: Register, change: Partial<Clause>): void => {
  Object.assign(register.clauses.get('FRZ-10') ?? {}, change)
}
const interpretation = (register: Register, change: Partial<Interpretation>): void => {
  Object.assign(register.interpretations.get('C-SWITCH') ?? {}, change)
}
const source = (register: Register, change: Partial<Source>): void => {
  Object.assign(register.sources[1] ?? {}, change)
}
const unsourced = (register: Register, change: Partial<Clause>): void => clause(register, { sources: [], ...change })
const write = (register: Register, file: string, id: string): void => {
  register.files.set(file, [...(register.files.get(file) ?? []), id])
}
const hide = (register: Register, count: number): void => {
  for (const hidden of [...register.clauses.values()].slice(0, count)) {
    delete hidden.rule
    hidden.unobservable = 'Nothing shows it.'
  }
}

const problems: Case[] = [
  { name: 'an id twice in one file', change: (r) => write(r, 'freeze.yaml', 'FRZ-10'), want: ['FRZ-10 stands twice: in freeze.yaml'] },
  { name: 'an id in two files', change: (r) => write(r, 'cancel.yaml', 'FRZ-10'), want: ['twice', 'ids begin with CAN'] },
  { name: 'an interpretation twice', change: (r) => write(r, 'interpretations.yaml', 'C-FIXED'), want: ['C-FIXED stands twice'] },
  { name: 'an id in the file of another prefix', change: (r) => write(r, 'event.yaml', 'UPD-01'), want: ['UPD-01 stands in event.yaml'] },
  { name: 'a source with an unknown clause', change: (r) => source(r, { clauses: ['FRZ-99'] }), want: ['names the clause FRZ-99'] },
  {
    name: 'a source with an unknown interpretation',
    change: (r) => source(r, { interpretations: ['C-NONE'] }),
    want: ['names the interpretation C-NONE'],
  },
  { name: 'a source with nothing', change: (r) => source(r, { clauses: [] }), want: ['freeze#notes/10 leads nowhere'] },
  {
    name: 'a source that also is no behaviour',
    change: (r) => source(r, { notBehaviour: 'story' }),
    want: ['and yet is called no behaviour'],
  },
  { name: 'a documented clause without a page', change: (r) => unsourced(r, {}), want: ['FRZ-10 is documented, but no source'] },
  {
    name: 'a documented clause with an interpretation but no page',
    change: (r) => unsourced(r, { interpretations: ['C-FIXED'] }),
    want: ['FRZ-10 is documented, but no source'],
  },
  { name: 'an inferred clause without grounds', change: (r) => unsourced(r, { basis: 'inferred' }), want: ['inferred from nothing'] },
  { name: 'an assumed clause without an interpretation', change: (r) => clause(r, { basis: 'assumed' }), want: ['FRZ-10 is assumed'] },
  {
    name: 'a clause with an unknown interpretation',
    change: (r) => clause(r, { interpretations: ['C-NONE'] }),
    want: ['FRZ-10 names the interpretation C-NONE'],
  },
  {
    name: 'a clause with an interpretation that could not break it',
    change: (r) => {
      clause(r, { interpretations: ['C-FIXED'] })
      Object.assign(r.interpretations.get('C-FIXED') ?? {}, { options: { one: 'the only one' } })
    },
    want: ['FRZ-10 names the interpretation C-FIXED, which has one option only'],
  },
  {
    name: 'holdsUnder an unknown interpretation',
    change: (r) => clause(r, { holdsUnder: 'C-NONE=two' }),
    want: ['there is no interpretation C-NONE'],
  },
  {
    name: 'holdsUnder a fixed interpretation',
    change: (r) => clause(r, { holdsUnder: 'C-FIXED=two' }),
    want: ['C-FIXED cannot be switched'],
  },
  {
    name: 'holdsUnder an unknown option',
    change: (r) => clause(r, { holdsUnder: 'C-SWITCH=toString' }),
    want: ['options of C-SWITCH are one, two'],
  },
  { name: 'holdsUnder the option chosen', change: (r) => clause(r, { holdsUnder: 'C-SWITCH=one' }), want: ['the clause holds anyway'] },
  {
    name: 'an interpretation that chooses no option of its own',
    change: (r) => interpretation(r, { chosen: 'three' }),
    want: ['C-SWITCH chooses three'],
  },
  {
    name: 'actions of an interpretation that cannot be switched',
    change: (r) => interpretation(r, { switch: false, perAction: ['freeze', 'cancel'] }),
    want: ['C-SWITCH says which actions'],
  },
  {
    name: 'an action that there is not',
    change: (r) => interpretation(r, { perAction: ['freeze', 'thaw' as 'cancel'] }),
    want: ['C-SWITCH names the action thaw. Choose from freeze, unfreeze, cancel.'],
  },
  {
    name: 'holdsUnder an action that the interpretation does not tell apart',
    change: (r) => clause(r, { holdsUnder: 'C-SWITCH.cancel=two' }),
    want: ['there is no interpretation C-SWITCH.cancel'],
  },
  {
    name: 'a switch with one position',
    change: (r) => interpretation(r, { options: { one: 'the first' } }),
    want: ['C-SWITCH can be switched'],
  },
  {
    name: 'an unobservable clause with a rule',
    change: (r) => clause(r, { unobservable: 'Hidden.' }),
    want: ['yet has the rule invented'],
  },
  { name: 'more than a tenth unobservable', change: (r) => hide(r, 2), want: ['2 of 10 clauses cannot be observed'] },
  {
    name: 'a rule that the sandbox does not have',
    change: (r) => clause(r, { rule: 'misspelt' }),
    known: { rules: new Set(['invented']) },
    want: ['FRZ-10 names the rule misspelt'],
  },
  {
    name: 'a clause with neither rule nor pointer',
    change: (r) => void delete r.clauses.get('FRZ-10')?.rule,
    known: { pointers: new Map() },
    want: ['FRZ-10 has neither a rule nor a place'],
  },
  {
    name: 'a pointer of an unknown clause',
    change: () => {},
    known: { pointers: new Map([['FRZ-99', '/info']]) },
    want: ['The description names the clause FRZ-99'],
  },
]

const sound: Omit<Case, 'want'>[] = [
  { name: 'nothing changed', change: () => {} },
  { name: 'a source that leads to a clause and an interpretation', change: (r) => source(r, { interpretations: ['C-FIXED'] }) },
  { name: 'a documented clause that cites another page', change: (r) => unsourced(r, { cites: 'pages.test/other' }) },
  { name: 'an inferred clause with a cited page', change: (r) => unsourced(r, { basis: 'inferred', cites: 'pages.test/other' }) },
  { name: 'an inferred clause with an interpretation', change: (r) => unsourced(r, { basis: 'inferred', interpretations: ['C-FIXED'] }) },
  { name: 'an inferred clause with a source', change: (r) => clause(r, { basis: 'inferred' }) },
  { name: 'an assumed clause with an interpretation', change: (r) => unsourced(r, { basis: 'assumed', interpretations: ['C-FIXED'] }) },
  {
    name: 'holdsUnder an option of one action',
    change: (r) => {
      interpretation(r, { perAction: ['freeze', 'cancel'] })
      clause(r, { holdsUnder: 'C-SWITCH.freeze=two' })
    },
  },
  { name: 'holdsUnder an option not chosen', change: (r) => clause(r, { holdsUnder: 'C-SWITCH=two' }) },
  { name: 'a tenth unobservable', change: (r) => hide(r, 1) },
  {
    name: 'a clause without a rule that the description tells',
    change: (r) => void delete r.clauses.get('FRZ-10')?.rule,
    known: { rules: new Set(['invented']), pointers: new Map([['FRZ-10', '/info']]) },
  },
]

describe('checkRegister', () => {
  it.each(problems)('tells of $name', ({ change, known, want }) => {
    const register = smallRegister()
    change(register)
    const told = checkRegister(register, known)
    expect(told).toHaveLength(want.length)
    for (const [index, part] of want.entries()) expect(told[index]).toContain(part)
  })

  it.each(sound)('finds nothing wrong with $name', ({ change, known }) => {
    const register = smallRegister()
    change(register)
    expect(checkRegister(register, known)).toEqual([])
  })
})
