import { loadRegister } from '../../../scripts/register/load.ts'
import { at } from '../../contract/checks/pointers.ts'
import { bundle } from '../bundle.ts'
import type { Mutant } from '../mutant.ts'
import { clausesOf } from './clause-of.ts'
import { componentEdits } from './component-edits.ts'
import { confine } from './confine.ts'
import { type Edit, kebab, type Node } from './edit.ts'
import { equivalent } from './equivalent.ts'
import { operationEdits } from './operation-edits.ts'
import { schemaEdits } from './schema-edits.ts'
import { schemaPlaces } from './schema-places.ts'

function mutantsOf(original: Node): Mutant[] {
  const register = loadRegister()
  const places = schemaPlaces(original)
  const codes = (name: string): string[] => [
    ...new Set(places.filter(({ path }) => lastStep(path) === name).flatMap(({ schema }) => schema.enum ?? [schema.const ?? []].flat())),
  ]
  const edits = [
    ...places.flatMap((place) => schemaEdits(place, codes(lastStep(place.path)))),
    ...operationEdits(original),
    ...componentEdits(original),
  ]
  return edits.flatMap((edit) =>
    clausesOf(edit, original, register).map(({ clause, operation }) => {
      const id = operation === undefined ? edit.id : `${edit.id}-for-${kebab(operation.replace('AsyncOrder', ''))}`
      const reason = equivalent(id)
      return {
        id,
        family: 'description' as const,
        clause,
        breaks: operation === undefined ? edit.breaks : `${edit.breaks}, for ${operation} alone`,
        ...(reason === undefined ? {} : { equivalent: reason }),
        edit: () => edited(original, edit, operation),
      }
    }),
  )
}

const lastStep = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

function edited(original: Node, { part, apply }: Edit, operation: string | undefined): Node {
  const copy = structuredClone(original)
  const parts = operation === undefined ? [at(copy, part)] : confine(copy, operation, part)
  for (const one of parts) apply(one)
  return copy
}

/** Every mutant of the description, made by walking it. */
export const descriptionMutants: readonly Mutant[] = mutantsOf(bundle)
