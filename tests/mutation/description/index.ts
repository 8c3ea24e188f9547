import { at } from '../../../contract/src/checks/pointers.ts'
import { loadRegister } from '../../../contract/src/register/load.ts'
import { bundle } from '../bundle.ts'
import type { Mutant } from '../mutant.ts'
import { clausesAt, clausesOf } from './clause-of.ts'
import { componentEdits } from './component-edits.ts'
import { confine } from './confine.ts'
import { type Edit, kebab, type Node } from './edit.ts'
import { operationEdits } from './operation-edits.ts'
import { schemaEdits } from './schema-edits.ts'
import { schemaPlaces } from './schema-places.ts'

/** Why some edits leave a description that nobody could tell from the original, by id. */
const EQUIVALENT: Record<string, string> = { 'external-ref-id-min-length-dropped': 'The pattern asks for a character already.' }

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
      const reason = EQUIVALENT[id]
      return {
        id,
        family: 'description' as const,
        clause,
        also: alsoBroken(edit, clause, clausesAt(at(original, edit.part), register)),
        ...(/-body-(dropped|schema-dropped|media-type|of-another-operation)$|-(path|operation-id|method)-/.test(edit.id)
          ? { anything: true as const }
          : {}),
        ...(reason === undefined ? {} : { equivalent: reason }),
        edit: () => edited(original, edit, operation),
      }
    }),
  )
}

/** Clauses of the description that an edit breaks beside its own, by its id. */
const BESIDE: readonly [RegExp, readonly string[]][] = [
  [/-(media-type|body-dropped)/, ['GEN-07']],
  [/failed-line-items?-/, ['UPD-48', 'UPD-49', 'UPD-50', 'UPD-51', 'UPD-52', 'UPD-53', 'UPD-54', 'UPD-55']],
  [/-422-/, ['UNF-42', 'UNF-43', 'UNF-54', 'CAN-56']],
  [/-20[02]-/, ['FRZ-05', 'UNF-05', 'CAN-05', 'UPD-16']],
  [/^event-/, ['EVT-19', 'EVT-25']],
  [/^external-ref-id/, ['UPD-04', 'UPD-06']],
  [/^response-|-now-/, ['GEN-05', 'GEN-06', 'GEN-07', 'UNF-54', 'UPD-05', 'UPD-06']],
  [/^security/, ['GEN-03', 'GEN-04']],
  [/-400-dropped/, ['UPD-05', 'UPD-06']],
  [/-401-|security|unauthorized/, ['GEN-01', 'GEN-02', 'UPD-62', 'UPD-63']],
  [/-400-|bad-(request|update)/, ['GEN-18', 'GEN-19', 'GEN-22', 'GEN-23']],
  [/-404-|not-found/, ['GEN-10', 'GEN-14']],
  [/-(identifier|external-ref-id|reference-order-id)-|^(external-ref-id|reference-order-id)/, ['UPD-16', 'FRZ-05', 'UNF-05', 'CAN-05']],
]

const OF_UPDATE = ['UPD-10', 'UPD-11', 'UPD-12', 'UPD-13', 'UPD-14', 'UPD-16', 'UPD-19', 'UPD-68', 'UPD-73', 'UPD-75', 'UPD-76']

/**
 * What an edit breaks beside its own clause: a field that the description lacks is still sent, a request of another form is refused, and
 * whoever has a response in common has it no longer.
 */
function alsoBroken({ id, part, operation }: Edit, clause: string, marked: readonly string[]): string[] {
  const [, request] = /schemas\/(Freeze|Unfreeze|Cancel|UpdateAsyncOrder)Request/.exec(part) ?? []
  const prefix = { Freeze: 'FRZ', Unfreeze: 'UNF', Cancel: 'CAN' }[request ?? '']
  const ofAction = prefix === undefined ? [] : ['03', '05', '06', '07', '08', '09', '10', '11'].map((number) => `${prefix}-${number}`)
  const isShared = /-required-added$|external-ref-id|identifier-type-changed/.test(id) || part.startsWith('/components/responses/')
  return [
    ...(/-(dropped|renamed)$/.test(id) && operation === undefined ? ['GEN-28'] : []),
    ...(isShared ? marked : []),
    ...BESIDE.flatMap(([ids, clauses]) => (ids.test(id) ? clauses : [])),
    ...(request === 'UpdateAsyncOrder' ? OF_UPDATE : ofAction),
  ].filter((other) => other !== clause)
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
