import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isDeepStrictEqual, promisify } from 'node:util'
import { createSandbox, memoryStore } from '../../sandbox/src/index.ts'
import { listen } from '../../sandbox/src/node/server.ts'

const run = promisify(execFile)
const LIMIT_MS = 120_000
const USE = fileURLToPath(new URL('use.py', import.meta.url))

/** What came of putting a client to use: `problem` when it does not work. */
export interface Tried {
  done: string
  problem: string | null
}

/**
 * Puts a generated client to use.
 *
 * @param file the client
 * @throws Error when there is nothing to run or compile it with, saying what to install
 */
export const tryClient = (language: 'python' | 'java', file: string): Promise<Tried> =>
  language === 'python' ? usePython(file) : compileJava(file)

/**
 * The first Python that has httpx, which the generated client needs.
 *
 * @throws Error when there is none, saying what to install
 * @example const python = await findPython() // '/usr/bin/python3'
 */
export async function findPython(): Promise<string> {
  const candidates = process.env.PYTHON === undefined ? ['python3', '/usr/bin/python3'] : [process.env.PYTHON]
  for (const candidate of candidates) {
    if (await works(candidate, ['-c', 'import httpx'])) return candidate
  }
  throw new Error(
    `Failed to try the Python client: ${candidates.join(' and ')} cannot import httpx. Install it: apt-get install python3-httpx.`,
  )
}

async function usePython(file: string): Promise<Tried> {
  const python = await findPython()
  const { given, close } = await startForClients()
  const env = { ...process.env, CLIENT_FOLDER: dirname(file), GIVEN: JSON.stringify(given) }
  try {
    const { stdout } = await run(python, [USE], { env, timeout: LIMIT_MS })
    return judge(JSON.parse(stdout), given.order.referenceOrderID)
  } catch (error) {
    return { done: '', problem: `it ended badly: ${(error as { stderr?: string }).stderr || error}` }
  } finally {
    await close()
  }
}

function judge(found: unknown, referenceOrderID: string): Tried {
  const accepted = [referenceOrderID, 'PENDING', 3]
  const wanted = { freeze: accepted, unfreeze: accepted, cancel: accepted, update: 'from Python', refused: [422, 422, 'otherReason'] }
  const done = 'freeze, unfreeze, cancel, update and a refused cancel went as documented'
  const same = isDeepStrictEqual(found, wanted)
  return { done, problem: same ? null : `it found ${JSON.stringify(found)}, not ${JSON.stringify(wanted)}` }
}

async function compileJava(file: string): Promise<Tried> {
  if (!(await works('javac', ['-version']))) throw new Error('Failed to try the Java client: there is no javac. Install a JDK.')
  const classes = mkdtempSync(join(tmpdir(), 'async-orders-java-'))
  try {
    await run('javac', ['-Xlint:all,-serial', '-d', classes, file], { timeout: LIMIT_MS })
    return { done: 'compiles', problem: null }
  } catch (error) {
    return { done: '', problem: `it does not compile: ${(error as { stderr?: string }).stderr || error}` }
  } finally {
    rmSync(classes, { recursive: true })
  }
}

const works = (command: string, args: string[]): Promise<boolean> =>
  run(command, args, { timeout: LIMIT_MS }).then(
    () => true,
    () => false,
  )

const demo = { name: 'demo', key: 'demo-key', token: 'demo-token' }
const address = { customerIdentifier: 'acme-health', accountIdentifier: 'acme-wellness', externalRefID: 'spring-bonus' }

/** Starts a sandbox with an order of three line items, for a client in another process. */
async function startForClients() {
  const sandbox = createSandbox({ now: Date.now, newId: randomUUID, store: memoryStore(), deliver: fetch, platforms: [demo] })
  const { origin, close } = await listen(sandbox.fetch, { host: '127.0.0.1', port: 0, malformed: sandbox.malformed })
  const referenceOrderID = sandbox.createOrder(demo.name, { ...address, lineItems: [{ count: 3 }] })
  return {
    /** What the client is told. */
    given: { baseUrl: `${origin}/raas/v2`, name: demo.name, key: demo.key, order: { ...address, referenceOrderID } },
    close: async (): Promise<void> => {
      sandbox.close()
      await close()
    },
  }
}
