import { describe, expect, it } from 'vitest'
import { bundle } from '../bundle.ts'
import { confine } from './confine.ts'
import { descriptionMutants } from './index.ts'

const editOf = (id: string): Record<string, unknown> => {
  const mutant = descriptionMutants.find((candidate) => candidate.id === id)
  if (mutant === undefined || !('edit' in mutant)) throw new Error(`there is no edit ${id}`)
  return mutant.edit()
}

describe('the edits of the description', () => {
  it('each change it, and leave the original as it is', () => {
    const original = JSON.stringify(bundle)
    const without = descriptionMutants.filter((mutant) => 'edit' in mutant && JSON.stringify(mutant.edit()) === original)
    expect(without.map(({ id }) => id)).toEqual([])
    expect(JSON.stringify(bundle)).toBe(original)
  })

  it('are all different', () => {
    const edits = descriptionMutants.map((mutant) => ('edit' in mutant ? JSON.stringify(mutant.edit()) : ''))
    const twice = descriptionMutants.filter((_, index) => edits.indexOf(edits[index] ?? '') !== index)
    expect(twice.map(({ id }) => id)).toEqual([])
  })

  it.each([
    ['freeze-request-listed-reason-reason-code-required-dropped', 'FRZ-03'],
    ['update-async-order-request-notes-max-length-up', 'UPD-17'],
    ['external-ref-id-pattern-with-dot', 'UPD-06'],
    ['async-order-action-accepted-date-format-dropped-for-cancel', 'CAN-17'],
    ['freeze-422-dropped', 'GEN-23'],
    ['update-without-basic-auth', 'GEN-03'],
    ['event-signature-dropped', 'EVT-19'],
  ])('%s breaks %s', (id, clause) => {
    expect(descriptionMutants.find((mutant) => mutant.id === id)).toMatchObject({ family: 'description', clause })
  })

  it('for one operation leave the others as they are', () => {
    const accepted = '/components/schemas/AsyncOrderActionAccepted'
    const edited = editOf('async-order-action-accepted-date-format-dropped-for-cancel')
    expect(edited.components).toEqual(bundle.components)
    const formats = (operation: string) =>
      confine(structuredClone(edited), operation, accepted).map(({ properties }) => properties.date.format)
    // Cancel has a copy of its own by now, to which no reference leads.
    expect([formats('freezeAsyncOrder'), formats('cancelAsyncOrder')]).toEqual([['date-time'], []])
    expect(JSON.stringify(edited.paths).match(/"title":"Accepted action"/g)).toHaveLength(1)
  })
})
