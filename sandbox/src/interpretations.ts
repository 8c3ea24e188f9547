import { interpretations } from '../../generated/interpretations.ts'
import type { ActionName } from './model.ts'

type Catalogue = typeof interpretations
type InterpretationId = keyof Catalogue
type OptionOf<Id extends InterpretationId> = Catalogue[Id]['options'][number]
/** An interpretation that can be set for one action alone. */
type PerActionId = { [Id in InterpretationId]: Catalogue[Id] extends { perAction: readonly string[] } ? Id : never }[InterpretationId]
type ActionKey = { [Id in PerActionId]: `${Id}.${Catalogue[Id]['perAction'][number]}` }[PerActionId]

/**
 * The option that holds for each switchable interpretation, and for one action where that differs.
 *
 * @example const interpretations: Interpretations = { ...chosenInterpretations(), 'C-NONE-ELIGIBLE.unfreeze': 'reject' }
 */
export type Interpretations = { [Id in InterpretationId]: OptionOf<Id> } & {
  [Key in ActionKey]?: Key extends `${infer Id extends PerActionId}.${string}` ? OptionOf<Id> : never
}

/** The option that we chose for each. */
export function chosenInterpretations(): Interpretations {
  return Object.fromEntries(Object.entries(interpretations).map(([id, { chosen }]) => [id, chosen])) as Interpretations
}

/**
 * The option that an action follows: its own, else the one of all actions.
 *
 * @example optionFor({ ...chosenInterpretations(), 'C-NONE-ELIGIBLE.unfreeze': 'reject' }, 'C-NONE-ELIGIBLE', 'FREEZE') // 'accept'
 */
export function optionFor<Id extends PerActionId>(given: Interpretations, id: Id, action: ActionName): OptionOf<Id> {
  const own = (given as Record<string, unknown>)[`${id}.${action.toLowerCase()}`] as OptionOf<Id> | undefined
  return own ?? given[id]
}

/**
 * Options of several places, the later ones first in rank. One for all actions takes back what an earlier place says of one action.
 *
 * @example mergeInterpretations(chosenInterpretations(), { 'C-NONE-EVENT': 'not-sent' })
 */
export function mergeInterpretations(first: Interpretations, ...later: Partial<Interpretations>[]): Interpretations {
  let merged: Record<string, string | undefined> = first
  for (const layer of later) {
    const kept = Object.entries(merged).filter(([key]) => !Object.hasOwn(layer, key.split('.')[0] ?? ''))
    merged = { ...Object.fromEntries(kept), ...layer }
  }
  return merged as Interpretations
}

/**
 * Reads options given by id, or by id and action.
 *
 * @throws Error when an id, an action or an option is unknown, naming the ones there are
 * @example parseInterpretations({ 'C-NONE-EVENT': 'not-sent', 'C-NONE-ELIGIBLE.unfreeze': 'reject' })
 */
export function parseInterpretations(given: Record<string, string>): Partial<Interpretations> {
  for (const [key, option] of Object.entries(given)) {
    const [id = '', action] = key.split(/\.(.*)/s)
    const known: { options: readonly string[]; perAction?: readonly string[] } | undefined = Object.hasOwn(interpretations, id)
      ? interpretations[id as InterpretationId]
      : undefined
    if (known === undefined) {
      throw new Error(
        `Failed to set an interpretation: there is no switchable interpretation ${id}. Choose one of ${Object.keys(interpretations).join(', ')}.`,
      )
    }
    if (action !== undefined && !known.perAction?.includes(action)) {
      const keys = known.perAction?.map((name) => `${id}.${name}`).join(', ') ?? `${id}, which is one for all actions`
      throw new Error(`Failed to set ${key}: there is no such action. Choose ${keys}.`)
    }
    if (!known.options.includes(option)) {
      throw new Error(`Failed to set ${key}: it has no option ${option}. Choose one of ${known.options.join(', ')}.`)
    }
  }
  return given as Partial<Interpretations>
}
