import { describe, expect, it } from 'vitest'
import { checkRegister } from '../../contract/src/register/check.ts'
import { loadRegister } from '../../contract/src/register/load.ts'
import { CLAUSE_FILES, PAGES } from '../../contract/src/register/types.ts'

describe('the register of this repository', () => {
  const register = loadRegister()

  it('fits together', () => {
    expect(checkRegister(register)).toEqual([])
  })

  it('gives each clause the units that lead to it', () => {
    for (const { locator, clauses = [] } of register.sources) {
      for (const id of clauses) expect(register.clauses.get(id)?.sources).toContain(locator)
    }
  })

  it('holds all six files of clauses, the interpretations and the four pages', () => {
    expect(new Set([...register.clauses.keys()].map((id) => id.slice(0, 3)))).toEqual(new Set(Object.values(CLAUSE_FILES)))
    expect([...register.pages.keys()]).toEqual(PAGES)
    expect(register.interpretations.get('C-NONE-ELIGIBLE')?.options).toHaveProperty('reject')
  })
})
