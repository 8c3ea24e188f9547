import { execFile } from 'node:child_process'

/** How a script ended, and what it printed. */
export interface Ended {
  code: number
  stdout: string
  stderr: string
}

/**
 * Runs the script of a step as a runner does. The environment holds nothing of ours but what is given.
 *
 * @example await bash('npm ci', { cwd: workspace, env: registry.env })
 */
export function bash(script: string, { cwd, env }: { cwd: string; env: Record<string, string> }): Promise<Ended> {
  const options = { cwd, env: { PATH: process.env.PATH, HOME: cwd, ...env } }
  return new Promise((resolve) => {
    execFile('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], options, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    )
  })
}
