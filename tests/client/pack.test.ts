import { execFile } from 'node:child_process'
import { access, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { rolldown } from 'rolldown'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ambient, program, tsconfig, typed } from './consumer-sources.ts'

const execute = promisify(execFile)
const root = fileURLToPath(new URL('../../', import.meta.url))
// What npm passes to its scripts would send the npm below back to this repository.
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)))

let home: string
let consumer: string
let installed: string

/** Packs the client as it would be published, and installs it with nothing but its dependencies into an empty project, offline. */
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'async-orders-client-'))
  consumer = join(home, 'consumer')
  installed = join(consumer, 'node_modules/async-orders-client')
  await mkdir(consumer)
  const npm = (cwd: string, ...words: string[]) => execute('npm', [...words, '--cache', join(home, 'cache'), '--offline'], { cwd, env })
  const dependencies = ['openapi-fetch', 'openapi-typescript-helpers'].map((name) => join(root, 'node_modules', name))
  await Promise.all([
    npm(join(root, 'client'), 'pack', '--pack-destination', home),
    npm(home, 'pack', '--ignore-scripts', ...dependencies),
    writeFile(join(consumer, 'package.json'), '{ "type": "module", "private": true }'),
  ])
  const tarballs = (await readdir(home)).filter((name) => name.endsWith('.tgz'))
  expect(tarballs).toHaveLength(3)
  await npm(consumer, 'install', '--prefix', consumer, '--no-audit', '--no-fund', ...tarballs.map((name) => join(home, name)))

  const readme = await readFile(join(installed, 'README.md'), 'utf8')
  const [call = '', webhook = '', ...others] = [...readme.matchAll(/```[jt]s\n(.*?)```/gs)].map(([, block]) => block)
  expect(others).toEqual([])
  const sources = { 'program.js': program, 'typed.ts': typed, 'ambient.d.ts': ambient, 'call.ts': call, 'webhook.ts': webhook }
  await Promise.all(Object.entries(sources).map(([name, source]) => writeFile(join(consumer, name), source)))
}, 60_000)

afterAll(() => rm(home, { recursive: true, force: true }))

const run = async (words: string[], variables: Record<string, string> = {}) =>
  (await execute(process.execPath, words, { cwd: consumer, env: { ...env, ...variables } })).stdout

// Of {"eventId":"e-1",…,"eventData":{}} in the sources, under c2FuZGJv…, computed once with node:crypto.
const signature = '62X3lRISQhxNgj5iYrl7wanMUQTCnBuVOEwa3J1kdNg='

/** A server that accepts each freeze, moves one order elsewhere, and knows no other path; it keeps what it was asked. */
async function serving<T>(use: (baseUrl: string, asked: string[]) => Promise<T>): Promise<T> {
  const asked: string[] = []
  const server = createServer((request, response) => void answer(request, response, asked))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return use(`http://127.0.0.1:${port}/raas/v2`, asked).finally(() => server.close())
}

async function answer(request: IncomingMessage, response: ServerResponse, asked: string[]) {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  asked.push(`${request.method} ${request.url} ${request.headers.authorization} ${Buffer.concat(chunks)}`)
  const [status, body] = request.url?.includes('/moved/')
    ? [307, null]
    : request.url?.endsWith('/freeze')
      ? [202, { referenceOrderId: 'A/1', totalLineItems: 3 }]
      : [404, { message: 'No such order.', i18nKey: '404.001', errors: [] }]
  response.writeHead(status, { Location: '/elsewhere', 'Content-Type': 'application/json', 'X-REQUEST-ID': `id-${asked.length}` })
  response.end(body && JSON.stringify(body))
}

