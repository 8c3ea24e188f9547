import { at, escaped } from '../../../contract/src/checks/pointers.ts'
import { type Edit, kebab, type Node, type SchemaEdit, set } from './edit.ts'
import { branchName, type SchemaPlace } from './schema-places.ts'
import { valueEdits } from './value-edits.ts'

/**
 * Every edit of one schema that somebody may make by mistake. Left out are edits that leave the same values valid, such as
 * another type beside an enum that lists the values.
 *
 * @param codes all values that enums of the same name list anywhere, since a value is easily put into the wrong list
 * @example schemaEdits(place, codes).map(({ id }) => id) // ['freeze-request-listed-reason-reason-code-required-dropped', …]
 */
export function schemaEdits({ part, path, name, schema }: SchemaPlace, codes: readonly string[]): Edit[] {
  const edits = [...typeEdits(schema, path === '/schema'), ...valueEdits(schema, codes), ...propertyEdits(schema), ...otherEdits(schema)]
  return edits.map(([id, about, apply, marked = '', code]) => ({
    id: `${name}-${id}`,
    part,
    marked: part + path + marked,
    about,
    ...(code === undefined ? {} : { code }),
    apply: (component) => apply(at(component, path)),
  }))
}

/** @param sentAsText a parameter or a header, which is a text whatever its schema allows beside */
function typeEdits({ type, enum: values, const: value }: Node, sentAsText: boolean): SchemaEdit[] {
  if (type === undefined || values !== undefined || value !== undefined) return []
  if (Array.isArray(type)) {
    return type.map((one) => [one === 'null' ? 'never-null' : 'always-null', 'type', set({ type: without(type, one) })])
  }
  const other = type === 'string' ? 'integer' : 'string'
  const changed: SchemaEdit = ['type-changed', 'type', set({ type: other })]
  if (sentAsText) return [changed]
  const edits: SchemaEdit[] = [
    ['type-dropped', 'type', (schema) => delete schema.type],
    changed,
    ['nullable', 'null', set({ type: [type, 'null'] })],
  ]
  if (type === 'integer') edits.push(['fractional', 'type', set({ type: 'number' })])
  if (type === 'number') edits.push(['whole', 'type', set({ type: 'integer' })])
  return edits
}

function propertyEdits({ properties = {}, required = [] }: Node): SchemaEdit[] {
  return Object.keys(properties).flatMap((property): SchemaEdit[] => {
    const marked = `/properties/${escaped(property)}`
    const { [property]: own, ...others } = properties
    const other = /^[a-z]+$/.test(property) ? `${property[0]?.toUpperCase()}${property.slice(1)}` : kebab(property).replaceAll('-', '_')
    const isRequired = required.includes(property)
    const rest = without(required, property)
    /** Other properties; what is required stays out where nothing was. */
    const to = (named: object, needed: string[]) => set({ properties: named, ...(required.length > 0 ? { required: needed } : {}) })
    return [
      [`${kebab(property)}-dropped`, 'place', to(others, rest), marked],
      [`${kebab(property)}-renamed`, 'place', to({ ...others, [other]: own }, isRequired ? [...rest, other] : rest), marked],
      isRequired
        ? [`${kebab(property)}-required-dropped`, 'required', set({ required: rest }), marked]
        : [`${kebab(property)}-required-added`, 'optional', set({ required: [...required, property] }), marked],
    ]
  })
}

function otherEdits({ additionalProperties, oneOf = [], items }: Node): SchemaEdit[] {
  const edits: SchemaEdit[] = oneOf.map((branch: Node, index: number) => [
    `${branchName(branch)}-dropped`,
    'accepted',
    (schema: Node) => schema.oneOf.splice(index, 1),
    `/oneOf/${index}/properties/reasonCode`,
  ])
  if (additionalProperties === false) edits.push(['open', 'field', (schema) => delete schema.additionalProperties])
  if (additionalProperties === true) edits.push(['closed', 'place', set({ additionalProperties: false })])
  if (typeof additionalProperties === 'object') edits.push(['values-open', 'place', set({ additionalProperties: true })])
  if (items !== undefined) edits.push(['items-dropped', 'place', (schema) => delete schema.items])
  return edits
}

const without = (names: string[], name: string): string[] => names.filter((other) => other !== name)
