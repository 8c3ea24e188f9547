import { at } from '../../../contract/src/checks/pointers.ts'
import type { Register } from '../../../contract/src/register/load.ts'
import type { About, Edit, Node } from './edit.ts'

const MARKS = ['x-documented', 'x-inferred', 'x-assumed']

/** Words in the statement of the clause that an edit is about, where several clauses stand at the same place. */
const WORDS: Record<About, RegExp> = {
  place: /^/,
  required: /required/,
  optional: /left out|optional|not signed|has none/,
  type: /is an? (string|number|integer|list|object)|at least|instant|date/,
  null: /null is refused|null|is a string/,
  accepted: /accepted/,
  refused: /refused/,
  characters: /characters/,
  blank: /blank|consists of/,
  field: /unknown field|any other field/,
  empty: /none of the/,
  credentials: /without credentials/,
  body: /without a body|no body|cannot be read|not valid JSON|JSON/,
}

/** Which operation the clauses with this prefix are about; those of GEN and EVT are about none. */
const OPERATIONS: Record<string, string> = {
  FRZ: 'freezeAsyncOrder',
  UNF: 'unfreezeAsyncOrder',
  CAN: 'cancelAsyncOrder',
  UPD: 'updateAsyncOrder',
}

/**
 * The clauses that an edit breaks, by the marks nearest to the edited place: one, or one for each operation that the place is about.
 *
 * @returns the clause, and the operation that the edit has to be confined to for that; none where the place is about no operation or one only
 * @throws Error when nothing around the place names a clause
 * @example clausesOf(edit, description, register) // [{ clause: 'FRZ-13', operation: 'freezeAsyncOrder' }, …]
 */
export function clausesOf(edit: Edit, description: Node, register: Register): { clause: string; operation?: string }[] {
  const marked = nearest(edit.marked, description, register)
  if (edit.operation !== undefined) {
    const own = marked.filter((id) => operationOf(id) === edit.operation)
    return [{ clause: pick([...own, ...marked.filter((id) => operationOf(id) === undefined)], edit, register) }]
  }
  const operations = [...new Set(marked.map(operationOf))].filter((operation) => operation !== undefined)
  if (operations.length < 2) return [{ clause: pick(marked, edit, register) }]
  return operations.map((operation) => ({
    operation,
    clause: pick(
      marked.filter((id) => operationOf(id) === operation),
      edit,
      register,
    ),
  }))
}

const operationOf = (clause: string): string | undefined => OPERATIONS[clause.slice(0, 3)]

/** The clauses that the place names, or else the next one around it, or else those of the first part of it that names any. */
function nearest(pointer: string, description: Node, register: Register): string[] {
  const places = pointer.split('/').map((_, index, steps) => steps.slice(0, steps.length - index).join('/'))
  const first = (of: (node: Node) => string[]): string[] | undefined =>
    places.map((place) => of(at(description, place))).find((clauses) => clauses.length > 0)
  return first((node) => clausesAt(node, register)) ?? first((node) => within(node, register)) ?? []
}

function within(node: Node, register: Register): string[] {
  if (typeof node !== 'object' || node === null) return []
  const own = clausesAt(node, register)
  return own.length > 0
    ? own
    : (Object.values(node)
        .map((child) => within(child, register))
        .find((clauses) => clauses.length > 0) ?? [])
}

/** The clauses that mark a part of the description, as far as they can be observed. */
export function clausesAt(node: Node, register: Register): string[] {
  const ids = MARKS.flatMap((mark) => (node?.[mark] ?? []) as string[]).filter((id) => id !== 'GEN-28')
  return ids.filter((id) => register.clauses.has(id) && register.clauses.get(id)?.unobservable === undefined)
}

