import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { runCommand, UsageError } from './command.ts'
import { type PlannedStep, planWorkflow } from './workflow/plan.ts'

const HELP = `Usage: npm run workflow -- --file FILE [options]

Runs the shell steps of a workflow here, in order, up to the first failure. Steps that use an action, or have a condition that is not
given, are listed and left out. What a step writes for later ones (GITHUB_ENV, GITHUB_OUTPUT) is not kept.

  --file FILE       such as .github/workflows/ci.yml
  --job J           this job only
  --set NAME=VALUE  what \${{ NAME }} stands for, as github.base_ref=main; may be repeated
  --list            show the steps and run none
  --help            show this text

Exit codes: 0 every step passed; 1 a step failed; 2 bad option, no workflow, or there was no step to run.
`

const OPTIONS = {
  file: { type: 'string' },
  job: { type: 'string' },
  set: { type: 'string', multiple: true, default: [] as string[] },
  list: { type: 'boolean', default: false },
} as const

await runCommand('workflow', HELP, OPTIONS, async ({ file, job, set, list }) => {
  const jobs = planWorkflow(readText(file), valuesFrom(set))
  const chosen = jobs.filter(({ id }) => job === undefined || id === job)
  if (chosen.length === 0) usage(`--job ${job} is none of ${jobs.map(({ id }) => id).join(', ')}`)
  let ran = 0
  for (const { id, steps } of chosen) {
    for (const step of steps) {
      tell(id, step)
      if (list || 'skipped' in step) continue
      ran += 1
      const code = await runStep(step)
      if (code === 0) continue
      process.stderr.write(`Failed at "${step.name}" of job ${id}: it ended with ${code}.\n`)
      return 1
    }
  }
  if (list || ran > 0) return 0
  process.stderr.write('Failed to run the workflow: none of its steps can be run here.\n')
  return 2
})

function tell(job: string, step: PlannedStep): void {
  process.stderr.write('skipped' in step ? `${job}: ${step.name} (left out: ${step.skipped})\n` : `${job}: ${step.name}\n`)
}

async function runStep({ script, shell: [command = 'bash', ...args], env, folder }: Extract<PlannedStep, { script: string }>) {
  const child = spawn(command, [...args, '-c', script], {
    cwd: resolve(folder),
    env: { ...process.env, CI: 'true', ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const [code, signal]: unknown[] = await once(child, 'close')
  return code ?? signal
}

function usage(what: string): never {
  throw new UsageError(`Failed to read the options: ${what}.`)
}

function readText(file: string | undefined): string {
  if (file === undefined) return usage('--file FILE is missing')
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    return usage(`--file ${file} cannot be read: ${(error as Error).message}`)
  }
}

function valuesFrom(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair): [string, string] => {
      const at = pair.indexOf('=')
      return at < 1 ? usage(`--set ${pair} is not NAME=VALUE`) : [pair.slice(0, at), pair.slice(at + 1)]
    }),
  )
}
