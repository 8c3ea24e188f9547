import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const READY_LIMIT_MS = 20_000
export const AUTHORIZATION = `Basic ${btoa('demo:demo-key')}`

/** Something to measure, that runs in a process of its own. */
export interface Kind {
  name: 'sandbox' | 'sandbox --data' | 'mock' | 'prism' | 'bare node:http'
  script: string
  args: string[]
  /** What stands before the paths of the description. */
  prefix: string
}

/** One that runs. */
export interface Running {
  kind: Kind
  origin: string
  /** From spawn to the ready line. */
  readyMs: number
  /** Resident memory, in MB. */
  memory: () => Promise<number>
  stop: () => Promise<void>
}

const children = new Set<ChildProcess>()
const directories: string[] = []

/** Ends every process that is still there, and removes what they wrote. */
export function endAll(): void {
  for (const child of children) child.kill('SIGKILL')
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true, force: true })
}
process.once('exit', endAll)

const SANDBOX: Kind = { name: 'sandbox', script: 'scripts/sandbox.ts', args: [], prefix: '/raas/v2' }
const OTHERS: Kind[] = [
  { name: 'mock', script: 'contract/bin.js', args: ['mock'], prefix: '/raas/v2' },
  { name: 'prism', script: 'scripts/bench/prism-server.ts', args: [], prefix: '' },
  { name: 'bare node:http', script: 'scripts/bench/bare-server.ts', args: [], prefix: '' },
]

/** What there is to measure; the durable sandbox only where the command offers it. */
export async function kinds(): Promise<Kind[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [SANDBOX.script, '--help'])
  if (!stdout.includes('--data ')) return [SANDBOX, ...OTHERS]
  const directory = mkdtempSync(join(tmpdir(), 'async-orders-bench-'))
  directories.push(directory)
  return [SANDBOX, { ...SANDBOX, name: 'sandbox --data', args: ['--data', join(directory, 'sandbox.db')] }, ...OTHERS]
}

/**
 * Starts a process and waits for its ready line.
 *
 * @throws Error when it ends, or says nothing within 20 seconds
 */
export async function start(kind: Kind): Promise<Running> {
  const began = performance.now()
  const child = spawn(process.execPath, [kind.script, ...kind.args], { stdio: ['ignore', 'pipe', 'ignore'] })
  children.add(child)
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  void ended.then(() => children.delete(child))
  const { pid } = child
  const origin = await readyLine(kind, child)
  return {
    kind,
    origin,
    readyMs: performance.now() - began,
    memory: async () => Number((await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)])).stdout) / 1024,
    stop: async () => {
      child.kill('SIGTERM')
      const late = setTimeout(() => child.kill('SIGKILL'), 5_000)
      await ended
      clearTimeout(late)
    },
  }
}

function readyLine({ name, script }: Kind, child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = ''
    const fail = (cause: string): void => {
      clearTimeout(late)
      reject(new Error(`Failed to start ${name}: ${cause}. Run \`node ${script}\` to see why.`))
    }
    const late = setTimeout(() => fail(`no ready line within ${READY_LIMIT_MS} ms`), READY_LIMIT_MS)
    child.once('close', (code) => fail(`it ended with ${code}`))
    child.stdout?.on('data', (chunk) => {
      printed += chunk
      const [, origin] = /listening on (http:\/\/[^/\s]+)/.exec(printed) ?? []
      if (origin === undefined) return
      clearTimeout(late)
      resolve(origin)
    })
  })
}
