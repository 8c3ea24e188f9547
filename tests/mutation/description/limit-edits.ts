import { type About, kebab, type Node } from './edit.ts'
import type { SchemaEdit } from './schema-edits.ts'

const LIMITS: [limit: string, about: About][] = [
  ['minLength', 'empty'],
  ['maxLength', 'characters'],
  ['minItems', 'empty'],
  ['maxItems', 'place'],
  ['minProperties', 'empty'],
  ['maxProperties', 'place'],
  ['minimum', 'place'],
  ['maximum', 'place'],
]

/** Each limit dropped, and moved by one in either direction; to move a minimum of 1 down is to drop it. */
export function limitEdits(schema: Node): SchemaEdit[] {
  return LIMITS.flatMap(([limit, about]): SchemaEdit[] => {
    const value = schema[limit]
    if (value === undefined) return []
    const to = (id: string, other: number): SchemaEdit => [
      `${kebab(limit)}-${id}`,
      `has a ${limit} of ${other} instead of ${value}`,
      about,
      (edited) => Object.assign(edited, { [limit]: other }),
    ]
    return [
      [`${kebab(limit)}-dropped`, `lacks the ${limit} of ${value}`, about, (edited) => delete edited[limit]],
      to('up', value + 1),
      ...(limit.startsWith('min') && value === 1 ? [] : [to('down', value - 1)]),
    ]
  })
}
