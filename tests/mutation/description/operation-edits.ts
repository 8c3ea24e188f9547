import { operationsIn } from '../../../contract/src/checks/operations-in.ts'
import { at, follow } from '../../../contract/src/checks/pointers.ts'
import { type About, type Edit, kebab, type Node } from './edit.ts'

/** A status that is easily put in the place of another. */
const NEAR: Record<string, string> = {
  200: '201',
  202: '200',
  400: '422',
  401: '403',
  404: '410',
  405: '501',
  413: '414',
  422: '409',
  429: '503',
  500: '502',
  503: '504',
}

/** An operation of the description. */
interface Operation {
  path: string
  method: string
  /** JSON Pointer. */
  place: string
  id: string
  node: Node
}

/**
 * Every edit of an operation that somebody may make by mistake: where it stands, what it takes, what it answers, whom it lets in.
 *
 * @example operationEdits(description).map(({ id }) => id) // ['freeze-path-renamed', …]
 */
export function operationEdits(description: Node): Edit[] {
  const operations = operationsOf(description)
  return operations.flatMap((operation, index) => [
    ...placeEdits(operation),
    ...bodyEdits(operation, operations[(index + 1) % operations.length] as Operation),
    ...operation.node.parameters.map((_: Node, parameter: number) => parameterEdit(description, operation, parameter)),
    ...responseEdits(description, operation),
    ...securityEdits(description, operation),
  ])
}

function operationsOf(description: Node): Operation[] {
  return operationsIn(description).map(({ pointer, ...operation }) => ({ ...operation, place: pointer }))
}

const short = ({ id }: Operation): string => kebab(id.replace('AsyncOrder', ''))

const edit = (operation: Operation, id: string, more: Pick<Edit, 'apply'> & { marked?: string; about?: About }): Edit => ({
  id: `${short(operation)}-${id}`,
  part: '',
  marked: operation.place,
  about: 'place',
  operation: operation.id,
  ...more,
})

/** The same operation in an edited description. */
const inside = (description: Node, { place }: Operation): Node => at(description, place)

function placeEdits(operation: Operation): Edit[] {
  const { path, method, node } = operation
  const move = (toPath: string, toMethod: string) => (description: Node) => {
    delete description.paths[path][method]
    description.paths[toPath] = { ...description.paths[toPath], [toMethod]: node }
    if (Object.keys(description.paths[path]).length === 0) delete description.paths[path]
  }
  return [
    edit(operation, 'path-renamed', { apply: move(path.replace('/asyncOrders/', '/orders/'), method) }),
    edit(operation, 'path-dropped', { apply: (description) => delete description.paths[path] }),
    edit(operation, 'method-changed', { apply: move(path, 'put') }),
    edit(operation, 'operation-id-changed', {
      apply: (description) => Object.assign(inside(description, operation), { operationId: `${operation.id}s` }),
    }),
  ]
}

function bodyEdits(operation: Operation, other: Operation): Edit[] {
  const body = (id: string, apply: (body: Node, operation: Node) => void): Edit =>
    edit(operation, id, {
      about: 'body',
      marked: `/components/responses/BadRequest`,
      apply: (description) => apply(inside(description, operation).requestBody, inside(description, operation)),
    })
  return [
    body('body-optional', (request) => delete request.required),
    body('body-dropped', (_, operation) => delete operation.requestBody),
    body('body-media-type', (request) => {
      request.content = { 'text/plain': request.content['application/json'] }
    }),
    body('body-schema-dropped', (request) => delete request.content['application/json'].schema),
    body('body-of-another-operation', (request) => {
      request.content['application/json'].schema = other.node.requestBody.content['application/json'].schema
    }),
  ]
}

function parameterEdit(description: Node, operation: Operation, index: number): Edit {
  const marked = follow(description, `${operation.place}/parameters/${index}`) ?? ''
  const { name } = at(description, marked) as Node
  return edit(operation, `${kebab(name)}-dropped`, { marked, apply: (edited) => inside(edited, operation).parameters.splice(index, 1) })
}

function responseEdits(description: Node, operation: Operation): Edit[] {
  return Object.keys(operation.node.responses).flatMap((status) => {
    const marked = follow(description, `${operation.place}/responses/${status}`) ?? ''
    const near = NEAR[status] ?? '418'
    const response = (id: string, apply: (responses: Node) => void): Edit =>
      edit(operation, `${status}-${id}`, { marked, apply: (edited) => apply(inside(edited, operation).responses) })
    return [
      response('dropped', (responses) => delete responses[status]),
      response(`now-${near}`, (responses) => {
        responses[near] = responses[status]
        delete responses[status]
      }),
    ]
  })
}

function securityEdits(description: Node, operation: Operation): Edit[] {
  const scheme = (name: string): string => `/components/securitySchemes/${name}`
  const names: string[] = description.security.flatMap((one: Node) => Object.keys(one))
  const only = (kept: string[]) => (edited: Node) => {
    inside(edited, operation).security = kept.map((name) => ({ [name]: [] }))
  }
  return [
    edit(operation, 'security-dropped', { marked: '/components/responses/Unauthorized', about: 'credentials', apply: only([]) }),
    ...names.map((name) =>
      edit(operation, `without-${kebab(name)}`, { marked: scheme(name), apply: only(names.filter((other) => other !== name)) }),
    ),
  ]
}
