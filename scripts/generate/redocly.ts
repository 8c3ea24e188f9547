import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { root } from './documents.ts'
import { StepFailed } from './steps.ts'

const run = promisify(execFile)
// Its bin file, run by our own Node: `.bin/redocly` would take whichever Node comes first in PATH.
const CLI = fileURLToPath(import.meta.resolve('@redocly/cli/bin/cli.js'))

/** Lints one API of redocly.yaml; warnings fail too, since what is only warned of stays. */
export async function lint(api: string): Promise<void> {
  const { output, failed } = await redocly(['lint', api, '--lint-config', 'error'])
  if (failed) {
    throw new StepFailed(`Failed to lint ${api}: the description breaks a rule. Correct the places named here.\n\n${output}`)
  }
}

/** Bundles one API of redocly.yaml into a JSON file. */
export async function bundle(api: string, file: string): Promise<void> {
  const { output, failed } = await redocly([
    'bundle',
    api,
    '--output',
    file,
    '--ext',
    'json',
    '--component-renaming-conflicts-severity',
    'error',
  ])
  if (failed) throw new StepFailed(`Failed to bundle ${api}: a reference does not resolve. Correct the places named here.\n\n${output}`)
}

/**
 * Runs redocly without telemetry; the folders it names are relative to that of the project.
 *
 * @example const { output, failed } = await redocly(['lint', 'public@v0'])
 */
export async function redocly(args: string[]): Promise<{ output: string; failed: boolean }> {
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', FORCE_COLOR: '0' }
  try {
    const { stdout, stderr } = await run(process.execPath, [CLI, ...args], { cwd: root, env, maxBuffer: 64 * 1024 * 1024 })
    return { output: `${stdout}${stderr}`, failed: false }
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string }
    return { output: `${stdout ?? ''}${stderr ?? ''}` || String(error), failed: true }
  }
}
