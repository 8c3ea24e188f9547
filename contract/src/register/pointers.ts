import { escaped } from '../checks/pointers.ts'

/** How sure a place of the description is of what it says. */
type Mark = 'documented' | 'inferred' | 'assumed'

/** A place of the bundled description that names a clause or an interpretation. */
export interface Place {
  /** JSON Pointer into the bundle, e.g. `/components/schemas/FreezeRequest`. */
  pointer: string
  mark: Mark
}

const MARKS: readonly Mark[] = ['documented', 'inferred', 'assumed']
/** What an integrator could send or get stands here: a key of a value is never a mark. */
const VALUES = new Set(['example', 'examples', 'value', 'default', 'const', 'enum'])
/** Under these the keys are names, so that a property called `value` is walked like any other. */
const NAMED = new Set(['properties', 'patternProperties', 'schemas', 'responses', 'parameters', 'headers', 'paths', 'webhooks'])

/**
 * The places that name each id, by the marks `x-documented`, `x-inferred` and `x-assumed` of the description.
 *
 * @param bundle the bundled description, as parsed from generated/openapi.json
 * @returns per id, its places in the order of the bundle
 * @example pointersOf({ info: { 'x-inferred': ['GEN-01'] } }).get('GEN-01') // [{ pointer: '/info', mark: 'inferred' }]
 */
export function pointersOf(bundle: unknown): Map<string, Place[]> {
  const found = new Map<string, Place[]>()
  const walk = (node: unknown, pointer: string, named: boolean): void => {
    if (typeof node !== 'object' || node === null) return
    if (!named) collect(node as Record<string, unknown>, pointer, found)
    for (const [key, child] of Object.entries(node)) {
      if (!named && VALUES.has(key)) continue
      walk(child, `${pointer}/${escaped(key)}`, !named && NAMED.has(key) && !Array.isArray(child))
    }
  }
  walk(bundle, '', false)
  return found
}

function collect(node: Record<string, unknown>, pointer: string, found: Map<string, Place[]>): void {
  for (const mark of MARKS) {
    const ids = node[`x-${mark}`]
    if (!Array.isArray(ids)) continue
    for (const id of ids) found.set(String(id), [...(found.get(String(id)) ?? []), { pointer, mark }])
  }
}
