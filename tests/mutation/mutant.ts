import type { Rules, Store } from '../../sandbox/src/index.ts'
import type { Alteration } from './transport/wire-proxy.ts'

export type Fetch = (request: Request) => Promise<Response>
/** The families there are; variants of the last one break nothing. */
export const families = ['behaviour', 'description', 'transport', 'benign'] as const
export type Family = (typeof families)[number]

/**
 * What is wrong with the sandbox: entries of the rules, the way in, the way out, or its memory.
 * A function that makes or wraps is called anew for each case, so what it remembers is of that case alone.
 */
export type InProcess =
  | { rules: Partial<Rules> | (() => Partial<Rules>) }
  | { wrapFetch: (fetch: Fetch) => Fetch; alters?: Alters }
  | { wrapDeliver: (deliver: Fetch) => Fetch }
  | { wrapStore: (store: Store) => Store }

/** An exchange with the API as it is when nothing is wrong. */
export interface ApiExchange {
  request: { method: string; url: string; headers: Headers; text: string }
  answer: { status: number; headers: Headers; text: string }
}

/** What a wrapped fetch does to an exchange, so that what it leaves alone need not be played again. */
export interface Alters {
  request?: (exchange: ApiExchange) => boolean
  /** The altered answer; undefined when it is as before. */
  answer?: (exchange: ApiExchange) => ApiExchange['answer'] | undefined
}

/** Another description in the place of ours: it drives the mock, and answers are held against it. */
export interface Edited {
  edit: () => Record<string, unknown>
}

/**
 * A proxy on the wire between suite and sandbox, or between sandbox and receiver, all over real HTTP.
 * It is made once a mutant: what it remembers, one case after the other meets.
 */
export type OnWire = ({ wire: () => Alteration } | { deliveryWire: () => Alteration }) & {
  /** Cases of one request run two at once. */
  pairs?: true
}

export type Wrong = InProcess | Edited | OnWire

/** What may be said of a mistake beside what is wrong. */
interface Remarks {
  /** It breaks every clause that it touches, as an answer to another request does. */
  anything?: true
  /** Nothing can be observed because of it: the right verdict is inconclusive. */
  unobserved?: true
  /** Why nobody could tell it from the original; not to be used for a hole in the suite. */
  equivalent?: string
}

/** The sandbox, the description or the wire with one thing wrong. */
export type Mutant = {
  /** In kebab case, unique: says what is wrong. */
  id: string
  family: Family
  /** The clause that it breaks. */
  clause: string
  /** Further clauses that the same mistake breaks. */
  also?: readonly string[]
} & Remarks &
  Wrong

/** A table of mistakes: the id, the clause to be blamed, and others that the same mistake breaks; and what is wrong. */
export type Mistakes = Record<string, Wrong & Remarks>

/**
 * The mutants of a table.
 *
 * @example mutantsOf('behaviour', { 'event-only-when-changed EVT-16 EVT-15': rule('eventSent', (_, { changed }) => changed > 0) })
 */
export const mutantsOf = (family: Family, mistakes: Mistakes): Mutant[] =>
  Object.entries(mistakes).map(([name, wrong]) => {
    const [id = '', clause = '', ...also] = name.split(' ')
    return { id, family, clause, ...(also.length === 0 ? {} : { also }), ...wrong }
  })

const ACTIONS = [
  { op: 'freeze', action: 'FREEZE', prefix: 'FRZ' },
  { op: 'unfreeze', action: 'UNFREEZE', prefix: 'UNF' },
  { op: 'cancel', action: 'CANCEL', prefix: 'CAN' },
] as const

/** What differs between the mutants of the three actions. */
export type EachAction = (typeof ACTIONS)[number]

/**
 * A table for each of the three actions: a mistake that was made for one of them only. Ids get the action, and clauses that are numbers
 * the prefix of its clauses.
 *
 * @example forEachAction(({ op }) => ({ 'answers-200 12': statusInstead(op, 202, 200) })) // freeze-answers-200 FRZ-12, …
 */
export const forEachAction = (mistakes: (each: EachAction) => Mistakes): Mutant[] =>
  ACTIONS.flatMap((each) => {
    const named = (name: string): string =>
      `${each.op}-${name.replace(/ (\d+)/g, (_, clause) => ` ${each.prefix}-${clause.padStart(2, '0')}`)}`
    return mutantsOf(
      'behaviour',
      keyed(Object.entries(mistakes(each)), ([name, wrong]) => [named(name), wrong]),
    )
  })

/**
 * A part of a table whose rows differ in their data only.
 *
 * @example keyed(['notes', 'campaign'], (field) => [`forgets-${field} UPD-16`, forgets(field)])
 */
export const keyed = <Item, Value>(
  items: readonly Item[],
  row: (item: Item, index: number) => [name: string, value: Value],
): Record<string, Value> => Object.fromEntries(items.map(row))
