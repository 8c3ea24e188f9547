import type { Node, Operation } from '../operations.ts'
import { isError, type OperationParts, type Part } from '../parts.ts'
import { type Executed, LANGUAGES, labelOf } from '../samples.ts'
import { typeOf } from './fields.ts'
import { actionsOf, stateRows } from './state-table.ts'

/** What to do about an error, by status. */
export const REMEDIES: Record<string, string> = {
  400: 'Correct the body: one JSON object, sent as `application/json`. A repeat without a change fails again.',
  401: 'Check the platform name and key, or fetch a new access token.',
  404: 'Check the ids in the path, and that the credentials are of the platform that placed the order.',
  405: 'Use the method that `Allow` names.',
  413: 'Send a smaller body.',
  422: 'Correct the fields that `errors` names. If the message names the status of the order, this action is not possible now.',
  429: 'Wait as many seconds as `Retry-After` says, then repeat the request.',
  500: 'Check the order, or wait for its event, before you repeat: the request may have taken effect.',
  503: 'Wait as many seconds as `Retry-After` says, then repeat the request.',
}

/**
 * The page of an operation as Markdown.
 *
 * @example operationText(freeze, partsOf(freeze, bundle), samples)
 */
export function operationText(operation: Operation, parts: OperationParts, samples: readonly Executed[]): string {
  const { id, summary, request, description } = operation
  const { parameters, request: body, responses } = parts
  return [
    `# ${summary}`,
    '',
    `\`${request}\` (\`${id}\`)`,
    '',
    description.trim(),
    '',
    ...states(operation),
    ...part('Parameters', parameters),
    ...part('Request body', body?.parts ?? []),
    '## Responses',
    '',
    ...responses.flatMap(({ name, node, parts }) => [
      `- **${name}** ${oneLine(node.description)}${isError(name) ? ` Remedy: ${REMEDIES[name]}` : ''}`,
      ...lines(isError(name) ? [] : parts, '  '),
    ]),
    '',
    ...part('Error body', parts.error?.parts ?? []),
    ...samples.flatMap((sample) => [
      `## ${labelOf(sample)}`,
      '',
      ...fence(LANGUAGES[sample.language].extension, sample.source),
      ...(sample.output === '' ? [] : ['It prints:', '', ...fence('text', sample.output)]),
    ]),
  ].join('\n')
}

function states(operation: Operation): string[] {
  const rows = stateRows(actionsOf(operation)).flatMap(({ of, state, cells }) =>
    cells.map(({ result, clauses }) => `- ${of} ${state}: ${result}${clauses.length > 0 ? ` (${clauses.join(', ')})` : ''}`),
  )
  return actionsOf(operation).length === 0 ? [] : ['## When it refuses', '', ...rows, '']
}

const fence = (language: string, code: string): string[] => [`\`\`\`${language}`, code, '```', '']

const part = (title: string, parts: readonly Part[]): string[] => (parts.length === 0 ? [] : [`## ${title}`, '', ...lines(parts, ''), ''])

const lines = (parts: readonly Part[], indent: string): string[] =>
  parts.flatMap(({ name, required, node, parts: inner, anchor }) => {
    const schema = { ...node, ...((node.schema ?? {}) as Node) }
    const values = Array.isArray(schema.enum) ? ` One of ${schema.enum.join(', ')}.` : ''
    const line = /\.\d+$/.test(anchor)
      ? name
      : `\`${name}\` (${typeOf(schema)}${required ? ', required' : ''}): ${oneLine(node.description)}${values}`
    return [`${indent}- ${line}`, ...lines(inner, `${indent}  `)]
  })

const oneLine = (text: unknown): string =>
  String(text ?? '')
    .trim()
    .replace(/\s+/g, ' ')
