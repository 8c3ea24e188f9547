import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { guardOutput } from '../contract/src/cli/secrets.ts'
import { startOrReach } from '../contract/src/run/start.ts'
import { choiceFrom, runCommand, UsageError } from '../sandbox/src/node/command/command.ts'
import { prepareMock, prepareSandbox } from './respect/prepare.ts'
import { respect, type WorkflowResult } from './respect/run.ts'
import { readWorkflows, type Workflow } from './respect/workflows.ts'

const HELP = `Usage: npm run respect -- [options]

Runs the workflows of openapi/workflows.arazzo.yaml (Arazzo 1.0) with \`redocly respect\`, independently of the contract cases: freeze and
unfreeze, freeze and cancel, update, nothing eligible, each with its failing variant. Checks what the workflows expect, and each response
against the OpenAPI description. On the sandbox, the control plane creates the orders and shows their state afterwards.

  --target mock|sandbox  one target (default: mock and sandbox)
  --url URL              with --target: address of a running one, with or without /raas/v2. A sandbox has its control plane at the same origin
  --control-token T      control token of that sandbox
  --workflows FILE       another Arazzo description with the same inputs, and one source named api
  --report DIR           folder for report.json (default: reports/respect)
  --help                 show this text

Workflows that need state are skipped on the mock. The text goes to stderr.
Exit codes: 0 every workflow passed or was skipped; 1 a workflow failed; 2 inconclusive (bad option, no response from a target, or workflows
that cannot run).
`

const OPTIONS = {
  target: { type: 'string' },
  url: { type: 'string' },
  'control-token': { type: 'string' },
  workflows: { type: 'string' },
  report: { type: 'string', default: 'reports/respect' },
} as const

const WORKFLOWS = fileURLToPath(new URL('../openapi/workflows.arazzo.yaml', import.meta.url))

type Name = 'mock' | 'sandbox'
type Given = { url: string | undefined; file: string; ourOwn: boolean; controlToken: string | undefined }

guardOutput(process)
await runCommand('respect', HELP, OPTIONS, async (given) => {
  const targets = targetsFrom(given.target, given.url)
  if (given['control-token'] !== undefined && (given.url === undefined || given.target !== 'sandbox')) {
    throw new UsageError(
      'Failed to read the options: --control-token does nothing without --target sandbox and --url. Pass them, or leave it out.',
    )
  }
  const file = given.workflows === undefined ? WORKFLOWS : resolve(given.workflows)
  const workflows = readWorkflows(file)
  const options: Given = { url: given.url, file, ourOwn: given.workflows === undefined, controlToken: given['control-token'] }
  const results = await Promise.all(targets.map(async (name) => [name, await runOn(name, workflows, options)] as const))
  mkdirSync(given.report, { recursive: true })
  writeFileSync(join(given.report, 'report.json'), `${JSON.stringify({ targets: Object.fromEntries(results) }, null, 2)}\n`)
  for (const [name, found] of results) process.stderr.write(`${textOf(name, found)}\n`)
  if (results.some(([, found]) => found.some(({ status }) => status === 'failed'))) return 1
  const idle = results.filter(([, found]) => !found.some(({ status }) => status === 'passed'))
  for (const [name] of idle) process.stderr.write(`Failed to judge the ${name}: every workflow needs state.\n`)
  return idle.length > 0 ? 2 : 0
})

async function runOn(name: Name, workflows: readonly Workflow[], { url, file, ourOwn, controlToken }: Given): Promise<WorkflowResult[]> {
  const { baseUrl, close } = await startOrReach(name, url)
  try {
    const { inputs, outcome } = name === 'mock' ? prepareMock() : await prepareSandbox(new URL(baseUrl).origin, controlToken)
    const wanted = workflows.filter(({ needsState }) => name === 'sandbox' || needsState === undefined)
    const ran = wanted.length === 0 ? [] : await respect(file, wanted, baseUrl, inputs)
    // What other workflows leave behind is not known.
    const wrong = outcome === null || !ourOwn ? null : await outcome()
    return [
      ...workflows.map((workflow) => ran.find(({ workflowId }) => workflowId === workflow.workflowId) ?? skipped(workflow)),
      ...left(wrong),
    ]
  } finally {
    await close()
  }
}

function skipped({ workflowId, summary, needsState }: Workflow): WorkflowResult {
  return {
    workflowId,
    summary,
    status: 'skipped',
    reason: `the mock keeps no state, and does not know ${needsState}`,
    checks: 0,
    failures: [],
  }
}

/** The look at the orders afterwards, as one more result. */
function left(wrong: string[] | null): WorkflowResult[] {
  if (wrong === null) return []
  const summary = 'The orders are as the workflows must leave them.'
  return [{ workflowId: 'outcome', summary, status: wrong.length === 0 ? 'passed' : 'failed', checks: 1, failures: wrong }]
}

function textOf(name: Name, results: readonly WorkflowResult[]): string {
  const mark = { passed: '✓', failed: '✗', skipped: '–' }
  const lines = results.flatMap(({ workflowId, status, summary, reason, failures }) => [
    `  ${mark[status]} ${workflowId}: ${reason === undefined ? summary : `skipped: ${reason}`}`,
    ...failures.map((failure) => `      ${failure}`),
  ])
  const checks = results.reduce((sum, result) => sum + result.checks, 0)
  return [
    `${name}: ${results.filter(({ status }) => status === 'passed').length} of ${results.length} passed, ${checks} checks`,
    ...lines,
  ].join('\n')
}

function targetsFrom(option: string | undefined, url: string | undefined): Name[] {
  if (option === undefined && url === undefined) return ['mock', 'sandbox']
  if (option === undefined) throw new UsageError('Failed to read the options: --url needs --target, to know what runs there.')
  return [choiceFrom('target', option, ['mock', 'sandbox'])]
}
