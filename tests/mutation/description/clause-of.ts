import type { Register } from '../../../scripts/register/load.ts'
import { at } from '../../contract/checks/pointers.ts'
import type { About, Edit, Node } from './edit.ts'

const MARKS = ['x-documented', 'x-inferred', 'x-assumed']

/** Words in the statement of the clause that an edit is about, where several clauses stand at the same place. */
const WORDS: Record<About, RegExp> = {
  place: /^/,
  required: /required/,
  optional: /left out|optional|not signed|has none/,
  type: /is an? (string|number|integer|list|object)|at least|instant|date/,
  null: /null|is a string/,
  accepted: /accepted/,
  refused: /refused/,
  characters: /characters/,
  blank: /blank|made of/,
  field: /field/,
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
    return [{ clause: pick(own.length > 0 ? own : marked.filter((id) => operationOf(id) === undefined), edit, register) }]
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

/** Those that can be observed. */
function clausesAt(node: Node, register: Register): string[] {
  const ids = MARKS.flatMap((mark) => (node?.[mark] ?? []) as string[])
  return ids.filter((id) => register.clauses.has(id) && register.clauses.get(id)?.unobservable === undefined)
}

function pick(ids: string[], { id, about }: Edit, register: Register): string {
  const fitting = ids.find((clause) => WORDS[about].test(register.clauses.get(clause)?.statement ?? '')) ?? ids[0]
  if (fitting === undefined) throw new Error(`Failed to name the clause of ${id}: no mark is near. Add one to the description.`)
  return fitting
}
