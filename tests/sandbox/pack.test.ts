import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { rolldown } from 'rolldown'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Consumer, env, importsIn, installedFrom, root, textsIn } from '../packages/installed.ts'
import { complaintsAbout, declarationsIn } from '../packages/judge.ts'

let consumer: Consumer
let home: string
let installed: string
let examples: string[]

/** The sandbox in an empty project, with the examples of its README. */
beforeAll(async () => {
  consumer = await installedFrom('sandbox', ['hono', '@hono/node-server', 'openapi-fetch', 'openapi-typescript-helpers'])
  home = consumer.folder
  installed = consumer.installed
  const readme = await readFile(join(installed, 'README.md'), 'utf8')
  examples = [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, block = '']) => block)
  await consumer.write(Object.fromEntries(examples.map((example, index) => [`example-${index}.ts`, example])))
})
afterAll(() => consumer?.remove())

const run = (...words: string[]) => consumer.run(words)

it('holds what is used, the licence of the project, and nothing of the machine that packed it', async () => {
  const texts = await textsIn(installed)
  const names = [...texts.keys()].map((path) => basename(path))
  expect(names).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'package.json', 'index.js', 'index.d.ts', 'node.js', 'node.d.ts']))
  expect(names.filter((name) => /test|behaviour/.test(name))).toEqual([])
  expect(texts.get('LICENSE')).toBe(await readFile(join(root, 'LICENSE'), 'utf8'))
  for (const [path, text] of texts) expect(text, path).not.toContain(root)
  const ofNode = ['child_process', 'dns/promises', 'fs', 'http', 'module', 'os', 'path', 'util'].map((name) => `node:${name}`)
  expect(importsIn(texts)).toEqual(['@hono/node-server', '@hono/node-server/utils/response', 'hono', ...ofNode, 'openapi-fetch'])
})

it('is as publint and attw want it', async () => {
  expect(await complaintsAbout(consumer.tarball)).toEqual([])
})

it('has the public surface of sandbox/api/; when a change is meant: npx vitest --project unit tests/sandbox/pack.test.ts -u', async () => {
  const declarations = await declarationsIn(join(installed, 'dist'))
  const report = join(root, 'sandbox/api')
  expect((await readdir(report)).sort()).toEqual([...declarations.keys()])
  for (const [name, text] of declarations) await expect(text).toMatchFileSnapshot(join(report, name))
})

it.each(['index', 'control'])('asks for no module of Node at its entry %s, so that it runs in a browser', async (entry) => {
  const bundle = await rolldown({
    input: join(installed, `dist/${entry}.js`),
    cwd: home,
    platform: 'browser',
    logLevel: 'silent',
    external: ['openapi-fetch'],
  })
  const { output } = await bundle.generate({})
  expect(output).toHaveLength(1)
  expect(output[0].imports).toEqual(entry === 'control' ? ['openapi-fetch'] : [])
  expect(output[0].code.match(/\bprocess\.\w|\bBuffer\b|(?<!")\brequire\(|new Function\(|\beval\(/)).toBeNull()
})

it('has a README whose examples run, and end by themselves', async () => {
  expect(examples).toHaveLength(3)
  expect(await run('example-0.ts')).toBe('202\n')
  expect(await run('example-1.ts')).toBe('202 1\n')
  expect(await run('example-2.ts')).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/raas\/v2\n$/)
})

describe('its command', () => {
  const npx = (...words: string[]) =>
    promisify(execFile)('npx', ['--offline', 'async-orders-sandbox', ...words], { cwd: home, env, timeout: 60_000 })

  it('shows its help and its version', async () => {
    expect((await npx('--help')).stdout).toMatch(/^Usage: npx async-orders-sandbox \[options\]\n/)
    expect((await npx('--version')).stdout).toBe('0.1.0\n')
  })

  it('names the option that was meant, and the command that shows them', async () => {
    await expect(npx('--prot', '1')).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/Did you mean --port\? Run `npx async-orders-sandbox --help` to see the options\.\n$/),
    })
  })

  it('serves the first freeze, and ends when it is asked to', async () => {
    const server = spawn(process.execPath, [join(installed, 'dist/bin.js'), '--port', '0'], { cwd: home, env })
    const ended = once(server, 'exit')
    let printed = ''
    server.stderr.on('data', (text) => {
      printed += text
    })
    const [line] = await once(server.stdout, 'data')
    const [, origin] = /^sandbox listening on (http:\/\/127\.0\.0\.1:\d+)\/raas\/v2\n$/.exec(String(line)) ?? []
    while (!/\/freeze\n/.test(printed)) await once(server.stderr, 'data')
    const [freeze = ''] = printed.match(/http:\S+\/freeze/) ?? []
    const headers = { authorization: `Basic ${btoa('demo:demo-key')}`, 'content-type': 'application/json' }
    const { status } = await fetch(freeze, { method: 'POST', headers, body: '{"reasonCode":"FRAUD"}' })
    server.kill('SIGTERM')
    expect([freeze.startsWith(`${origin}/`), status, await ended]).toEqual([true, 202, [0, null]])
  })
})

it('brings the console with it', async () => {
  const program = "import { readConsole } from 'async-orders-sandbox/node'; console.log(Object.keys(await readConsole()).join())"
  expect(await run('--input-type=module', '--eval', program)).toBe('console.css,console.js,console.svg,index.html\n')
})

it('does not keep a process alive for the two days of a freeze', async () => {
  const [, withEvents = ''] = examples
  const open = withEvents.replace(", clock: 'manual'", '').replace('sandbox.close()\n', '')
  await consumer.write({ 'open.ts': open.replace(/^.*control\.advance.*$/m, '') })
  expect(await run('open.ts')).toBe('202 1\n')
})

it.each(['node16', 'bundler'] as const)('has types that hold, under moduleResolution %s', async (moduleResolution) => {
  const project = `tsconfig.${moduleResolution}.json`
  const compilerOptions = {
    ...{ module: moduleResolution === 'node16' ? 'node16' : 'esnext', moduleResolution, target: 'es2022', types: [], noEmit: true },
    ...{ lib: ['es2023', 'dom', 'dom.iterable'], strict: true, exactOptionalPropertyTypes: true, moduleDetection: 'force' },
  }
  const files = examples.map((_, index) => `example-${index}.ts`)
  await consumer.write({ [project]: JSON.stringify({ compilerOptions, files }) })
  const compiled = await run(join(root, 'node_modules/typescript/bin/tsc'), '-p', project).catch(({ stdout }) => stdout)
  expect(compiled).toBe('')
})
