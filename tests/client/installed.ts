import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const execute = promisify(execFile)
export const root = fileURLToPath(new URL('../../', import.meta.url))
// What npm passes to its scripts would send the npm below back to this repository.
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)))

/** An empty project with the client in it, installed from its tarball. */
export interface Consumer {
  folder: string
  /** The client, as it was installed. */
  installed: string
  /** The client, as it would be published. */
  tarball: string
  write: (files: Record<string, string>) => Promise<void>
  /** Runs Node in the project, and gives what it printed. */
  run: (words: string[], variables?: Record<string, string>) => Promise<string>
  remove: () => Promise<void>
}

/** Packs the client as it would be published, and installs it with nothing but its dependencies into an empty project, offline. */
export async function installClient(): Promise<Consumer> {
  const home = await mkdtemp(join(tmpdir(), 'async-orders-client-'))
  const folder = join(home, 'consumer')
  await mkdir(folder)
  const npm = (cwd: string, ...words: string[]) => execute('npm', [...words, '--cache', join(home, 'cache'), '--offline'], { cwd, env })
  const dependencies = ['openapi-fetch', 'openapi-typescript-helpers'].map((name) => join(root, 'node_modules', name))
  await Promise.all([
    npm(join(root, 'client'), 'pack', '--pack-destination', home),
    npm(home, 'pack', '--ignore-scripts', ...dependencies),
    writeFile(join(folder, 'package.json'), '{ "type": "module", "private": true }'),
  ])
  const tarballs = (await readdir(home)).filter((name) => name.endsWith('.tgz')).map((name) => join(home, name))
  if (tarballs.length !== 3) throw new Error(`Failed to pack the client: there are ${tarballs.length} tarballs. Expected three.`)
  await npm(folder, 'install', '--prefix', folder, '--no-audit', '--no-fund', ...tarballs)
  return {
    folder,
    installed: join(folder, 'node_modules/async-orders-client'),
    tarball: tarballs.find((name) => name.includes('async-orders-client-0')) ?? '',
    write: async (files) => {
      await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(folder, name), text)))
    },
    run: async (words, variables = {}) =>
      (await execute(process.execPath, words, { cwd: folder, env: { ...env, ...variables }, timeout: 30_000 })).stdout,
    remove: () => rm(home, { recursive: true, force: true }),
  }
}
