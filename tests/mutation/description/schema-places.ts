import { at, escaped, refOf } from '../../../contract/src/checks/pointers.ts'
import { kebab, type Node } from './edit.ts'

/** A schema within a component. */
export interface SchemaPlace {
  /** JSON Pointer of the component. */
  part: string
  /** JSON Pointer of the schema below the component. */
  path: string
  /** What it is called in the id of a mutant. */
  name: string
  schema: Node
}

/**
 * Every schema that is written in the components of a description, each once. References are not followed: what they lead to has its own place.
 *
 * @example schemaPlaces(description).map(({ part, path }) => part + path) // ['/components/schemas/FreezeRequest', …]
 */
export function schemaPlaces(description: Node): SchemaPlace[] {
  const { schemas, parameters, headers } = description.components
  return [
    ...Object.keys(schemas).flatMap((name) => below(description, `/components/schemas/${name}`, '', kebab(name))),
    ...Object.keys(parameters).flatMap((name) => below(description, `/components/parameters/${name}`, '/schema', kebab(name))),
    ...Object.keys(headers).flatMap((name) => below(description, `/components/headers/${name}`, '/schema', `header-${kebab(name)}`)),
  ]
}

function below(description: Node, part: string, path: string, name: string): SchemaPlace[] {
  const schema = at(description, part + path) as Node
  if (refOf(schema) !== undefined) return []
  const child = (step: string, called: string): SchemaPlace[] => below(description, part, `${path}/${step}`, `${name}-${called}`)
  const { properties = {}, items, additionalProperties, oneOf = [] } = schema
  return [
    { part, path, name, schema },
    ...Object.keys(properties).flatMap((property) => child(`properties/${escaped(property)}`, kebab(property))),
    ...oneOf.flatMap((branch: Node, index: number) => child(`oneOf/${index}`, branchName(branch))),
    ...(items === undefined ? [] : child('items', 'item')),
    ...(typeof additionalProperties === 'object' ? child('additionalProperties', 'value') : []),
  ]
}

/** 'Freeze for another reason' as 'another-reason'. */
export const branchName = ({ title }: Node): string => kebab(String(title).split(' ').slice(-2).join(' '))
