import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { redocly } from '../../contract/src/redocly/redocly.ts'
import { StepFailed } from '../../contract/src/redocly/steps.ts'
import { onOneLine } from '../../sandbox/src/node/command/one-line.ts'
import type { Inputs } from './prepare.ts'
import type { Workflow } from './workflows.ts'

/** What became of a workflow. */
export interface WorkflowResult {
  workflowId: string
  summary: string
  status: 'passed' | 'failed' | 'skipped'
  /** Why it was skipped. */
  reason?: string
  checks: number
  /** Such as `step freeze, answered 200: $statusCode == 202`. */
  failures: string[]
}

interface RawStep {
  stepId: string
  /** Its address is empty when it could not be made. */
  request?: { url: string }
  response?: { statusCode: number }
  checks: { name: string; condition?: string; message?: string; status: string }[]
}

interface RawWorkflow {
  workflowId: string
  status: string
  executedSteps: RawStep[]
}

/**
 * Lets `redocly respect` run workflows against a server. Beside what they expect, it checks each answer against the description.
 *
 * @param file the Arazzo description
 * @param baseUrl ends in `/raas/v2`
 * @param inputs never printed; they go by the environment, since a key is among them
 * @throws StepFailed when redocly cannot run them, or left one out
 * @example const results = await respect('openapi/workflows.arazzo.yaml', workflows, baseUrl, inputs)
 */
export async function respect(file: string, workflows: readonly Workflow[], baseUrl: string, inputs: Inputs): Promise<WorkflowResult[]> {
  const folder = await mkdtemp(join(tmpdir(), 'respect-'))
  try {
    const report = join(folder, 'report.json')
    const wanted = workflows.map(({ workflowId }) => `--workflow=${workflowId}`)
    const { output } = await redocly(['respect', file, '--server', `api=${baseUrl}`, '--json-output', report, ...wanted], {
      REDOCLY_CLI_RESPECT_INPUT: JSON.stringify(inputs),
    })
    const text = await readFile(report, 'utf8').catch(() => fail('redocly cannot run them', output, inputs))
    const files = Object.values((JSON.parse(text) as { files: Record<string, { executedWorkflows: RawWorkflow[] }> }).files)
    const executed = files.flatMap(({ executedWorkflows }) => executedWorkflows)
    return workflows.map((workflow) => {
      const found = executed.find(({ workflowId }) => workflowId === workflow.workflowId)
      if (found === undefined) return fail(`redocly left ${workflow.workflowId} out`, output, inputs)
      const unmade = found.executedSteps.find(({ request }) => request?.url === '')
      if (unmade === undefined) return resultOf(workflow, found)
      const [check] = unmade.checks
      return fail(`the request of ${workflow.workflowId}, step ${unmade.stepId}, cannot be made`, inWords(check?.message), inputs)
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** A workflow holds when redocly says so, and every check that it made did; one without a check has shown nothing. */
function resultOf({ workflowId, summary }: Workflow, { status, executedSteps }: RawWorkflow): WorkflowResult {
  const checks = executedSteps.flatMap(({ stepId, response, checks }) =>
    checks.map((check) => ({ where: `step ${stepId}, answered ${response?.statusCode || 'nothing'}`, ...check })),
  )
  const failures = checks
    .filter((check) => check.status !== 'success')
    .map(({ where, name, condition, message }) => `${where}: ${condition ?? [name, inWords(message)].filter(Boolean).join(': ')}`)
  if (checks.length === 0) failures.push('no check was made')
  else if (status !== 'success' && failures.length === 0) failures.push(`redocly says ${status}`)
  return { workflowId, summary, status: failures.length === 0 ? 'passed' : 'failed', checks: checks.length, failures }
}

/** A response may be quoted in it; redocly colours it, whatever its environment says. */
const inWords = (message = ''): string => onOneLine(stripVTControlCharacters(message).trim()).slice(0, 300)

function fail(cause: string, output: string, { key }: Inputs): never {
  throw new StepFailed(`Failed to run the workflows: ${cause}. What it says:\n\n${output.replaceAll(key, '…')}`)
}
