import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { UsageError } from '../../sandbox/src/node/command/command.ts'
import { onOneLine } from '../../sandbox/src/node/command/one-line.ts'

/** A workflow of an Arazzo description, as far as it matters here. */
export interface Workflow {
  workflowId: string
  summary: string
  /** What it is about that a stateless server does not know (`x-needs-state`). */
  needsState?: string
}

/**
 * The workflows of an Arazzo description, which all have to be about the source `api`: nothing else is given an address.
 *
 * @throws UsageError when the file cannot be read, is no such description, or has no workflow
 * @example const [first] = readWorkflows('openapi/workflows.arazzo.yaml')
 */
export function readWorkflows(file: string): Workflow[] {
  const fail = (cause: string): never => {
    throw new UsageError(`Failed to read the workflows in ${file}: ${cause}.`)
  }
  const content = (() => {
    try {
      return parse(readFileSync(file, 'utf8'))
    } catch (error) {
      return fail(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error))
    }
  })()
  const sources: unknown = content?.sourceDescriptions
  if (!Array.isArray(sources) || sources.length !== 1 || sources[0]?.name !== 'api') {
    fail('their one source must be named api, and is given the address of the target')
  }
  const workflows: unknown = content.workflows
  if (!Array.isArray(workflows) || workflows.length === 0) return fail('there is none')
  return workflows.map((workflow) => {
    const { workflowId, summary = '', 'x-needs-state': needsState } = workflow ?? {}
    if (typeof workflowId !== 'string' || !/^[\w-]{1,100}$/.test(workflowId)) fail('one has no workflowId of letters, digits, _ and -')
    return {
      workflowId,
      summary: onOneLine(String(summary)),
      ...(needsState === undefined ? {} : { needsState: onOneLine(String(needsState)) }),
    }
  })
}
