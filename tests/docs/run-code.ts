import { execFile } from 'node:child_process'
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const execute = promisify(execFile)
const root = fileURLToPath(new URL('../../', import.meta.url))

/** The source of each entry of our packages: code of the pages is run on what is here, and the tests of the packages compare that with what is packed. */
const entries: Record<string, string> = {
  'async-orders/judge': 'contract/src/judge.ts',
  'async-orders-client': 'client/src/index.ts',
  'async-orders-client/outcomes': 'client/src/outcomes.ts',
  'async-orders-client/validation': 'client/src/validation.ts',
  'async-orders-client/webhooks': 'client/src/webhooks.ts',
  'async-orders-client/webhooks/node': 'client/src/webhooks-node.ts',
  'async-orders-sandbox': 'sandbox/src/index.ts',
  'async-orders-sandbox/control': 'sandbox/src/control.ts',
  'async-orders-sandbox/node': 'sandbox/src/node/index.ts',
}

/** A folder that programs of the pages are written to, compiled and run in. */
export interface Workplace {
  write: (name: string, text: string) => Promise<void>
  /** What the compiler says of these files, under the options of the repository; empty when nothing is wrong. */
  compile: (names: string[]) => Promise<string>
  /** What a program prints on stdout. */
  run: (name: string, variables?: Record<string, string>, args?: string[]) => Promise<string>
  remove: () => Promise<void>
}

/** Makes such a folder, in which our packages are found by their names. */
export async function workplace(): Promise<Workplace> {
  const folder = await mkdtemp(join(tmpdir(), 'async-orders-docs-'))
  const write = (name: string, text: string) => writeFile(join(folder, name), text)
  const urls = Object.fromEntries(Object.entries(entries).map(([name, file]) => [name, new URL(`../../${file}`, import.meta.url).href]))
  const hook = `import { registerHooks } from 'node:module'
const urls = ${JSON.stringify(urls)}
registerHooks({ resolve: (name, context, next) => (urls[name] ? { url: urls[name], shortCircuit: true } : next(name, context)) })
`
  await write('package.json', '{ "type": "module" }')
  await write('resolve-our-packages.js', hook)
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'))
  const paths = Object.fromEntries(Object.entries(entries).map(([name, file]) => [name, [join(root, file)]]))
  return {
    write,
    compile: async (names) => {
      const compilerOptions = { paths, moduleDetection: 'force' }
      await write('tsconfig.json', JSON.stringify({ extends: join(root, 'tsconfig.json'), compilerOptions, files: names, include: [] }))
      const tsc = [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder]
      return execute(process.execPath, tsc, { cwd: folder }).then(
        () => '',
        ({ stdout }) => stdout,
      )
    },
    run: async (name, variables = {}, args = []) => {
      const words = ['--import', './resolve-our-packages.js', name, ...args]
      return (await execute(process.execPath, words, { cwd: folder, env: { ...process.env, ...variables }, timeout: 120_000 })).stdout
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
