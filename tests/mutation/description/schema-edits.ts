import { at, escaped } from '../../../contract/src/checks/pointers.ts'
import type { About, Edit, Node } from './edit.ts'
import { kebab } from './edit.ts'
import { limitEdits } from './limit-edits.ts'
import { branchName, type SchemaPlace } from './schema-places.ts'
import { valueEdits } from './value-edits.ts'

/** An edit of one schema: a word for the id, a sentence, what it is about, and the change. */
export type SchemaEdit = [id: string, breaks: string, about: About, apply: (schema: Node) => void, marked?: string]

/**
 * Every edit of one schema that somebody may make by mistake. Left out are edits that leave the same values valid, such as
 * another type beside an enum that lists the values.
 *
 * @param codes all values that enums of the same name list anywhere, since a value is easily put into the wrong list
 * @example schemaEdits(place, codes).map(({ id }) => id) // ['freeze-request-listed-reason-reason-code-required-dropped', …]
 */
export function schemaEdits({ part, path, name, schema }: SchemaPlace, codes: readonly string[]): Edit[] {
  const edits = [
    ...typeEdits(schema, path === '/schema'),
    ...valueEdits(schema, codes),
    ...limitEdits(schema),
    ...propertyEdits(schema),
    ...requiredEdits(schema),
    ...otherEdits(schema),
  ]
  return edits.map(([id, breaks, about, apply, marked = '']) => ({
    id: `${name}-${id}`,
    breaks: `${breaks} (${part.split('/').at(-1)}${path.replaceAll('/properties/', '.').replaceAll('/', ' ')})`,
    part,
    marked: part + path + marked,
    about,
    apply: (component) => apply(at(component, path)),
  }))
}

/** @param sentAsText a parameter or a header, which is a text whatever its schema allows beside */
function typeEdits({ type, enum: values, const: value }: Node, sentAsText: boolean): SchemaEdit[] {
  if (type === undefined || values !== undefined || value !== undefined) return []
  if (Array.isArray(type)) {
    return type.map((one) => [
      one === 'null' ? 'never-null' : 'always-null',
      `has no type ${one}`,
      'type',
      (schema) => {
        schema.type = type.filter((other) => other !== one)
      },
    ])
  }
  const other = type === 'string' ? 'integer' : 'string'
  const changed: SchemaEdit = [
    'type-changed',
    `is a ${other} instead of ${type}`,
    'type',
    (schema) => Object.assign(schema, { type: other }),
  ]
  if (sentAsText) return [changed]
  const edits: SchemaEdit[] = [
    ['type-dropped', `lacks the type ${type}`, 'type', (schema) => delete schema.type],
    changed,
    ['nullable', 'may be null', 'null', (schema) => Object.assign(schema, { type: [type, 'null'] })],
  ]
  if (type === 'integer') edits.push(['fractional', 'may be a fraction', 'type', (schema) => Object.assign(schema, { type: 'number' })])
  if (type === 'number') edits.push(['whole', 'must be whole', 'type', (schema) => Object.assign(schema, { type: 'integer' })])
  return edits
}

function propertyEdits({ properties = {} }: Node): SchemaEdit[] {
  return Object.keys(properties).flatMap((property): SchemaEdit[] => {
    const marked = `/properties/${escaped(property)}`
    const other = /^[a-z]+$/.test(property) ? `${property[0]?.toUpperCase()}${property.slice(1)}` : kebab(property).replaceAll('-', '_')
    return [
      [
        `${kebab(property)}-dropped`,
        `does not describe ${property}`,
        'place',
        (schema) => {
          delete schema.properties[property]
          if (schema.required !== undefined) schema.required = without(schema.required, property)
        },
        marked,
      ],
      [
        `${kebab(property)}-renamed`,
        `calls ${property} ${other}`,
        'place',
        (schema) => {
          schema.properties[other] = schema.properties[property]
          delete schema.properties[property]
          if (schema.required?.includes(property)) schema.required = [...without(schema.required, property), other]
        },
        marked,
      ],
    ]
  })
}

function requiredEdits({ properties = {}, required = [] }: Node): SchemaEdit[] {
  return Object.keys(properties).map((property): SchemaEdit => {
    const marked = `/properties/${escaped(property)}`
    return required.includes(property)
      ? [
          `${kebab(property)}-required-dropped`,
          `does not require ${property}`,
          'required',
          (schema) => {
            schema.required = without(schema.required, property)
          },
          marked,
        ]
      : [
          `${kebab(property)}-required-added`,
          `requires ${property}`,
          'optional',
          (schema) => {
            schema.required = [...(schema.required ?? []), property]
          },
          marked,
        ]
  })
}

function otherEdits({ additionalProperties, oneOf = [], items }: Node): SchemaEdit[] {
  const edits: SchemaEdit[] = oneOf.map((branch: Node, index: number) => [
    `${branchName(branch)}-dropped`,
    `lacks the branch "${branch.title}"`,
    'accepted',
    (schema: Node) => schema.oneOf.splice(index, 1),
    `/oneOf/${index}/properties/reasonCode`,
  ])
  if (additionalProperties === false)
    edits.push(['open', 'takes fields that it does not describe', 'field', (schema) => delete schema.additionalProperties])
  if (additionalProperties === true)
    edits.push(['closed', 'takes no field at all', 'place', (schema) => Object.assign(schema, { additionalProperties: false })])
  if (typeof additionalProperties === 'object')
    edits.push(['values-open', 'takes values of any kind', 'place', (schema) => Object.assign(schema, { additionalProperties: true })])
  if (items !== undefined) edits.push(['items-dropped', 'takes entries of any kind', 'place', (schema) => delete schema.items])
  return edits
}

const without = (names: string[], name: string): string[] => names.filter((other) => other !== name)
