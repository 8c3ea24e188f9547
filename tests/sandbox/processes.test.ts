import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { listen } from '../../sandbox/src/node/index.ts'
import { testSandbox } from '../../sandbox/src/test-sandbox.ts'
import { fileOf } from '../contract/spawn.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
// What npm passes to its scripts would send the npm below elsewhere.
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)))
const PATIENCE = { timeout: 120_000 }
const running: ChildProcess[] = []
/** What would go on after a test that failed. */
const left: number[] = []
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'async-orders-processes-'))
})
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL')
  for (const pid of left.splice(0)) if (isAlive(pid)) process.kill(pid, 'SIGKILL')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

function start(file: string, words: string[], stdout: 'pipe' | number = 'pipe'): ChildProcess {
  const child = spawn(file, words, { cwd: root, env, stdio: ['ignore', stdout, 'pipe'] })
  running.push(child)
  return child
}

/** The origin of the ready line of a server. */
const ready = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let said = ''
    child.once('close', () => reject(new Error(`ended before it was ready: ${said}`)))
    child.stdout?.on('data', (chunk) => {
      said += chunk
      const [, origin] = /^\w+ listening on (http:\/\/[^/\s]+)/m.exec(said) ?? []
      if (origin !== undefined) resolve(origin)
    })
  })

/** A process with all that it started, and what those started. */
async function family(pid: number): Promise<number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-e', '-o', 'pid=,ppid='])
  const rows = stdout
    .trim()
    .split('\n')
    .map((row) => row.trim().split(/\s+/).map(Number))
  const found = [pid]
  for (const one of found) for (const [child = 0, parent] of rows) if (parent === one) found.push(child)
  left.push(...found)
  return found
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** SIGINT is not among them: npm and its shell wait for the command then, which a terminal interrupts too. */
const SIGNALS = ['SIGTERM', 'SIGKILL', 'SIGHUP'] as const

describe.skipIf(process.platform === 'win32')('when npm alone gets a signal, nothing that it started is left', () => {
  it.each(SIGNALS.flatMap((signal) => [['sandbox', signal] as const, ['mock', signal] as const]))(
    'of npm run %s: %s',
    async (name, signal) => {
      const npm = start('npm', ['run', name])
      await ready(npm)
      const started = await family(npm.pid ?? 0)
      expect(started.length).toBeGreaterThan(1)
      npm.kill(signal)
      await expect.poll(() => started.filter(isAlive), PATIENCE).toEqual([])
    },
  )

  it.each(SIGNALS)('of npx async-orders contract, which asks its target no more: %s', async (signal) => {
    const sandbox = testSandbox()
    let asked = 0
    const begun = Promise.withResolvers<void>()
    const server = await listen(
      (request) => {
        if (++asked < 10) return sandbox.fetch(request)
        begun.resolve()
        // The run could end by itself otherwise.
        return new Promise<never>(() => undefined)
      },
      { host: '127.0.0.1', port: 0 },
    )
    const npm = start('npm', ['run', 'contract', '--', '--target', 'sandbox', '--url', `${server.origin}/raas/v2`, '--report', folder])
    await begun.promise
    const started = await family(npm.pid ?? 0)
    npm.kill(signal)
    await expect.poll(() => started.filter(isAlive), PATIENCE).toEqual([])
    await server.close()
  })
})

describe('a server', () => {
  it.each(['sandbox', 'mock'])('survives that nobody reads its output any more: %s', async (name) => {
    const server = start(process.execPath, [...fileOf(name), ...(name === 'sandbox' ? ['--log'] : [])])
    const origin = await ready(server)
    server.stdout?.destroy()
    server.stderr?.destroy()
    for (let asked = 0; asked < 5; asked++) expect((await fetch(`${origin}/raas/v2/none`)).status).toBeGreaterThan(399)
    expect(server.exitCode).toBeNull()
    server.kill('SIGTERM')
    expect(await once(server, 'exit')).toEqual([0, null])
  })

  it.skipIf(process.platform === 'win32')('ends in order when its terminal is closed', async () => {
    const server = start(process.execPath, ['scripts/sandbox.ts'])
    await ready(server)
    server.kill('SIGHUP')
    expect(await once(server, 'exit')).toEqual([0, null])
  })
})

const COMMANDS = [
  ...['bench', 'breaking', 'clients', 'contract', 'docs', 'drift', 'generate'],
  ...['mock', 'mutants', 'respect', 'sandbox', 'sources', 'test'],
]

describe('a command ends with 2', () => {
  it.each(COMMANDS)('when its output is closed: %s', async (name) => {
    const child = start(process.execPath, [...fileOf(name), '--help'])
    child.stdout?.destroy()
    expect(await once(child, 'exit')).toEqual([2, null])
  })

  it.skipIf(process.platform !== 'linux').each(COMMANDS)('when its output is full: %s', async (name) => {
    const full = await open('/dev/full', 'w')
    const child = start(process.execPath, [...fileOf(name), '--help'], full.fd)
    let said = ''
    child.stderr?.on('data', (chunk) => (said += chunk))
    const [code] = await once(child, 'close')
    await full.close()
    expect([code, said]).toEqual([2, expect.stringContaining('Failed to write the output: ')])
  })
})
