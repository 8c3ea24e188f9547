import { readings } from '../../generated/readings.ts'
import type { ActionName } from './model.ts'

type Catalogue = typeof readings
export type ReadingId = keyof Catalogue
type OptionOf<Id extends ReadingId> = Catalogue[Id]['options'][number]
/** A reading that can be set for one action alone. */
type PerActionId = { [Id in ReadingId]: Catalogue[Id] extends { perAction: readonly string[] } ? Id : never }[ReadingId]
type ActionKey = { [Id in PerActionId]: `${Id}.${Catalogue[Id]['perAction'][number]}` }[PerActionId]

/**
 * The option that holds for each switchable reading, and for one action where that differs.
 *
 * @example const readings: Readings = { ...chosenReadings(), 'C-NONE-ELIGIBLE.unfreeze': 'reject' }
 */
export type Readings = { [Id in ReadingId]: OptionOf<Id> } & {
  [Key in ActionKey]?: Key extends `${infer Id extends PerActionId}.${string}` ? OptionOf<Id> : never
}

/** The option that we chose for each. */
export function chosenReadings(): Readings {
  return Object.fromEntries(Object.entries(readings).map(([id, { chosen }]) => [id, chosen])) as Readings
}

/**
 * The option that an action follows: its own, else the one of all actions.
 *
 * @example optionFor({ ...chosenReadings(), 'C-NONE-ELIGIBLE.unfreeze': 'reject' }, 'C-NONE-ELIGIBLE', 'FREEZE') // 'accept'
 */
export function optionFor<Id extends PerActionId>(given: Readings, id: Id, action: ActionName): OptionOf<Id> {
  const own = (given as Record<string, unknown>)[`${id}.${action.toLowerCase()}`] as OptionOf<Id> | undefined
  return own ?? given[id]
}

/**
 * Options of several places, the later ones first in rank. One for all actions takes back what an earlier place says of one action.
 *
 * @example mergeReadings(chosenReadings(), { 'C-NONE-EVENT': 'not-sent' })
 */
export function mergeReadings(first: Readings, ...later: Partial<Readings>[]): Readings {
  let merged: Record<string, string | undefined> = first
  for (const layer of later) {
    const kept = Object.entries(merged).filter(([key]) => !Object.hasOwn(layer, key.split('.')[0] ?? ''))
    merged = { ...Object.fromEntries(kept), ...layer }
  }
  return merged as Readings
}

/**
 * Reads options given by id, or by id and action.
 *
 * @throws Error when an id, an action or an option is unknown, naming the ones there are
 * @example parseReadings({ 'C-NONE-EVENT': 'not-sent', 'C-NONE-ELIGIBLE.unfreeze': 'reject' })
 */
export function parseReadings(given: Record<string, string>): Partial<Readings> {
  for (const [key, option] of Object.entries(given)) {
    const [id = '', action] = key.split(/\.(.*)/s)
    const known: { options: readonly string[]; perAction?: readonly string[] } | undefined = Object.hasOwn(readings, id)
      ? readings[id as ReadingId]
      : undefined
    if (known === undefined) {
      throw new Error(`Failed to set a reading: there is no switchable reading ${id}. Choose one of ${Object.keys(readings).join(', ')}.`)
    }
    if (action !== undefined && !known.perAction?.includes(action)) {
      const keys = known.perAction?.map((name) => `${id}.${name}`).join(', ') ?? `${id}, which is one for all actions`
      throw new Error(`Failed to set ${key}: there is no such action. Choose ${keys}.`)
    }
    if (!known.options.includes(option)) {
      throw new Error(`Failed to set ${key}: it has no option ${option}. Choose one of ${known.options.join(', ')}.`)
    }
  }
  return given as Partial<Readings>
}
