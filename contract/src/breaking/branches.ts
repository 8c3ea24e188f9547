import { at } from '../checks/pointers.ts'

type Schema = Readonly<Record<string, unknown>>

/**
 * Whether the branches of the `oneOf` that a place lies in shut one another out: each two by a field that both require, with values
 * that are listed and not shared. A body that two branches take is refused, so a branch that takes more can break a client.
 *
 * @param description a bundled description, parsed
 * @param side the place, by its pointer; true where there is none, since what is not there shuts nothing in
 * @example branchesExclude(description, { pointer: '#/components/schemas/FreezeRequest/oneOf/1/required' }) // true
 */
export function branchesExclude(description: unknown, side: { pointer: string } | undefined): boolean {
  const list = /^#(\/.*\/oneOf)(?=\/)/.exec(side?.pointer ?? '')?.[1]
  if (list === undefined) return true
  const branches = at(description, list)
  if (!Array.isArray(branches)) return true
  return branches.every((one, index) => branches.slice(index + 1).every((other) => exclude(one, other)))
}

function exclude(one: Schema, other: Schema): boolean {
  const required = [one, other].map((branch) => (Array.isArray(branch.required) ? (branch.required as string[]) : []))
  const both = required[0]?.filter((field) => required[1]?.includes(field)) ?? []
  return both.some((field) => {
    const [mine, theirs] = [valuesOf(one, field), valuesOf(other, field)]
    return mine !== null && theirs !== null && !mine.some((value) => theirs.includes(value))
  })
}

function valuesOf(branch: Schema, field: string): unknown[] | null {
  const schema = (branch.properties as Record<string, Schema> | undefined)?.[field]
  if (schema === undefined) return null
  return 'const' in schema ? [schema.const] : Array.isArray(schema.enum) ? schema.enum : null
}
