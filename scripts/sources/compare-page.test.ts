import { describe, expect, it } from 'vitest'
import { smallRegister } from '../../contract/src/register/small-register.ts'
import type { Source } from '../../contract/src/register/types.ts'
import { comparePage } from './compare-page.ts'
import { splitPage } from './split-page.ts'

const OLD = ['Tea', 'Notes', '- Boil.', '- Pour.', '- Wait.', 'Benefits', '- It warms.']

/** Maps every unit of OLD: the first note to FRZ-10, the second to FRZ-11, the third to FRZ-12 and an interpretation. */
const mapped = (): Source[] => {
  const leads: Record<string, Partial<Source>> = {
    'tea#notes/1': { clauses: ['FRZ-10'] },
    'tea#notes/2': { clauses: ['FRZ-11'] },
    'tea#notes/3': { clauses: ['FRZ-12'], interpretations: ['C-SWITCH'] },
  }
  return splitPage('tea', OLD.join('\n')).map(({ locator, hash }) => ({ locator, hash, ...(leads[locator] ?? { notBehaviour: 'talk' }) }))
}

const compare = (lines: string[]): string[] => {
  const register = smallRegister()
  Object.assign(register.clauses.get('FRZ-11') ?? {}, { interpretations: ['C-FIXED'] })
  const differences = comparePage(mapped(), splitPage('tea', lines.join('\n')), register)
  return differences
    .map(({ kind, was, now, clauses, interpretations }) =>
      [kind, was ?? '', '>', now?.locator ?? '', ...clauses, ...interpretations].join(' '),
    )
    .map((line) => line.replaceAll('tea#', ''))
    .sort()
}

describe('comparePage', () => {
  it('finds nothing in the page that was mapped', () => {
    expect(compare(OLD)).toEqual([])
  })

  it('puts the clauses of a changed unit in doubt, with their interpretations', () => {
    expect(compare(OLD.with(3, '- Pour slowly.'))).toEqual(['changed notes/2 > notes/2 FRZ-11 C-FIXED'])
  })

  it('puts the clauses and interpretations of a unit that is gone in doubt', () => {
    expect(compare(OLD.toSpliced(4, 1))).toEqual(['gone notes/3 >  FRZ-12 C-SWITCH'])
  })

  it('takes what only stands further down for moved, and doubts none of it', () => {
    expect(compare(OLD.toSpliced(2, 0, '- Fetch water.'))).toEqual([
      'moved notes/1 > notes/2',
      'moved notes/2 > notes/3',
      'moved notes/3 > notes/4',
      'new  > notes/1',
    ])
  })

  it('follows a unit that was moved out of its order or into another section', () => {
    expect(compare(['Tea', 'Notes', '- Wait.', '- Boil.', 'Benefits', '- It warms.', '- Pour.'])).toEqual([
      'moved notes/1 > notes/2',
      'moved notes/2 > benefits/2',
      'moved notes/3 > notes/1',
    ])
  })

  it('pairs a changed unit by its neighbours when others come and go elsewhere', () => {
    expect(compare(['Tea', 'Notes', '- Fetch water.', '- Boil.', '- Pour slowly.', '- Wait.', 'Benefits'])).toEqual([
      'changed notes/2 > notes/3 FRZ-11 C-FIXED',
      'gone benefits/1 > ',
      'moved notes/1 > notes/2',
      'moved notes/3 > notes/4',
      'new  > notes/1',
    ])
  })

  it('pairs each of several equal units once', () => {
    expect(compare(OLD.toSpliced(3, 0, '- Boil.'))).toEqual(['moved notes/2 > notes/3', 'moved notes/3 > notes/4', 'new  > notes/2'])
  })

  it('calls everything new on a page that has nothing in common', () => {
    const kinds = new Set(compare(['Coffee', 'Parameters', 'Grind.']).map((line) => line.split(' ')[0]))
    expect(kinds).toEqual(new Set(['changed', 'gone', 'new']))
  })
})
