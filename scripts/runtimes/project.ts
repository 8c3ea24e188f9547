import { execFile } from 'node:child_process'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { startPeer } from './peer.ts'
import { program } from './program.ts'
import type { Runtime } from './runtimes.ts'

const execute = promisify(execFile)
const root = fileURLToPath(new URL('../../', import.meta.url))
/** What npm passes to its scripts would send the npm below back to this repository. */
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_(package|lifecycle|config_local)/i.test(name)))
/** Milliseconds after which a runtime hangs. */
const MOST = 120_000

/** How one runtime did; `why` is the first line of what went wrong. */
export interface Ran {
  result: 'PASS' | 'FAIL' | 'SKIPPED'
  why?: string
}

/** Packs the client, as it would be published, into a folder; returns the tarball. */
export async function packed(folder: string): Promise<string> {
  await execute('npm', ['pack', '--pack-destination', folder], { cwd: join(root, 'client'), env })
  return join(folder, (await readdir(folder)).find((name) => name.endsWith('.tgz')) ?? '')
}

/**
 * Installs a runtime and the client into a temporary project, and runs the program in it against a sandbox of its own.
 *
 * @example await runIn(RUNTIMES[0], tarball) // { result: 'PASS' }
 */
export async function runIn({ packages, main, prepare, command }: Runtime, tarball: string): Promise<Ran> {
  const folder = await mkdtemp(join(tmpdir(), 'async-orders-runtime-'))
  const files = { 'package.json': '{ "type": "module", "private": true }', 'program.js': program, 'main.js': main }
  try {
    await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(folder, name), text)))
    try {
      await execute('npm', ['install', '--no-audit', '--no-fund', packages, tarball], { cwd: folder, env, timeout: 2 * MOST })
    } catch (error) {
      return { result: 'SKIPPED', why: `not installable: ${firstLine(error)}` }
    }
    const peer = await startPeer()
    try {
      await writeFile(join(folder, 'input.json'), JSON.stringify(peer.input))
      await prepare(folder)
      const [file, ...args] = command(folder)
      const { stdout } = await execute(file, args, {
        cwd: folder,
        env: { ...env, DENO_DIR: join(folder, 'deno'), NO_COLOR: '1' },
        timeout: MOST,
      })
      return stdout.trim() === 'ok' ? { result: 'PASS' } : { result: 'FAIL', why: stdout.trim() }
    } catch (error) {
      return { result: 'FAIL', why: firstLine(error) }
    } finally {
      await peer.close()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function firstLine(error: unknown): string {
  const { stderr, message } = error as Error & { stderr?: string }
  const lines = `${stderr || message}`.split('\n').map((line) => line.trim())
  return lines.find((line) => /^(npm )?\w*error\b/i.test(line)) ?? lines.find((line) => line !== '') ?? 'no word'
}
