import { access, readdir, readFile, stat } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { basename, join } from 'node:path'
import { createContext, runInContext } from 'node:vm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundled } from '../packages/bundle.ts'
import { type Consumer, importsIn, installedFrom, root, textsIn } from '../packages/installed.ts'
import { complaintsAbout, declarationsIn } from '../packages/judge.ts'
import { ambient, commonProgram, commonTyped, edgeProgram, program, tsconfig, typed } from './consumer-sources.ts'

let consumer: Consumer

beforeAll(async () => {
  consumer = await installedFrom('client', ['openapi-fetch', 'openapi-typescript-helpers'])
})

afterAll(() => consumer?.remove())

describe('the tarball', () => {
  it('holds what is used, the licence of the project, and nothing of the machine that packed it', async () => {
    const texts = await textsIn(consumer.installed)
    const names = [...texts.keys()].map((path) => basename(path))
    expect(names.filter((name) => !/^[a-z-]+(\.d\.c?ts|\.c?js|\.js\.map)$/.test(name)).sort()).toEqual([
      'LICENSE',
      'README.md',
      'package.json',
    ])
    expect(names.filter((name) => name.includes('test'))).toEqual([])
    expect(texts.get('LICENSE')).toBe(await readFile(join(root, 'LICENSE'), 'utf8'))
    for (const [path, text] of texts) expect(text, path).not.toContain(root)
    expect(importsIn(texts)).toEqual(['openapi-fetch'])
    // The compiler gets by without the types that an entry names, when others lie beside its code: nobody else would tell.
    const { exports: entries } = JSON.parse(texts.get('package.json') ?? '')
    const targets = targetsIn(entries)
    expect(targets).toHaveLength(31)
    await Promise.all(targets.map((target) => access(join(consumer.installed, target))))
  })

  it('is at most 150 kB', async () => {
    expect((await stat(consumer.tarball)).size).toBeLessThanOrEqual(150_000)
  })

  it('is as publint and attw want it', async () => {
    expect(await complaintsAbout(consumer.tarball, 'both')).toEqual([])
  })

  it('has the public surface of client/api/; when a change is meant: npx vitest --project unit tests/client/pack.test.ts -u', async () => {
    const declarations = await declarationsIn(join(consumer.installed, 'dist'))
    const report = join(root, 'client/api')
    expect((await readdir(report)).sort()).toEqual([...declarations.keys()])
    for (const [name, text] of declarations) await expect(text).toMatchFileSnapshot(join(report, name))
  })
})