it('holds what is used, the licence of the project, and nothing of the machine that packed it', async () => {
  const files = (await readdir(installed, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
  const names = files.map(({ name }) => name.replace(/^types-.*(?=\.d\.ts)/, 'types')).sort()
  const dist = ['index.d.ts', 'index.js', 'index.js.map', 'types.d.ts', 'webhooks.d.ts', 'webhooks.js', 'webhooks.js.map']
  expect(names).toEqual(['LICENSE', 'README.md', 'package.json', ...dist].sort())
  expect(await readFile(join(installed, 'LICENSE'), 'utf8')).toBe(await readFile(join(root, 'LICENSE'), 'utf8'))
  // The compiler gets by without the types that an entry names, when others lie beside its code: nobody else would tell.
  const { exports: entries } = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8'))
  const targets = Object.values<string | Record<string, string>>(entries).flatMap((entry) =>
    typeof entry === 'string' ? entry : Object.values(entry),
  )
  await Promise.all(targets.map((target) => access(join(installed, target))))
  for (const { parentPath, name } of files) {
    const text = await readFile(join(parentPath, name), 'utf8')
    expect(text, name).not.toContain(root)
    if (/\.(js|d\.ts)$/.test(name))
      expect(text.match(/(?<=\bfrom ")[^".][^"]*(?=")/g) ?? [], name).toEqual(name === 'index.js' ? ['openapi-fetch'] : [])
  }
})

it('calls a server and verifies a delivery, in JavaScript', async () => {
  await serving(async (SERVER, asked) => {
    expect(JSON.parse(await run(['program.js'], { SERVER, SIGNATURE: signature }))).toEqual({
      accepted: { status: 202, data: { referenceOrderId: 'A/1', totalLineItems: 3 }, requestId: 'id-1', http: 202 },
      unknown: { status: 404, error: { message: 'No such order.', i18nKey: '404.001', errors: [] }, requestId: 'id-2', http: 404 },
      moved: { status: 'undocumented', requestId: 'id-3', http: 307 },
      outcome: true,
      forged: 'wrong-signature',
    })
    const basic = 'Basic aGFyYm9yLWNsaW5pYzpzY2hsw7xzc2Vs'
    expect(asked).toEqual([
      `POST /raas/v2/asyncOrders/A%2F1/freeze ${basic} {"reasonCode":"OTHER","otherReason":"sent twice"}`,
      `PATCH /raas/v2/asyncOrders/customers/harbor-clinic/accounts/a%20b/w09 ${basic} {"notes":""}`,
      `POST /raas/v2/asyncOrders/moved/cancel ${basic} {"reasonCode":"FRAUD"}`,
    ])
  })
})

it.each(['nodenext', 'bundler'] as const)(
  'has types that stand alone and hold, under moduleResolution %s',
  async (moduleResolution) => {
    const project = join(consumer, `tsconfig.${moduleResolution}.json`)
    await writeFile(project, tsconfig(moduleResolution))
    const compiled = await run([join(root, 'node_modules/typescript/bin/tsc'), '-p', project]).catch(({ stdout }) => stdout)
    expect(compiled).toBe('')
  },
  20_000,
)

it('has a README whose code works', async () => {
  await serving(async (TANGO_BASE_URL, asked) => {
    const variables = { TANGO_BASE_URL, TANGO_PLATFORM_NAME: 'harbor-clinic', TANGO_PLATFORM_KEY: 'key-1' }
    expect(await run(['call.ts'], variables)).toBe('Accepted. Line items to be judged: 3\n')
    expect(asked).toHaveLength(1)
  })
  const deliver = `
    import { receive } from './webhook.ts'
    const body = '{"eventId":"e-1","revision":1,"eventType":"OrderActionStatus","eventOccurredAt":"2026-03-02T09:15:06Z","eventData":{}}'
    const answer = (headers) => receive(new Request('https://receiver.test', { method: 'POST', body, headers }))
    const answers = [await answer({ 'X-Signed-Payload': '${signature}' }), await answer({ 'X-Signed-Payload': 'forged' }), await answer({})]
    console.log(...answers.map(({ status }) => status))`
  const told = await run(['--input-type=module', '-e', deliver], { TANGO_WEBHOOK_SECRETS: 'c2FuZGJveC1zaGFyZWQtc2VjcmV0LTAwMQ==' })
  expect(told.trim().split('\n').at(-1)).toBe('200 401 401')
})

it('is at most 6 kB minified and compressed, openapi-fetch and webhooks included, and asks for no module of Node', async () => {
  const entry = join(consumer, 'everything.js')
  await writeFile(entry, "export * from 'async-orders-client'\nexport * from 'async-orders-client/webhooks'\n")
  const bundle = await rolldown({ input: entry, platform: 'browser', logLevel: 'silent' })
  const { output } = await bundle.generate({ minify: true })
  expect(output).toHaveLength(1)
  expect(output[0].imports).toEqual([])
  expect(gzipSync(output[0].code).length).toBeLessThanOrEqual(6000)
})
