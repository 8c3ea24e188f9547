import { spawn } from 'node:child_process'
import type { Ended, StandAddress } from './stand.ts'

/** How a client is run as a command. */
export interface CommandOptions {
  /** The program and its arguments. */
  words: readonly string[]
  /** Milliseconds that one run may take. */
  limitMs: number
  /** More variables that the command gets, by name, each with the part of the address that it holds. */
  names: Readonly<Record<string, keyof StandAddress>>
  env: NodeJS.ProcessEnv
  /** Where its stdout goes, so that our own output can be read by a machine. */
  stdout: 'inherit' | 'stderr'
}

/** The variables that every command gets. */
export const VARIABLES: Readonly<Record<string, keyof StandAddress>> = {
  TANGO_BASE_URL: 'baseUrl',
  TANGO_PLATFORM_NAME: 'platformName',
  TANGO_PLATFORM_KEY: 'platformKey',
  TANGO_TOKEN: 'token',
  TANGO_SANDBOX_URL: 'sandboxUrl',
  TANGO_ORDER: 'order',
}

const KILL_MS = 5_000

/**
 * Runs a command against a sandbox, whose address it gets in its environment, and waits until it ends.
 *
 * At the limit, or when this process is asked to end, the whole group of its processes is ended.
 *
 * @example judgeClient({ run: (address) => runClient(options, address), newId: randomUUID, now: Date.now })
 */
export function runClient({ words, limitMs, names, env, stdout }: CommandOptions, address: StandAddress): Promise<Ended> {
  const [program = '', ...args] = words
  const given = Object.entries({ ...VARIABLES, ...names }).map(([name, part]) => [name, address[part]])
  // A group of its own, so that what the command started ends with it; Windows has no groups, and finds npm.cmd by its shell only.
  const onWindows = process.platform === 'win32'
  const child = spawn(program, args, {
    env: { ...env, ...Object.fromEntries(given) },
    stdio: ['ignore', stdout === 'inherit' ? 'inherit' : 2, 'inherit'],
    detached: !onWindows,
    shell: onWindows,
  })
  return new Promise((resolve) => {
    let problem: string | null = null
    const end = (why: string): void => {
      problem = why
      killGroup(child.pid, 'SIGTERM')
      setTimeout(() => killGroup(child.pid, 'SIGKILL'), KILL_MS).unref()
    }
    const timer = setTimeout(() => end(`it took longer than ${limitMs / 1_000} s (--timeout)`), limitMs)
    const interrupted = (): void => end('it was interrupted')
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, interrupted)
    const done = (ended: Ended): void => {
      clearTimeout(timer)
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.removeListener(signal, interrupted)
      resolve(ended)
    }
    child.on('error', ({ message }) => done({ problem: `it cannot be started (${message})` }))
    child.on('exit', (code, signal) => done(problem === null && code !== null ? code : { problem: problem ?? `it was ended by ${signal}` }))
  })
}

function killGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal)
  } catch {
    // It has ended meanwhile.
  }
}
