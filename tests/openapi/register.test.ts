import { describe, expect, it } from 'vitest'
import { checkRegister } from '../../scripts/register/check.ts'
import { loadRegister } from '../../scripts/register/load.ts'

/** Inferred clauses that do not yet name what they follow from. Take an id out once its clause does. */
const UNGROUNDED = ['CAN-45', 'EVT-20', 'EVT-23', 'EVT-24', 'GEN-09']

describe('the register of this repository', () => {
  const register = loadRegister()

  it('fits together', () => {
    const problems = checkRegister(register)
    expect(problems.filter((problem) => !UNGROUNDED.some((id) => problem.startsWith(`${id} is inferred from nothing`)))).toEqual([])
  })

  it('gives each clause the units that lead to it', () => {
    for (const { locator, clauses = [] } of register.sources) {
      for (const id of clauses) expect(register.clauses.get(id)?.sources).toContain(locator)
    }
  })

  it('holds all six files of clauses, the readings and the four pages', () => {
    expect(new Set([...register.clauses.keys()].map((id) => id.slice(0, 3)))).toEqual(new Set(['FRZ', 'UNF', 'CAN', 'UPD', 'EVT', 'GEN']))
    expect([...register.pages.keys()]).toEqual(['freeze', 'unfreeze', 'cancel', 'update'])
    expect(register.readings.get('C-NONE-ELIGIBLE')?.options).toHaveProperty('reject')
  })
})