/** Clauses of edits by where they are made, where the words of no statement tell. */
const BY_PLACE: readonly [id: RegExp, clause: (prefix: string) => string][] = [
  [/^event-(renamed|body-media-type)$/, () => 'EVT-18'],
  [/examples-of-another-for-|^response-(bad|unauthorized|not-found|method|payload|unprocessable).*examples-of-another/, () => 'GEN-06'],
  [/^response-(too-many|service).*examples-of-another/, () => 'GEN-29'],
  [/^response-internal.*examples-of-another/, () => 'GEN-05'],
  [
    /^response-(bad|unauthorized|not-found|method|payload|too-many|service|internal|unprocessable).*-(body-dropped|media-type)/,
    () => 'GEN-05',
  ],
  [/^response-.*-media-type/, () => 'GEN-07'],
  [/-body-(media-type|schema-dropped|of-another-operation)$/, plain],
  [/^order-action-status-event-(data-)?(type-dropped|type-changed|nullable)$|^order-action-status-event-event-data-/, () => 'EVT-18'],
  [/^failed-line-item-(type-dropped|type-changed|nullable)$/, () => 'UPD-47'],
  [/^line-item-error-(type-dropped|type-changed|nullable)$/, () => 'UPD-51'],
  [/^async-order-detail-(type-dropped|type-changed|nullable)$/, () => 'UPD-60'],
  [/^async-order-detail-order-errors-item/, () => 'UPD-43'],
  [/^async-order-detail-line-items-(nullable|item)/, () => 'UPD-44'],
  [/^\w+-500-/, () => 'GEN-05'],
  [/^\w+-(429|503)-/, () => 'GEN-29'],
  [/^\w+-422-/, () => 'GEN-23'],
  [/-request-(listed|another)-reason-(type-dropped|nullable)$/, (prefix) => `${prefix}-21`],
  [/^update-async-order-request-(type-dropped|nullable)$/, () => 'UPD-61'],
  [/-listed-reason-(reason-code-(renamed|dropped|type-changed)|type-changed|other-reason-required-added)$|-listed-reason-dropped$/, plain],
  [/-listed-reason-other-reason-(renamed|dropped|type-changed)$|-another-reason-reason-code-const-dropped$/, () => 'GEN-21'],
  [
    /-another-reason-((reason-code|other-reason)-(renamed|dropped|type-changed|pattern-closed)|type-changed)$|-another-reason-dropped$|-with-other$/,
    (prefix) => `${prefix}-09`,
  ],
  [/^update-async-order-request-(type-changed|min-properties-up|(campaign|purchase-order-number)-required-added)$/, () => 'UPD-16'],
  [/^update-(customer-identifier|account-identifier|external-ref-id)-dropped$|^(customer|account)-identifier-type-changed/, () => 'UPD-16'],
  [/^external-ref-id-(type-changed|pattern-without-(upper|lower|digits))/, () => 'UPD-16'],
  [/^(freeze|unfreeze|cancel)-reference-order-id-dropped$|^reference-order-id-type-changed/, plain],
]

/** The clause that the plainest request of an operation is accepted by. */
function plain(prefix: string): string {
  return prefix === 'UPD' ? 'UPD-16' : `${prefix}-05`
}

function pick(ids: string[], { id, about, code }: Edit, register: Register): string {
  const says = (clause: string): string => register.clauses.get(clause)?.statement ?? ''
  const prefix =
    Object.entries(OPERATIONS).find(([, operation]) => operation.startsWith(id.split('-')[0] ?? ''))?.[0] ?? ids[0]?.slice(0, 3) ?? ''
  const placed = BY_PLACE.find(([where]) => where.test(id))?.[1](prefix)
  if (placed !== undefined) return placed
  // Codes stand in the statements that list them.
  const listing = code === undefined ? [] : ids.filter((clause) => says(clause).split(/\W+/).includes(code))
  const ofNull = about === 'null' ? ids.find((clause) => says(clause).startsWith('null is refused')) : undefined
  const fitting =
    listing.find((clause) => says(clause).startsWith(`${code} with`)) ??
    listing[0] ??
    ofNull ??
    ids.find((clause) => WORDS[about].test(says(clause))) ??
    ids[0]
  if (fitting === undefined) throw new Error(`Failed to name the clause of ${id}: no mark is near. Add one to the description.`)
  return fitting
}
