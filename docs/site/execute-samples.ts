import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { rolldown } from 'rolldown'
import { type Control, createControl } from '../../sandbox/src/control.ts'
import { createSandbox } from '../../sandbox/src/index.ts'
import { listen } from '../../sandbox/src/node/server.ts'
import { writeClients } from '../../scripts/clients/languages.ts'
import { root } from '../../scripts/generate/documents.ts'
import type { Executed, Sample, SampleLanguage } from './samples.ts'

const run = promisify(execFile)
const LIMIT_MS = 60_000
/** The same in each build, so that what is printed is the same. */
const START = Date.UTC(2026, 2, 2, 10)
const PLATFORM = { name: 'demo', key: 'demo-key', token: 'demo-token' }
/** The order that the samples name. */
const ORDER = {
  referenceOrderID: 'AA260302-118204-37',
  customerIdentifier: 'harbor-clinic',
  accountIdentifier: 'harbor-clinic-rewards',
  externalRefID: 'wellness-2026-w09',
}

type OrderView = Awaited<ReturnType<Control['readOrder']>>

/** What an operation needs to do something, and what it has then done. */
const EFFECTS: Record<string, { reward: 'ACTIVE' | 'FROZEN'; done: (order: OrderView) => unknown; wanted: string }> = {
  freezeAsyncOrder: { reward: 'ACTIVE', done: rewardStatus, wanted: 'FROZEN' },
  unfreezeAsyncOrder: { reward: 'FROZEN', done: rewardStatus, wanted: 'ACTIVE' },
  cancelAsyncOrder: { reward: 'ACTIVE', done: rewardStatus, wanted: 'CANCELLED' },
  updateAsyncOrder: { reward: 'ACTIVE', done: ({ notes }) => notes, wanted: 'Corrected after the February audit.' },
}

/** A sample that does not do what its operation does; its message tells which, and why. */
export class SampleFailed extends Error {
  override readonly name = 'SampleFailed'
}

/** The command that runs a sample. */
type Command = (sample: Sample) => Promise<[file: string, ...args: string[]]>

/**
 * Executes each sample in a process of its own against a sandbox of its own, and looks at what became of the order.
 *
 * @throws SampleFailed when one fails or changes nothing
 * @example await executeSamples(readSamples('docs/samples', operations))
 */
export async function executeSamples(samples: readonly Sample[]): Promise<Executed[]> {
  const folder = await mkdtemp(join(tmpdir(), 'samples-'))
  try {
    const python = await pythonIn(folder)
    const commands: Record<SampleLanguage, Command | string> = {
      curl: async ({ file }) => ['sh', file],
      typescript: async (sample) => [process.execPath, await bundled(sample, folder)],
      python: typeof python === 'string' ? python : async ({ file }) => [python.file, file],
    }
    return await Promise.all(
      samples.map(async (sample) => {
        const command = commands[sample.language]
        if (typeof command === 'string') return { ...sample, skipped: command, output: '' }
        return { ...sample, skipped: null, output: await execute(sample, await command(sample), folder) }
      }),
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The interpreter, with the client generated for it; or why there is none. */
async function pythonIn(folder: string): Promise<{ file: string } | string> {
  for (const file of process.env.PYTHON === undefined ? ['python3', '/usr/bin/python3'] : [process.env.PYTHON]) {
    const fits = await run(file, ['-c', 'import httpx'], { timeout: LIMIT_MS }).catch(() => null)
    if (fits === null) continue
    await writeClients(folder)
    return { file }
  }
  return 'there is no Python with httpx'
}

/** The sample as one file of JavaScript, with the client inside. */
async function bundled({ operation, file }: Sample, folder: string): Promise<string> {
  const alias = { 'async-orders-client': join(root, 'client/src/index.ts') }
  const bundle = await rolldown({ input: resolve(file), platform: 'node', resolve: { alias } })
  const { output } = await bundle.generate({ format: 'esm' })
  await bundle.close()
  const out = join(folder, `${operation}.mjs`)
  await writeFile(out, output[0].code)
  return out
}

async function execute({ operation, language }: Sample, [file, ...args]: [string, ...string[]], folder: string): Promise<string> {
  const effect = EFFECTS[operation]
  if (effect === undefined) throw new Error(`Failed to execute the samples: nothing says what ${operation} changes. Add it to EFFECTS.`)
  const sandbox = createSandbox({ now: () => START, platforms: [{ ...PLATFORM, clock: 'manual' }] })
  sandbox.createOrder(PLATFORM.name, { ...ORDER, lineItems: [{ rewardStatus: effect.reward }] })
  const server = await listen(sandbox.fetch, { host: '127.0.0.1', port: 0, malformed: sandbox.malformed })
  const env = {
    PATH: process.env.PATH ?? '',
    PYTHONPATH: folder,
    PYTHONDONTWRITEBYTECODE: '1',
    TANGO_BASE_URL: `${server.origin}/raas/v2`,
    TANGO_PLATFORM_NAME: PLATFORM.name,
    TANGO_PLATFORM_KEY: PLATFORM.key,
  }
  try {
    const { stdout } = await run(file, args, { env, timeout: LIMIT_MS })
    const control = createControl({ fetch: sandbox.fetch, credentials: PLATFORM })
    await control.drain()
    const found = effect.done(await control.readOrder(ORDER.referenceOrderID))
    if (found !== effect.wanted) throw new Error(`the order has ${JSON.stringify(found)}, not ${JSON.stringify(effect.wanted)}`)
    return readable(stdout.trim())
  } catch (error) {
    const { stderr, stdout, message } = error as { stderr?: string; stdout?: string; message: string }
    const cause = `${stderr ?? ''}${stdout ?? ''}`.trim() || message
    throw new SampleFailed(`Failed to execute the ${language} sample of ${operation}: ${cause}. Correct it in docs/samples/.`)
  } finally {
    sandbox.close()
    await server.close()
  }
}

function rewardStatus({ lineItems: [first] }: OrderView): unknown {
  return first?.reward?.status
}

/** JSON with a line for each field; another text as it is. */
function readable(text: string): string {
  return text.startsWith('{') ? JSON.stringify(JSON.parse(text), null, 2) : text
}
