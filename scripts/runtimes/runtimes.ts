import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { rolldown } from 'rolldown'

/** A runtime that is installed from npm. */
export interface Runtime {
  /** As its line names it. */
  name: string
  /** What npm installs. */
  packages: string
  /** The module that runs the program there; it reads `input.json` and prints `ok`. */
  main: string
  /** Makes what the command needs beside the modules. */
  prepare: (folder: string) => Promise<void>
  /** The command in the folder of the project, without its shell. */
  command: (folder: string) => [file: string, ...args: string[]]
}

const LOCAL_MAIN = `
import { readFileSync } from 'node:fs'
import { check } from './program.js'
await check(JSON.parse(readFileSync('input.json', 'utf8')))
console.log('ok')
`

// workerd runs a bundle and knows no files: the input comes as a request.
const WORKER_MAIN = `
import { check } from './program.js'
export default {
  fetch: async (request) => {
    try {
      await check(await request.json())
      return new Response('ok')
    } catch (error) {
      return new Response(String(error))
    }
  },
}
`

const WORKER_HOST = `
import { readFileSync } from 'node:fs'
import { Miniflare } from 'miniflare'
const worker = new Miniflare({ modules: true, scriptPath: 'bundle.mjs', compatibilityDate: '2026-01-01' })
const response = await worker.dispatchFetch('http://worker.test/', { method: 'POST', body: readFileSync('input.json') })
console.log(await response.text())
await worker.dispose()
`

/** Bundles the worker, as a deployment would, and writes what starts workerd with it. */
async function prepareWorker(folder: string): Promise<void> {
  const build = await rolldown({ input: join(folder, 'main.js'), cwd: folder, platform: 'browser', logLevel: 'silent' })
  await build.write({ file: join(folder, 'bundle.mjs'), format: 'esm' })
  await build.close()
  await writeFile(join(folder, 'worker.mjs'), WORKER_HOST)
}

const nothing = async (): Promise<void> => undefined
const bin = (folder: string, name: string): string => join(folder, 'node_modules/.bin', name)

/** The runtimes, each at the version that the README of the client names. */
export const RUNTIMES: readonly Runtime[] = [
  {
    name: 'Bun 1.4.5',
    packages: 'bun@1.4.5',
    main: LOCAL_MAIN,
    prepare: nothing,
    command: (folder) => [bin(folder, 'bun'), '--no-install', 'main.js'],
  },
  {
    name: 'Deno 2.9.6',
    packages: 'deno@2.9.6',
    main: LOCAL_MAIN,
    prepare: nothing,
    command: (folder) => [bin(folder, 'deno'), 'run', '--no-remote', '--allow-read=.', '--allow-net=127.0.0.1', 'main.js'],
  },
  {
    name: 'workerd (miniflare 4.20260730.0)',
    packages: 'miniflare@4.20260730.0',
    main: WORKER_MAIN,
    prepare: prepareWorker,
    command: () => [process.execPath, 'worker.mjs'],
  },
]
