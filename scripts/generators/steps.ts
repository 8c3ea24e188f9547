import { execFile } from 'node:child_process'
import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isDeepStrictEqual, promisify } from 'node:util'
import { rolldown } from 'rolldown'
import { startForClients } from '../clients/sandbox.ts'

/** What is installed, at the versions that were tried. */
export const GENERATORS = ['@hey-api/openapi-ts@0.99.0', 'orval@8.30.0']
const LIMIT_MS = 300_000
const BUNDLE = fileURLToPath(new URL('../../generated/openapi.json', import.meta.url))
const TSC = fileURLToPath(import.meta.resolve('typescript/bin/tsc'))

const ORVAL = `export default { api: { input: './openapi.json', output: { target: './orval/client.ts', client: 'fetch' } } }\n`
const TSCONFIG = {
  compilerOptions: {
    strict: true,
    module: 'preserve',
    moduleResolution: 'bundler',
    target: 'es2022',
    lib: ['es2023', 'dom', 'dom.iterable'],
    types: [],
    noEmit: true,
  },
  include: ['hey-api', 'orval', 'use.ts'],
}

/** Installs the generators into a folder. @returns what went wrong, or null */
export async function install(folder: string): Promise<string | null> {
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n')
  return run(folder, 'npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...GENERATORS])
}

/** Runs both on the bundle. @returns what they warn of, or null */
export async function generate(folder: string): Promise<string | null> {
  cpSync(BUNDLE, join(folder, 'openapi.json'))
  writeFileSync(join(folder, 'orval.config.mjs'), ORVAL)
  const bin = join(folder, 'node_modules/.bin')
  const heyApi = ['--input', 'openapi.json', '--output', 'hey-api', '--client', '@hey-api/client-fetch', '--no-log-file']
  return (
    (await quietly(folder, join(bin, 'openapi-ts'), heyApi)) ??
    (await quietly(folder, join(bin, 'orval'), ['--config', 'orval.config.mjs']))
  )
}

/** Compiles what they wrote, and a use of it, without writing anything. @returns the errors, or null */
export async function typecheck(folder: string): Promise<string | null> {
  cpSync(new URL('use.ts.txt', import.meta.url), join(folder, 'use.ts'))
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(TSCONFIG))
  return run(folder, process.execPath, [TSC, '-p', '.'])
}

/** Calls the four operations, and one that is refused, of our sandbox. @returns what differs, or null */
export async function callWithHeyApi(folder: string): Promise<string | null> {
  const build = await rolldown({ input: join(folder, 'use.ts'), platform: 'node', logLevel: 'silent' })
  await build.write({ file: join(folder, 'use.js'), format: 'esm' })
  const sandbox = await startForClients()
  try {
    const env = { ...process.env, GIVEN: JSON.stringify(sandbox.given) }
    const { stdout } = await promisify(execFile)(process.execPath, [join(folder, 'use.js')], { env, timeout: LIMIT_MS })
    const accepted = [sandbox.given.order.referenceOrderID, 'PENDING', 3]
    const wanted = { accepted: [accepted, accepted, accepted], notes: 'from hey-api', refused: [422, 422] }
    return isDeepStrictEqual(JSON.parse(stdout), wanted) ? null : `it found ${stdout}, not ${JSON.stringify(wanted)}`
  } finally {
    await sandbox.close()
  }
}

/** Runs a generator, which must say nothing of a warning. */
async function quietly(folder: string, command: string, args: string[]): Promise<string | null> {
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [command, ...args], { cwd: folder, timeout: LIMIT_MS })
    const warning = /^.*\b(warn|warning|error|deprecated|unsupported)\b.*$/im.exec(`${stdout}\n${stderr}`)
    return warning === null ? null : warning[0]
  } catch (error) {
    return outputOf(error)
  }
}

async function run(folder: string, command: string, args: string[]): Promise<string | null> {
  try {
    await promisify(execFile)(command, args, { cwd: folder, timeout: LIMIT_MS })
    return null
  } catch (error) {
    return outputOf(error)
  }
}

function outputOf(error: unknown): string {
  const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
  return `${stdout}${stderr}`.trim() || String(error)
}
