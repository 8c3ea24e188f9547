import { kebab, type Node } from './edit.ts'
import type { SchemaEdit } from './schema-edits.ts'

/** Edits of what lists or spells the values: enum, const, pattern and format. */
export function valueEdits(schema: Node, codes: readonly string[]): SchemaEdit[] {
  return [...enumEdits(schema, codes), ...constEdits(schema), ...patternEdits(schema), ...formatEdits(schema)]
}

function enumEdits({ enum: values }: Node, codes: readonly string[]): SchemaEdit[] {
  if (values === undefined) return []
  const foreign = [...codes.filter((code) => !values.includes(code)), String(values[0]).toLowerCase()]
  return [
    ...values.map(
      (value: string): SchemaEdit => [
        `without-${kebab(value)}`,
        `does not list ${value}`,
        'accepted',
        (schema) => {
          schema.enum = values.filter((other: string) => other !== value)
        },
      ],
    ),
    ...foreign.map(
      (value): SchemaEdit => [
        `with-${value === value.toLowerCase() ? `lower-case-${kebab(value)}` : kebab(value)}`,
        `lists ${value}`,
        value === 'OTHER' ? 'accepted' : 'refused',
        (schema) => schema.enum.push(value),
      ],
    ),
    ['enum-dropped', 'lists no values', 'refused', (schema) => delete schema.enum],
  ]
}

function constEdits({ const: value }: Node): SchemaEdit[] {
  if (value === undefined) return []
  const other = value === value.toUpperCase() ? value.toLowerCase() : value.toUpperCase()
  return [
    ['const-dropped', `takes any value, not only ${value}`, 'refused', (schema) => delete schema.const],
    ['const-changed', `takes ${other} instead of ${value}`, 'accepted', (schema) => Object.assign(schema, { const: other })],
  ]
}

function patternEdits({ pattern }: Node): SchemaEdit[] {
  if (pattern === undefined) return []
  const to = (id: string, breaks: string, other: string): SchemaEdit[] =>
    other === pattern ? [] : [[id, breaks, 'blank', (schema) => Object.assign(schema, { pattern: other })]]
  const [before = '', members = '', after = ''] = /^([^[]*\[)([^\]]*)(\].*)$/.exec(pattern)?.slice(1) ?? []
  return [
    ['pattern-dropped', `lacks the pattern ${pattern}`, 'blank', (schema) => delete schema.pattern],
    ...to('pattern-open-before', 'takes anything before what fits the pattern', pattern.replace(/^\^/, '')),
    ...to('pattern-open-after', 'takes anything after what fits the pattern', pattern.replace(/\$$/, '')),
    ...(/^\^.*\$$/.test(pattern) ? [] : to('pattern-closed', 'takes nothing beside what fits the pattern', `^(?:${pattern})$`)),
    ...(members.match(/.-.|./g) ?? []).flatMap((member: string, index: number, all: string[]) =>
      to(`pattern-without-${characters[member] ?? member}`, `does not take ${member}`, before + all.toSpliced(index, 1).join('') + after),
    ),
    ...(members === '' ? [] : to('pattern-with-dot', 'takes a dot', `${before}.${members}${after}`)),
  ]
}

const characters: Record<string, string> = { 'A-Z': 'upper-case', 'a-z': 'lower-case', '0-9': 'digits', _: 'underscore', '-': 'hyphen' }

function formatEdits({ format }: Node): SchemaEdit[] {
  if (format === undefined) return []
  const edits: SchemaEdit[] = [['format-dropped', `lacks the format ${format}`, 'type', (schema) => delete schema.format]]
  if (format === 'date-time')
    edits.push(['format-date', 'is a date without a time', 'type', (schema) => Object.assign(schema, { format: 'date' })])
  return edits
}
