import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { ROOT } from '../assets.ts'
import { StepFailed } from './steps.ts'

const run = promisify(execFile)

/** Its bin file, run by our own Node: `.bin/redocly` would take whichever Node comes first in PATH. */
function cli(): string {
  try {
    return fileURLToPath(import.meta.resolve('@redocly/cli/bin/cli.js'))
  } catch {
    throw new StepFailed('Failed to run redocly: it is not installed. Run `npm install --save-dev @redocly/cli` beside async-orders.')
  }
}

/** Lints one description by the rules of redocly.yaml, which are errors all. */
export async function lint(source: string): Promise<void> {
  const { output, failed } = await redocly(['lint', source, '--lint-config', 'error'])
  if (failed) {
    throw new StepFailed(
      `Failed to lint ${source}: a rule is broken. Correct the places that redocly names here, in openapi/.\n\n${output}`,
    )
  }
}

/** Bundles one description into a JSON file. */
export async function bundle(source: string, file: string): Promise<void> {
  // Else a second component of the same name would be renamed, and the code that uses the name would not know.
  const strict = ['--component-renaming-conflicts-severity', 'error']
  const { output, failed } = await redocly(['bundle', source, '--output', file, '--ext', 'json', ...strict])
  if (failed) {
    throw new StepFailed(
      `Failed to bundle ${source}: a reference leads nowhere, or two components have one name. Correct the places that redocly names here.\n\n${output}`,
    )
  }
}

/**
 * Runs redocly without telemetry; the folders it names are relative to that of the project.
 *
 * @param more environment variables, for what must not stand in a list of processes
 * @example const { output, failed } = await redocly(['lint', 'public@v0'])
 */
export async function redocly(args: string[], more: Record<string, string> = {}): Promise<{ output: string; failed: boolean }> {
  const file = cli()
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', FORCE_COLOR: '0', ...more }
  try {
    const { stdout, stderr } = await run(process.execPath, [file, ...args], { cwd: fileURLToPath(ROOT), env, maxBuffer: 64 * 1024 * 1024 })
    return { output: `${stdout}${stderr}`, failed: false }
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string }
    return { output: `${stdout ?? ''}${stderr ?? ''}` || String(error), failed: true }
  }
}
