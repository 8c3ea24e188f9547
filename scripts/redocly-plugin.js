// Lint rules of this project that redocly's own assertions cannot say. Each is one function; redocly.yaml switches them on.
// Plain JavaScript: redocly loads plugins itself, on whatever Node runs it.

const MARKS = ['x-documented', 'x-inferred', 'x-assumed']

const isRef = (node) => typeof node?.$ref === 'string'
const isMarked = (node) => MARKS.some((mark) => Array.isArray(node?.[mark]) && node[mark].length > 0)

/** Each property of a schema, as written beside a `$ref` and as the `$ref` resolves, taken together. */
function* propertiesOf(properties, { location, resolve }) {
  for (const [name, written] of Object.entries(properties)) {
    const node = isRef(written) ? { ...resolve(written).node, ...written } : written
    yield { name, node, location: location.child(name) }
  }
}

/** Every property says in a sentence what it is, and shows a value unless its rule is the value. */
export function propertyDescribed() {
  return {
    SchemaProperties(properties, ctx) {
      for (const { name, node, location } of propertiesOf(properties, ctx)) {
        const shows = ['examples', 'example', 'const', 'enum', 'properties'].some((key) => node[key] !== undefined)
        if (!node.description) ctx.report({ message: `Property ${name} has no description.`, location })
        if (!shows) ctx.report({ message: `Property ${name} has no example.`, location })
      }
    },
  }
}

/** Every property says where it comes from. */
export function propertyMarked() {
  return {
    SchemaProperties(properties, ctx) {
      for (const { name, node, location } of propertiesOf(properties, ctx)) {
        if (!isMarked(node)) ctx.report({ message: `Property ${name} has none of ${MARKS.join(', ')}.`, location })
      }
    },
  }
}

/** Every schema of a body says where it comes from. */
export function bodySchemaMarked() {
  return {
    MediaType({ schema }, { location, resolve, report }) {
      const node = isRef(schema) ? resolve(schema).node : schema
      if (!isMarked(node)) report({ message: `The schema has none of ${MARKS.join(', ')}.`, location: location.child('schema') })
    },
  }
}

/** Error responses stand once, in components/responses: what is written twice comes apart. */
export function errorResponseIsShared() {
  return {
    Responses(responses, { report, location }) {
      for (const [status, written] of Object.entries(responses)) {
        if (Number(status) < 400 || (isRef(written) && written.$ref.includes('components/responses/'))) continue
        report({ message: `Response ${status} is not a reference to components/responses.`, location: location.child(status) })
      }
    },
  }
}

/** The example of an error says the status that it is an example of: one example shared by two statuses would lie in one. */
export function errorExampleStatus() {
  return {
    Responses(responses, ctx) {
      for (const [status, written] of Object.entries(responses)) {
        if (Number(status) < 400) continue
        for (const { name, value } of examplesOf(written, ctx)) {
          if (value?.httpCode === Number(status)) continue
          ctx.report({ message: `Example ${name} has httpCode ${value?.httpCode}, not ${status}.`, location: ctx.location.child(status) })
        }
      }
    },
  }
}

/** Every answer carries the id of its request. A webhook's answers are the receiver's, and need none. */
export function responseRequestId() {
  return {
    Paths: {
      Response(response, { report, location }) {
        if (response.headers?.['X-REQUEST-ID'] === undefined) report({ message: 'The response has no X-REQUEST-ID header.', location })
      },
    },
  }
}

/** The named examples of a response, whichever files they stand in. */
function* examplesOf(written, { resolve, location }) {
  const response = follow(written, resolve, location.source.absoluteRef)
  for (const media of Object.values(response.node?.content ?? {})) {
    for (const [name, example] of Object.entries(media.examples ?? {})) {
      yield { name, value: follow(example, resolve, response.file).node?.value }
    }
  }
}

/** What a node stands for, and the file it stands in. */
function follow(node, resolve, file) {
  if (!isRef(node)) return { node, file }
  const { node: target, location } = resolve(node, file)
  return { node: target, file: location?.source.absoluteRef ?? file }
}

/** The plugin, as redocly loads it. */
export default function plugin() {
  return {
    id: 'house',
    rules: {
      oas3: {
        'property-described': propertyDescribed,
        'property-marked': propertyMarked,
        'body-schema-marked': bodySchemaMarked,
        'error-response-is-shared': errorResponseIsShared,
        'error-example-status': errorExampleStatus,
        'response-request-id': responseRequestId,
      },
    },
  }
}
