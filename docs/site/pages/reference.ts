import { resolved } from '../../../contract/src/checks/pointers.ts'
import type { Node, Operation } from '../operations.ts'
import type { Entry, Page } from '../page.ts'
import { type Executed, LANGUAGES, labelOf } from '../samples.ts'

type Schema = Node & {
  properties?: Node
  required?: string[]
  oneOf?: Node[]
  type?: unknown
  enum?: unknown[]
  const?: unknown
  items?: Node
}

/**
 * The page of the reference as the navigation, the search and readers of Markdown see it; its HTML is Redoc's.
 *
 * @example referencePage(bundle, operationsOf(bundle), samples).markdown
 */
export function referencePage(bundle: Node, operations: readonly Operation[], samples: readonly Executed[]): Page {
  const { title, description } = bundle.info as { title: string; description: string }
  const parts = operations.map((operation) => operationText(operation, bundle, samples))
  return {
    path: 'reference',
    title: 'Reference',
    description: 'The four operations and the event: parameters, bodies, answers, examples and code.',
    section: 'API',
    order: 10,
    html: null,
    markdown: `# ${title}\n\n${description.trim()}\n\n${parts.join('\n')}`,
    entries: operations.map(
      (operation, index): Entry => ({
        url: operation.url,
        title: `${operation.summary} (${operation.id})`,
        text: plain(parts[index] ?? ''),
      }),
    ),
  }
}

/** Without code samples and examples: what they say, others say better. */
const plain = (text: string): string =>
  text
    .replace(/```[\s\S]*?```/g, '')
    .replace(/[#*`|]/g, ' ')
    .replace(/\s+/g, ' ')

function operationText({ id, summary, request, description, node }: Operation, bundle: Node, samples: readonly Executed[]): string {
  const { parameters = [], requestBody, responses = {} } = node as { parameters?: unknown[]; requestBody?: unknown; responses?: Node }
  const own = samples.filter(({ operation }) => operation === id)
  return [
    `## ${summary}`,
    '',
    `\`${request}\` (\`${id}\`)`,
    '',
    description.trim(),
    '',
    ...parameters.map((parameter) => fieldLine(resolved(bundle, parameter) as Node & { name: string; required?: boolean })),
    '',
    ...bodyText('Request', resolved(bundle, requestBody), bundle),
    ...Object.entries(responses).flatMap(([status, response]) => responseText(status, resolved(bundle, response), bundle)),
    '',
    ...own.flatMap((sample) => [`### ${labelOf(sample)}`, '', `\`\`\`${LANGUAGES[sample.language].extension}`, sample.source, '```', '']),
  ].join('\n')
}

const fieldLine = ({ name, description = '', required = false }: Node & { name: string; required?: boolean }): string =>
  `- \`${name}\`${required ? ' (required)' : ''}: ${oneLine(description)}`

const oneLine = (text: unknown): string => String(text).trim().replace(/\s+/g, ' ')

function responseText(status: string, response: Node, bundle: Node): string[] {
  const line = `- **${status}** ${oneLine(response.description ?? '')}`
  return status.startsWith('2') ? [line, ...bodyText('Body', response, bundle).map((text) => `  ${text}`.trimEnd())] : [line]
}

function bodyText(name: string, body: Node, bundle: Node): string[] {
  const { schema } = ((body.content as Node | undefined)?.['application/json'] ?? {}) as { schema?: Node }
  return schema === undefined ? [] : [`${name}:`, '', ...schemaLines(schema, bundle, ''), '']
}

function schemaLines(node: Node, bundle: Node, indent: string): string[] {
  const schema = resolved(bundle, node) as Schema
  const branches = (schema.oneOf ?? []).filter((branch) => 'properties' in resolved(bundle, branch))
  if (branches.length > 0) {
    return branches.flatMap((branch) => [
      `${indent}- ${oneLine(resolved(bundle, branch).title ?? 'or')}`,
      ...schemaLines(branch, bundle, `${indent}  `),
    ])
  }
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const field = resolved(bundle, property) as Schema
    const required = schema.required?.includes(name) ? ', required' : ''
    const line = `${indent}- \`${name}\` (${typeOf(field)}${required}): ${oneLine(field.description ?? '')}`
    const inner = field.items ?? (field.properties ? field : undefined)
    return inner === undefined ? [line] : [line, ...schemaLines(inner, bundle, `${indent}  `)]
  })
}

function typeOf({ type, enum: values, const: only }: Schema): string {
  if (only !== undefined) return `\`${only}\``
  if (values !== undefined) return values.map((value) => `\`${value}\``).join(', ')
  return Array.isArray(type) ? type.join(' or ') : String(type ?? 'any')
}
