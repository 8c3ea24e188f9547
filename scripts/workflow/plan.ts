import { parse } from 'yaml'
import { StepFailed } from '../generate/steps.ts'

/** A step of a job: to be run here, or not, with the reason. */
export type PlannedStep = { name: string; skipped: string } | { name: string; script: string; shell: string[]; env: Env; folder: string }
type Env = Record<string, string>

/** A job and its steps. */
export interface PlannedJob {
  id: string
  steps: PlannedStep[]
}

/** What is read of a workflow, at each of its levels. */
interface Level {
  if?: string | boolean
  name?: string
  env?: Record<string, string | number | boolean>
  defaults?: { run?: { shell?: string; 'working-directory'?: string } }
  steps?: Level[]
  uses?: string
  run?: string
  shell?: string
  'working-directory'?: string
}

const SHELLS: Record<string, string[]> = {
  // As GitHub starts them; without a shell that is named, bash has no pipefail.
  '': ['bash', '-e'],
  bash: ['bash', '--noprofile', '--norc', '-eo', 'pipefail'],
  sh: ['sh', '-e'],
}

/**
 * Reads which steps of a workflow can be run here.
 *
 * @param text the workflow file
 * @param given what expressions such as `github.base_ref` stand for
 * @throws StepFailed when the text is no workflow, or a step needs what is not given
 * @example planWorkflow('jobs: { a: { steps: [{ run: npm test }] } }', {})[0]?.id // 'a'
 */
export function planWorkflow(text: string, given: Env): PlannedJob[] {
  const workflow = readYaml(text)
  const jobs = Object.entries(workflow.jobs ?? {})
  if (jobs.length === 0) throw new StepFailed('Failed to read the workflow: it has no jobs. Name a workflow file with --file.')
  return jobs.map(([id, job]) => ({
    id,
    steps: (job.steps ?? []).map((step, at) => planStep(workflow, { ...job, name: id }, step, at, given)),
  }))
}

function readYaml(text: string): Level & { jobs?: Record<string, Level> } {
  try {
    return (parse(text) ?? {}) as Level & { jobs?: Record<string, Level> }
  } catch (error) {
    const cause = error instanceof Error ? error.message.split('\n')[0] : String(error)
    throw new StepFailed(`Failed to read the workflow: ${cause} Correct the file.`)
  }
}

function planStep(workflow: Level, job: Level, step: Level, at: number, given: Env): PlannedStep {
  const name = step.name ?? step.run?.trim().split('\n')[0] ?? step.uses ?? `step ${at + 1}`
  const unmet = [job.if, step.if].map((condition) => whyNot(condition, given)).find((reason) => reason !== null)
  if (step.run === undefined) return { name, skipped: `it uses ${step.uses ?? 'no shell'}` }
  if (unmet !== undefined && unmet !== null) return { name, skipped: unmet }
  const filled = (value: unknown): string => fill(String(value), given, `step "${name}" of job ${job.name}`)
  const levels = [workflow, job, step]
  const env = Object.assign({}, ...levels.map((level) => level.env ?? {})) as Record<string, unknown>
  const defaults = levels.map((level) => level.defaults?.run).filter((run) => run !== undefined)
  const shell = step.shell ?? defaults.findLast((run) => run.shell !== undefined)?.shell ?? ''
  const folder = step['working-directory'] ?? defaults.findLast((run) => run['working-directory'])?.['working-directory'] ?? '.'
  const command = SHELLS[shell]
  if (command === undefined) {
    throw new StepFailed(`Failed to plan step "${name}" of job ${job.name}: its shell ${shell} is not known here. Use bash or sh.`)
  }
  const filledEnv = Object.fromEntries(Object.entries(env).map(([key, value]) => [key, filled(value)]))
  return { name, script: filled(step.run), shell: command, env: filledEnv, folder: filled(folder) }
}

/** Why a condition keeps a step from being run here; null when it does not. */
function whyNot(condition: string | boolean | undefined, given: Env): string | null {
  const text = String(condition ?? true)
    .replace(/^\s*\$\{\{(.*)\}\}\s*$/s, '$1')
    .trim()
  if (['true', 'always()', 'success()', '!cancelled()'].includes(text)) return null
  const [, name = '', operator, wanted] = /^([\w.-]+)\s*(==|!=)\s*'([^']*)'$/.exec(text) ?? []
  const value = Object.hasOwn(given, name) ? given[name] : undefined
  if (value !== undefined && (value === wanted) === (operator === '==')) return null
  return value === undefined ? `it has the condition ${text}` : `${text} does not hold with ${name}=${value}`
}

function fill(text: string, given: Env, where: string): string {
  return text.replace(/\$\{\{\s*(.*?)\s*\}\}/gs, (_, expression: string) => {
    const value = Object.hasOwn(given, expression) ? given[expression] : undefined
    if (value !== undefined) return value
    throw new StepFailed(`Failed to plan ${where}: \${{ ${expression} }} has no value here. Give one with --set ${expression}=VALUE.`)
  })
}
