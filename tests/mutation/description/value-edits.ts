import { type About, kebab, type Node, type SchemaEdit, set } from './edit.ts'

/** Edits of what lists, spells or limits the values: enum, const, pattern, format, and each limit. */
export function valueEdits(schema: Node, codes: readonly string[]): SchemaEdit[] {
  return [...enumEdits(schema, codes), ...constEdits(schema), ...patternEdits(schema), ...formatEdits(schema), ...limitEdits(schema)]
}

function enumEdits({ enum: values }: Node, codes: readonly string[]): SchemaEdit[] {
  if (values === undefined) return []
  const foreign = [...codes.filter((code) => !values.includes(code)), String(values[0]).toLowerCase()]
  return [
    ...values.map((value: string): SchemaEdit => {
      const rest = values.filter((other: string) => other !== value)
      return [`without-${kebab(value)}`, 'accepted', set({ enum: rest }), '', value]
    }),
    ...foreign.map((value): SchemaEdit => {
      const isLower = value === value.toLowerCase()
      const id = `with-${isLower ? 'lower-case-' : ''}${kebab(value)}`
      return [id, value === 'OTHER' ? 'accepted' : 'refused', set({ enum: [...values, value] }), '', isLower ? undefined : value]
    }),
    ['enum-dropped', 'refused', (schema) => delete schema.enum],
  ]
}

function constEdits({ const: value }: Node): SchemaEdit[] {
  if (value === undefined) return []
  const code = value === value.toUpperCase() ? value : undefined
  const other = code === undefined ? value.toUpperCase() : value.toLowerCase()
  return [
    ['const-dropped', 'refused', (schema) => delete schema.const, '', code],
    ['const-changed', 'accepted', set({ const: other }), '', code ?? other],
  ]
}

function patternEdits({ pattern }: Node): SchemaEdit[] {
  if (pattern === undefined) return []
  const to = (id: string, other: string): SchemaEdit[] => (other === pattern ? [] : [[id, 'blank', set({ pattern: other })]])
  const [before = '', members = '', after = ''] = /^([^[]*\[)([^\]]*)(\].*)$/.exec(pattern)?.slice(1) ?? []
  return [
    ['pattern-dropped', 'blank', (schema) => delete schema.pattern],
    ...to('pattern-open-before', pattern.replace(/^\^/, '')),
    ...to('pattern-open-after', pattern.replace(/\$$/, '')),
    ...(/^\^.*\$$/.test(pattern) ? [] : to('pattern-closed', `^(?:${pattern})$`)),
    ...(members.match(/.-.|./g) ?? []).flatMap((member: string, index: number, all: string[]) =>
      to(`pattern-without-${characters[member] ?? member}`, before + all.toSpliced(index, 1).join('') + after),
    ),
    ...(members === '' ? [] : to('pattern-with-dot', `${before}.${members}${after}`)),
  ]
}

const characters: Record<string, string> = { 'A-Z': 'upper-case', 'a-z': 'lower-case', '0-9': 'digits', _: 'underscore', '-': 'hyphen' }

function formatEdits({ format }: Node): SchemaEdit[] {
  if (format === undefined) return []
  const edits: SchemaEdit[] = [['format-dropped', 'type', (schema) => delete schema.format]]
  if (format === 'date-time') edits.push(['format-date', 'type', set({ format: 'date' })])
  return edits
}

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
function limitEdits(schema: Node): SchemaEdit[] {
  return LIMITS.flatMap(([limit, about]): SchemaEdit[] => {
    const value = schema[limit]
    if (value === undefined) return []
    const to = (id: string, other: number): SchemaEdit => [`${kebab(limit)}-${id}`, about, set({ [limit]: other })]
    return [
      [`${kebab(limit)}-dropped`, about, (edited) => delete edited[limit]],
      to('up', value + 1),
      ...(limit.startsWith('min') && value === 1 ? [] : [to('down', value - 1)]),
    ]
  })
}
