import { describe, expect, it } from 'vitest'
import { holdsWhere, interpretationOf, keysOf } from '../../contract/src/register/interpretation-keys.ts'
import { loadRegister } from '../../contract/src/register/load.ts'

const register = loadRegister()

describe('keys of an interpretation', () => {
  it.each([
    ['C-NONE-EVENT', ['C-NONE-EVENT']],
    ['C-WINDOW-DAYS', ['C-WINDOW-DAYS.freeze', 'C-WINDOW-DAYS.cancel']],
  ])('of %s are %j', (id, keys) => {
    const interpretation = register.interpretations.get(id)
    expect(interpretation && keysOf(interpretation)).toEqual(keys)
  })

  it.each([
    ['C-WINDOW-DAYS', 'C-WINDOW-DAYS'],
    ['C-WINDOW-DAYS.cancel', 'C-WINDOW-DAYS'],
    ['C-WINDOW-DAYS.unfreeze', undefined],
    ['C-NONE-EVENT.freeze', undefined],
    ['C-NOBODY', undefined],
  ])('%s names %s', (key, id) => expect(interpretationOf(register, key)?.id).toBe(id))
})

describe('a clause that holds under an option', () => {
  it.each([
    ['C-NONE-ELIGIBLE.unfreeze=reject', { 'C-NONE-ELIGIBLE': 'reject' }, true],
    ['C-NONE-ELIGIBLE.unfreeze=reject', { 'C-NONE-ELIGIBLE.unfreeze': 'reject' }, true],
    ['C-NONE-ELIGIBLE.unfreeze=reject', { 'C-NONE-ELIGIBLE.freeze': 'reject' }, false],
    ['C-NONE-ELIGIBLE.unfreeze=reject', { 'C-NONE-ELIGIBLE': 'reject', 'C-NONE-ELIGIBLE.unfreeze': 'accept' }, false],
    ['C-WINDOW-UNF=same-as-freeze', { 'C-WINDOW-UNF': 'same-as-freeze' }, true],
    ['C-WINDOW-UNF=same-as-freeze', {}, false],
  ])('%s holds where %j is set: %s', (holdsUnder, under, holds) => expect(holdsWhere(holdsUnder, under)).toBe(holds))
})
