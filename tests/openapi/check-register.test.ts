import { describe, expect, it } from 'vitest'
import { checkRegister, type Known } from '../../contract/src/register/check.ts'
import { smallRegister } from '../../contract/src/register/small-register.ts'
import type { Clause, ConsumerClause, Interpretation, Register, Source } from '../../contract/src/register/types.ts'

type Change = (register: Register) => void

const clause = (register: Register, change: Partial<Clause>): void => {
  Object.assign(register.clauses.get('FRZ-10') ?? {}, change)
}
const interpretation = (register: Register, change: Partial<Interpretation>): void => {
  Object.assign(register.interpretations.get('C-SWITCH') ?? {}, change)
}
const source = (register: Register, change: Partial<Source>): void => {
  Object.assign(register.sources[1] ?? {}, change)
}
const consumer = (register: Register, change: Partial<ConsumerClause>): void => {
  const base: ConsumerClause = { id: 'CON-02', subject: 'client', statement: 'Invented.', basis: 'assumed', otherwise: 'Harm.' }
  register.consumer.set('CON-01', { ...base, id: 'CON-01', subject: 'receiver' })
  register.consumer.set('CON-02', { ...base, ...change })
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

const problems: [name: string, change: Change, want: string[], known?: Known][] = [
  ['an id twice in one file', (r) => write(r, 'freeze.yaml', 'FRZ-10'), ['duplicate id FRZ-10: in freeze.yaml']],
  ['an id in two files', (r) => write(r, 'cancel.yaml', 'FRZ-10'), ['duplicate id', 'ids begin with CAN']],
  ['an interpretation twice', (r) => write(r, 'interpretations.yaml', 'C-FIXED'), ['duplicate id C-FIXED']],
  ['an id in the file of another prefix', (r) => write(r, 'event.yaml', 'UPD-01'), ['UPD-01 is in event.yaml']],
  ['a source with an unknown clause', (r) => source(r, { clauses: ['FRZ-99'] }), ['names the clause FRZ-99']],
  ['a source with an unknown interpretation', (r) => source(r, { interpretations: ['C-NONE'] }), ['names the interpretation C-NONE']],
  ['a source with nothing', (r) => source(r, { clauses: [] }), ['freeze#notes/10 leads nowhere']],
  ['a source that also is no behaviour', (r) => source(r, { notBehaviour: 'story' }), ['and yet is called no behaviour']],
  ['a documented clause without a page', (r) => unsourced(r, {}), ['FRZ-10 is documented, but no source']],
  [
    'a documented clause with an interpretation but no page',
    (r) => unsourced(r, { interpretations: ['C-FIXED'] }),
    ['FRZ-10 is documented, but no source'],
  ],
  ['an inferred clause without grounds', (r) => unsourced(r, { basis: 'inferred' }), ['inferred from nothing']],
  ['an assumed clause without an interpretation', (r) => clause(r, { basis: 'assumed' }), ['FRZ-10 is assumed']],
  [
    'a clause with an unknown interpretation',
    (r) => clause(r, { interpretations: ['C-NONE'] }),
    ['FRZ-10 names the interpretation C-NONE'],
  ],
  [
    'a clause with an interpretation that could not break it',
    (r) => {
      clause(r, { interpretations: ['C-FIXED'] })
      Object.assign(r.interpretations.get('C-FIXED') ?? {}, { options: { one: 'the only one' } })
    },
    ['FRZ-10 names the interpretation C-FIXED, which has one option only'],
  ],
  ['holdsUnder an unknown interpretation', (r) => clause(r, { holdsUnder: 'C-NONE=two' }), ['there is no interpretation C-NONE']],
  ['holdsUnder a fixed interpretation', (r) => clause(r, { holdsUnder: 'C-FIXED=two' }), ['C-FIXED cannot be switched']],
  ['holdsUnder an unknown option', (r) => clause(r, { holdsUnder: 'C-SWITCH=toString' }), ['options of C-SWITCH are one, two']],
  ['holdsUnder the option chosen', (r) => clause(r, { holdsUnder: 'C-SWITCH=one' }), ['the clause holds anyway']],
  ['a consumer clause in the file of another prefix', (r) => write(r, 'consumer.yaml', 'EVT-01'), ['whose ids begin with CON']],
  ['a documented consumer clause without a page', (r) => consumer(r, { basis: 'documented' }), ['CON-02 is documented, but cites no page']],
  ['an inferred consumer clause without grounds', (r) => consumer(r, { basis: 'inferred' }), ['CON-02 is inferred from nothing']],
  ['a consumer clause with an unknown clause', (r) => consumer(r, { clauses: ['FRZ-99'] }), ['CON-02 names the clause FRZ-99']],
  [
    'a consumer clause with an unknown interpretation',
    (r) => consumer(r, { interpretations: ['C-NONE'] }),
    ['CON-02 names the interpretation C-NONE'],
  ],
  ['a consumer clause after one of another subject', (r) => consumer(r, { after: ['CON-01'] }), ['no earlier clause of a client']],
  ['a consumer clause after itself', (r) => consumer(r, { after: ['CON-02'] }), ['CON-02 comes after CON-02']],
  ['an interpretation that chooses no option of its own', (r) => interpretation(r, { chosen: 'three' }), ['C-SWITCH chooses three']],
  [
    'actions of an interpretation that cannot be switched',
    (r) => interpretation(r, { switch: false, perAction: ['freeze', 'cancel'] }),
    ['C-SWITCH says which actions'],
  ],
  [
    'an action that there is not',
    (r) => interpretation(r, { perAction: ['freeze', 'thaw' as 'cancel'] }),
    ['C-SWITCH names the action thaw. Choose from freeze, unfreeze, cancel.'],
  ],
  [
    'holdsUnder an action that the interpretation does not tell apart',
    (r) => clause(r, { holdsUnder: 'C-SWITCH.cancel=two' }),
    ['there is no interpretation C-SWITCH.cancel'],
  ],
  ['a switch with one position', (r) => interpretation(r, { options: { one: 'the first' } }), ['C-SWITCH can be switched']],
  ['an unobservable clause with a rule', (r) => clause(r, { unobservable: 'Hidden.' }), ['yet has the rule invented']],
  ['more than a tenth unobservable', (r) => hide(r, 2), ['2 of 10 clauses cannot be observed']],
  [
    'a rule that the sandbox does not have',
    (r) => clause(r, { rule: 'misspelt' }),
    ['FRZ-10 names the rule misspelt'],
    { rules: new Set(['invented']) },
  ],
  [
    'a clause with neither rule nor pointer',
    (r) => void delete r.clauses.get('FRZ-10')?.rule,
    ['FRZ-10 has neither a rule nor a place'],
    { pointers: new Map() },
  ],
  ['a pointer of an unknown clause', () => {}, ['The description names the clause FRZ-99'], { pointers: new Map([['FRZ-99', '/info']]) }],
]

const sound: [name: string, change: Change, known?: Known][] = [
  ['nothing changed', () => {}],
  ['a source that leads to a clause and an interpretation', (r) => source(r, { interpretations: ['C-FIXED'] })],
  ['a documented clause that cites another page', (r) => unsourced(r, { cites: 'pages.test/other' })],
  ['an inferred clause with a cited page', (r) => unsourced(r, { basis: 'inferred', cites: 'pages.test/other' })],
  ['an inferred clause with an interpretation', (r) => unsourced(r, { basis: 'inferred', interpretations: ['C-FIXED'] })],
  ['an inferred clause with a source', (r) => clause(r, { basis: 'inferred' })],
  ['an assumed clause with an interpretation', (r) => unsourced(r, { basis: 'assumed', interpretations: ['C-FIXED'] })],
  ['an assumed consumer clause', (r) => consumer(r, {})],
  ['an inferred consumer clause with a clause', (r) => consumer(r, { basis: 'inferred', clauses: ['FRZ-10'] })],
  ['a consumer clause after an earlier one', (r) => consumer(r, { subject: 'receiver', after: ['CON-01'] })],
  [
    'holdsUnder an option of one action',
    (r) => {
      interpretation(r, { perAction: ['freeze', 'cancel'] })
      clause(r, { holdsUnder: 'C-SWITCH.freeze=two' })
    },
  ],
  ['holdsUnder an option not chosen', (r) => clause(r, { holdsUnder: 'C-SWITCH=two' })],
  ['a tenth unobservable', (r) => hide(r, 1)],
  [
    'a clause without a rule that the description tells',
    (r) => void delete r.clauses.get('FRZ-10')?.rule,
    { rules: new Set(['invented']), pointers: new Map([['FRZ-10', '/info']]) },
  ],
]

describe('checkRegister', () => {
  it.each(problems)('tells of %s', (_, change, want, known) => {
    const register = smallRegister()
    change(register)
    const told = checkRegister(register, known)
    expect(told).toHaveLength(want.length)
    for (const [index, part] of want.entries()) expect(told[index]).toContain(part)
  })

  it.each(sound)('finds nothing wrong with %s', (_, change, known) => {
    const register = smallRegister()
    change(register)
    expect(checkRegister(register, known)).toEqual([])
  })
})
