import { execFile } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, symlink } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const execute = promisify(execFile)
const root = fileURLToPath(new URL('../../', import.meta.url))

/** A registry of npm on this machine. */
export interface Registry {
  /** What npm needs in its environment to install from it, and from nowhere else. */
  env: { npm_config_registry: string; npm_config_cache: string }
  /** The packed `async-orders`. */
  tarball: string
  close: () => Promise<void>
}

/**
 * Starts a registry that has `async-orders`, packed from here, and all that is in node_modules: `npm install async-orders` and
 * `npx async-orders` do what they will do once it is published.
 *
 * @example const { env } = await startRegistry(); execFile('npx', ['--yes', 'async-orders', '--help'], { env })
 */
export async function startRegistry(): Promise<Registry> {
  const folder = await mkdtemp(join(tmpdir(), 'registry-'))
  const tarball = await packed(folder)
  const own = join(root, 'contract/package.json')
  const server = createServer(async ({ url = '' }, response) => {
    const [, file, name = ''] = /^\/(file\/)?([^?]+)$/.exec(decodeURIComponent(url)) ?? []
    const manifest = name === 'async-orders' ? own : join(root, 'node_modules', name, 'package.json')
    try {
      const body =
        file === undefined ? await packument(manifest, origin) : await (name === 'async-orders' ? readFile(tarball) : tar(manifest))
      response.end(body)
    } catch {
      response.writeHead(404).end('{}')
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    env: { npm_config_registry: origin, npm_config_cache: join(folder, 'cache') },
    tarball,
    close: async () => {
      await new Promise((resolve) => server.close(resolve).closeAllConnections())
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Built in a copy: tests that run at the same time build in `contract/`. */
async function packed(folder: string): Promise<string> {
  const parts = ['generated', 'node_modules', 'openapi', 'package.json', 'sandbox', 'tsconfig.json']
  await Promise.all(parts.map((part) => symlink(join(root, part), join(folder, part))))
  const cwd = join(folder, 'contract')
  await cp(join(root, 'contract'), cwd, { recursive: true, filter: (source) => basename(source) !== 'dist' })
  await execute(process.execPath, [join(root, 'node_modules/tsdown/dist/run.mjs'), '--no-dts'], { cwd })
  const { stdout } = await execute('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], { cwd })
  return join(folder, stdout.trim())
}

/** What a registry says of a package that has one version. */
async function packument(manifest: string, origin: string): Promise<string> {
  const about = JSON.parse(await readFile(manifest, 'utf8'))
  const { name, version } = about
  const versions = { [version]: { ...about, dist: { tarball: `${origin}/file/${encodeURIComponent(name)}` } } }
  return JSON.stringify({ name, 'dist-tags': { latest: version }, versions })
}

/** npm leaves out the first folder of what it unpacks, whatever its name. */
async function tar(manifest: string): Promise<Buffer> {
  const home = dirname(manifest)
  const args = ['-cz', '-f', '-', '--exclude', 'node_modules', '-C', dirname(home), basename(home)]
  return (await execute('tar', args, { encoding: 'buffer', maxBuffer: 1e9 })).stdout
}
