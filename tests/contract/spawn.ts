import { type ChildProcess, spawn } from 'node:child_process'

/** What a command printed and how it ended. */
export interface Ended {
  code: number | null
  stdout: string
  stderr: string
}

/** Runs a script of this project to its end. The environment holds nothing of ours but what is given. */
export async function runScript(script: string, args: string[], env: Record<string, string> = {}): Promise<Ended> {
  const { ended } = startScript(script, args, env)
  return ended
}

const PACKAGED = ['contract', 'mock', 'explain', 'breaking', 'drift', 'trigger', 'receiver', 'client', 'verdict']

/**
 * What node runs for a command.
 *
 * @example fileOf('mock') // ['contract/bin.js', 'mock']
 */
export function fileOf(command: string): string[] {
  if (PACKAGED.includes(command)) return ['contract/bin.js', command]
  return [command === 'mutants' ? 'tests/mutation/command.ts' : `scripts/${command}.ts`]
}

/** Starts a script; `line` resolves with the first line of stdout that fits, or rejects when the script ends without one. */
export function startScript(script: string, args: string[], env: Record<string, string> = {}) {
  const child: ChildProcess = spawn(process.execPath, [...fileOf(script), ...args], {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const printed = { stdout: '', stderr: '' }
  child.stdout?.on('data', (chunk) => {
    printed.stdout += chunk
  })
  child.stderr?.on('data', (chunk) => {
    printed.stderr += chunk
  })
  const ended = new Promise<Ended>((resolve) => child.once('close', (code) => resolve({ code, ...printed })))
  const line = (pattern: RegExp): Promise<RegExpMatchArray> =>
    new Promise((resolve, reject) => {
      child.stdout?.on('data', () => {
        const found = printed.stdout.match(pattern)
        if (found !== null) resolve(found)
      })
      child.once('close', () => reject(new Error(`${script} ended without the line ${pattern}: ${printed.stderr}`)))
    })
  return { printed, ended, line, child, stop: () => child.kill('SIGINT'), kill: () => child.kill('SIGKILL') }
}