describe('a program that uses it', () => {
  // Of {"eventId":"e-1",…,"eventData":{}} in the sources, under c2FuZGJv…, computed once with node:crypto.
  const signature = '62X3lRISQhxNgj5iYrl7wanMUQTCnBuVOEwa3J1kdNg='

  it('calls a server and verifies a delivery, in JavaScript', async () => {
    await consumer.write({ 'program.js': program })
    await serving(async (SERVER, asked) => {
      const attempts = 1
      expect(JSON.parse(await consumer.run(['program.js'], { SERVER, SIGNATURE: signature }))).toEqual({
        accepted: { ok: true, status: 202, data: { referenceOrderId: 'A/1', totalLineItems: 3 }, requestId: 'id-1', http: 202, attempts },
        unknown: {
          ok: false,
          status: 404,
          error: { message: 'No such order.', i18nKey: '404.001', errors: [] },
          requestId: 'id-2',
          http: 404,
          attempts,
        },
        moved: { ok: false, status: 'undocumented', requestId: 'id-3', http: 307, attempts },
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

  it.each(['node16', 'bundler'] as const)('has types that stand alone and hold, under moduleResolution %s', async (moduleResolution) => {
    await consumer.write({
      'typed.ts': typed,
      'ambient.d.ts': ambient,
      [`tsconfig.${moduleResolution}.json`]: tsconfig(moduleResolution),
    })
    const tsc = [join(root, 'node_modules/typescript/bin/tsc'), '-p', `tsconfig.${moduleResolution}.json`]
    expect(await consumer.run(tsc).catch(({ stdout }) => stdout)).toBe('')
  })

  it('runs where there is nothing of Node, and no code can be made from text', async () => {
    const { code, imports } = await bundled(edgeProgram, consumer.folder, 'iife')
    expect(imports).toEqual([])
    const { AbortController, Blob, DOMException, ReadableStream, Request, Response, TextDecoder, TextEncoder, URL } = globalThis
    const { atob, btoa, clearTimeout, crypto, FormData, Headers, setTimeout } = globalThis
    const web = { AbortController, Blob, DOMException, FormData, Headers, ReadableStream, Request, Response, TextDecoder, TextEncoder, URL }
    const globals: Record<string, unknown> = { ...web, atob, btoa, clearTimeout, crypto, setTimeout, signature, told: undefined }
    globals.fetch = async (request: Request) =>
      Response.json({ path: new URL(request.url).pathname, sent: await request.json(), date: '' }, { status: 202 })
    await runInContext(code, createContext(globals, { codeGeneration: { strings: false, wasm: false } }))
    expect(await globals.told).toEqual({
      answered: 202,
      sent: '{"reasonCode":"FRAUD"}',
      drift: "must have required property 'referenceOrderId'",
      delivered: [200, 200, 401],
      outcomes: ['e-1'],
    })
  })
})

describe('what a page would load', () => {
  // Bytes, minified by rolldown and compressed by gzip, with openapi-fetch where it is used.
  it.each([
    ['async-orders-client', 6_200],
    ['async-orders-client/outcomes', 4_400],
    ['async-orders-client/webhooks', 1_900],
    ['async-orders-client/webhooks/node', 2_000],
    ['async-orders-client/validation', 8_500],
  ])('of %s is at most %d bytes, and asks for no module of Node', async (entry, most) => {
    const { imports, size } = await bundled(`export * from '${entry}'`, consumer.folder)
    expect(imports).toEqual([])
    expect(size).toBeLessThanOrEqual(most)
    expect(size).toBeGreaterThan(most / 3)
  })

  it('is only what is used', async () => {
    const one = await bundled("export { dataOrThrow } from 'async-orders-client'", consumer.folder)
    expect(one.size).toBeLessThan(500)
    expect((await bundled("export { verifyWebhook } from 'async-orders-client/webhooks'", consumer.folder)).size).toBeLessThan(1_200)
    expect((await bundled("export { createOutcomes } from 'async-orders-client/outcomes'", consumer.folder)).size).toBeLessThan(1_700)
    expect(await bundled("import 'async-orders-client'\nimport 'async-orders-client/validation'", consumer.folder)).toMatchObject({
      code: '',
    })
  })
})

describe('a program in CommonJS', () => {
  it.each([
    ['shares its classes with ES modules', [], '.js', true],
    // As Node before 20.19, and Jest on Node before 24.9.
    ['has copies of its own where ES modules cannot be required', ['--no-experimental-require-module'], '.cjs', false],
  ])('%s, and has each entry', async (_, options, extension, shared) => {
    await consumer.write({ 'program.cjs': commonProgram })
    const lines = JSON.parse(await consumer.run([...options, 'program.cjs']))
    expect(lines).toEqual({ extensions: Array(5).fill(extension), status: 404, i18nKey: '404.001', isApiError: true, shared })
  })

  it.each([
    ['commonjs', 'node10', 'common.ts'],
    ['node16', 'node16', 'common.cts'],
    ['nodenext', 'nodenext', 'common.cts'],
  ])('has types under module %s with moduleResolution %s', async (module, moduleResolution, file) => {
    const compilerOptions = { module, moduleResolution, target: 'es2022', lib: ['es2022', 'dom'], types: [], noEmit: true, strict: true }
    const name = `tsconfig.${module}.json`
    await consumer.write({ [file]: commonTyped, [name]: JSON.stringify({ compilerOptions, files: [file] }) })
    const tsc = [join(root, 'node_modules/typescript/bin/tsc'), '-p', name]
    expect(await consumer.run(tsc).catch(({ stdout }) => stdout)).toBe('')
  })
})

/** Every path that the conditions of entries lead to. */
function targetsIn(entry: string | object): string[] {
  return typeof entry === 'string' ? [entry] : Object.values(entry).flatMap(targetsIn)
}

/** Starts a server that accepts each freeze, moves one order elsewhere, and knows no other path; it keeps what it was asked. */
async function serving<Result>(use: (baseUrl: string, asked: string[]) => Promise<Result>): Promise<Result> {
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
