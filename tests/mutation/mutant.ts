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

/** The sandbox, the description or the wire with one thing wrong. */
export type Mutant = {
  /** In kebab case, unique. */
  id: string
  family: Family
  /** The clause that it breaks. */
  clause: string
  /** Further clauses that the same mistake breaks. */
  also?: readonly string[]
  /** It breaks every clause that it touches, as an answer to another request does. */
  anything?: true
  /** Nothing can be observed because of it: the right verdict is inconclusive. */
  unobserved?: true
  /** What it does wrong: a sentence without its subject. */
  breaks: string
  /** Why nobody could tell it from the original; not to be used for a hole in the suite. */
  equivalent?: string
} & Wrong

/**
 * A row of a table of mutants of the behaviour.
 *
 * @example wrong('event-missing', 'EVT-15', 'sends no event', { rules: { eventSent: () => false } })
 */
export const wrong = (id: string, broken: Broken, breaks: string, what: Wrong): Mutant => ({
  id,
  family: 'behaviour',
  ...truth(broken),
  breaks,
  ...what,
})

/** The same where only rules are wrong. */
export const wrongRule = (id: string, broken: Broken, breaks: string, rules: Partial<Rules> | (() => Partial<Rules>)): Mutant =>
  wrong(id, broken, breaks, { rules })

/**
 * Rows of a table that differ in their data only.
 *
 * @example [...rowsOf(wrong, [['event-missing', 'EVT-15', 'sends no event', { rules: { eventSent: () => false } }]])]
 */
export const rowsOf = <Given extends unknown[], Row>(make: (...given: Given) => Row, rows: Given[]): Row[] =>
  rows.map((given) => make(...given))

/** The clause that a mutant breaks, or several; the first is the one to be blamed in any case. */
export type Broken = string | readonly string[]

/** The clauses that a mutant breaks, as it names them. */
export function truth(broken: Broken): Pick<Mutant, 'clause' | 'also'> {
  const [clause = '', ...also] = [broken].flat()
  return also.length === 0 ? { clause } : { clause, also }
}

/**
 * Clauses by their numbers in an area; those that are of another are named whole.
 *
 * @example numbered('FRZ', [5, 'GEN-23']) // ['FRZ-05', 'GEN-23']
 */
export const numbered = (prefix: string, clauses: number | string | readonly (number | string)[]): Broken =>
  [clauses].flat().map((clause) => (typeof clause === 'string' ? clause : `${prefix}-${String(clause).padStart(2, '0')}`))

/** What differs between the mutants of the three actions. */
export interface EachAction {
  op: 'freeze' | 'unfreeze' | 'cancel'
  action: 'FREEZE' | 'UNFREEZE' | 'CANCEL'
  /** Of the ids of its clauses. */
  prefix: 'FRZ' | 'UNF' | 'CAN'
}

/**
 * Rows for each of the three actions: a mistake that was made for one of them only.
 *
 * @example forEachAction(({ op, action, prefix }) => [wrong(`${op}-event-missing`, `${prefix}-29`, …)])
 */
export const forEachAction = (rows: (each: EachAction) => Mutant[]): Mutant[] =>
  [
    { op: 'freeze', action: 'FREEZE', prefix: 'FRZ' } as const,
    { op: 'unfreeze', action: 'UNFREEZE', prefix: 'UNF' } as const,
    { op: 'cancel', action: 'CANCEL', prefix: 'CAN' } as const,
  ].flatMap(rows)
