import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const execute = promisify(execFile)
export const root = fileURLToPath(new URL('../../', import.meta.url))
/** What npm passes to its scripts would send the npm below back to this repository. */
export const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)))

/** An empty project with one of our packages in it, installed from its tarball. */
export interface Consumer {
  folder: string
  /** The package, as it was installed. */
  installed: string
  /** The package, as it would be published. */
  tarball: string
  write: (files: Record<string, string>) => Promise<void>
  /** Runs Node in the project, and gives what it printed. */
  run: (words: string[], variables?: Record<string, string>) => Promise<string>
  remove: () => Promise<void>
}

/**
 * Packs a package as it would be published, and installs it with nothing but its dependencies into an empty project, offline.
 *
 * @param place its folder
 * @param dependencies all that it needs, theirs included
 * @example const consumer = await installedFrom('client', ['openapi-fetch', 'openapi-typescript-helpers'])
 */
export async function installedFrom(place: 'client' | 'sandbox', dependencies: readonly string[]): Promise<Consumer> {
  const home = await mkdtemp(join(tmpdir(), `async-orders-${place}-`))
  const folder = join(home, 'consumer')
  await mkdir(folder)
  const npm = (cwd: string, ...words: string[]) => execute('npm', [...words, '--cache', join(home, 'cache'), '--offline'], { cwd, env })
  await Promise.all([
    npm(join(root, place), 'pack', '--pack-destination', home),
    npm(home, 'pack', '--ignore-scripts', ...dependencies.map((name) => join(root, 'node_modules', name))),
    writeFile(join(folder, 'package.json'), '{ "type": "module", "private": true }'),
  ])
  const tarballs = (await readdir(home)).filter((name) => name.endsWith('.tgz')).map((name) => join(home, name))
  await npm(folder, 'install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', ...tarballs)
  return {
    folder,
    installed: join(folder, `node_modules/async-orders-${place}`),
    tarball: tarballs.find((name) => name.includes(`async-orders-${place}-0`)) ?? '',
    write: async (files) => {
      await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(folder, name), text)))
    },
    run: async (words, variables = {}) =>
      (await execute(process.execPath, words, { cwd: folder, env: { ...env, ...variables }, timeout: 120_000 })).stdout,
    remove: () => rm(home, { recursive: true, force: true }),
  }
}

/** The text of each file of a folder, by its path in it. */
export async function textsIn(folder: string): Promise<Map<string, string>> {
  const entries = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
  const paths = entries.map(({ parentPath, name }) => join(parentPath, name))
  return new Map(await Promise.all(paths.map(async (path) => [path.slice(folder.length + 1), await readFile(path, 'utf8')] as const)))
}

/** What the code and the declarations among these texts import from other packages. */
export function importsIn(texts: ReadonlyMap<string, string>): string[] {
  const code = [...texts].filter(([name]) => /\.(c?js|d\.c?ts)$/.test(name)).map(([, text]) => text)
  return [...new Set(code.flatMap((text) => text.match(/(?<=\bfrom "|\brequire\(")[^".][^"]*(?=")/g) ?? []))].sort()
}
