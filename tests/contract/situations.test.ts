import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cases } from '../../contract/src/cases/index.ts'
import { createSchemaCheck } from '../../contract/src/checks/schema.ts'
import { evaluate } from '../../contract/src/evaluate/exit-code.ts'
import { weighed } from '../../contract/src/evaluate/verdict.ts'
import { loadRegister } from '../../contract/src/register/load.ts'
import { createAsking } from '../../contract/src/run/ask.ts'
import type { CaseResult } from '../../contract/src/run/check-case.ts'
import { manualClock } from '../../contract/src/run/manual-clock.ts'
import type { LiveOptions } from '../../contract/src/run/options.ts'
import { type Asked, preflight } from '../../contract/src/run/preflight.ts'
import { LIMIT_MS } from '../../contract/src/targets/connection.ts'
import { createLiveTarget } from '../../contract/src/targets/live.ts'
import type { Target } from '../../contract/src/targets/target.ts'
import { createSandbox } from '../../sandbox/src/index.ts'
import { listen } from '../../sandbox/src/node/server.ts'
import type { BugName } from '../foreign/bugs.ts'
import { startForeign } from '../foreign/server.ts'
import { runScript } from './spawn.ts'

const schemas = createSchemaCheck(JSON.parse(readFileSync('generated/openapi.json', 'utf8')))
const register = loadRegister()
const folder = mkdtempSync(join(tmpdir(), 'situations-'))
const closing: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })]
afterAll(() => Promise.all(closing.map((close) => close())))

/** A server that does just this. */
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => {
    server.close()
    server.closeAllConnections()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const respond =
  (status: number, type: string, body: string, headers: Record<string, string> = {}): RequestListener =>
  (_, response) => {
    response.writeHead(status, { 'content-type': type, ...headers })
    response.end(body)
  }

async function foreign(bug?: BugName) {
  const server = await startForeign({ ...(bug === undefined ? {} : { bug }), now: Date.now, newId: randomUUID, later: (work) => work() })
  const pace = { rate: Number.POSITIVE_INFINITY, maxWrites: Number.POSITIVE_INFINITY, webhookId: server.webhookId, eventWait: 60_000 }
  const live: LiveOptions = { ...server.credentials, token: null, fixtures: server.fixtures, ...pace }
  closing.push(() => server.close().catch(() => undefined))
  return { ...server, live }
}

let working: Awaited<ReturnType<typeof foreign>>
beforeAll(async () => {
  working = await foreign()
})

/** What the preflight says, with the address written as URL. */
async function said(asked: Partial<Asked>, fetch?: typeof globalThis.fetch): Promise<unknown> {
  const all: Asked = { name: 'sandbox', baseUrl: working.baseUrl, live: working.live, controlToken: undefined, limitMs: LIMIT_MS, ...asked }
  try {
    return await preflight(all, fetch)
  } catch (error) {
    return (error as Error).message.replaceAll(all.baseUrl, 'URL').replaceAll(all.baseUrl.replace('/raas/v2', ''), 'ORIGIN')
  }
}

const refusing = (code: string) => () => Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) }))

const REACH = 'Failed to reach your implementation at URL: '
const RUN = 'Failed to run on your implementation at URL: '
const NO_CONTROL = `${RUN}it has no control plane to create orders with. Pass --fixtures FILE with orders prepared there (see contract/src/targets/fixtures.schema.json)`
/** A server that does just this, on the way to the question. */
const at = async (listener: RequestListener, more: Partial<Asked> = {}) => said({ baseUrl: await serve(listener), ...more })
const without = (more: Partial<LiveOptions>) => said({ live: { ...working.live, ...more } })

/** What is asked, and what a person reads. */
const situations: Record<string, [ask: () => Promise<unknown>, message: unknown]> = {
  'nothing listens': [
    () => said({ baseUrl: 'http://127.0.0.1:2/raas/v2' }),
    `${REACH}connection refused. Is it running? Start it, or correct --url.`,
  ],
  'a port that clients refuse': [
    () => said({ baseUrl: 'http://127.0.0.1:1/raas/v2' }),
    `${REACH}bad port. Clients refuse this port for HTTP: choose another.`,
  ],
  'an unknown host': [
    () => said({ name: 'live', baseUrl: 'https://integration-api.tangocard.test/raas/v2' }, refusing('ENOTFOUND')),
    'Failed to reach the live target at URL: unknown host. Correct --url.',
  ],
  'a certificate that nobody signed': [
    () => said({}, refusing('DEPTH_ZERO_SELF_SIGNED_CERT')),
    `${REACH}TLS certificate not accepted. Name the authority that signed it in NODE_EXTRA_CA_CERTS.`,
  ],
  'https for a port that has none': [
    () => said({ baseUrl: working.baseUrl.replace('http:', 'https:') }),
    `${REACH}no TLS on this port. Pass --url with http://, or the port that serves TLS.`,
  ],
  'a reset': [
    () => at((request) => request.socket.destroy()),
    `${REACH}connection closed before a response. Check the log of the server, and whether --url names its port.`,
  ],
  'a hang': [
    () => at(() => undefined, { limitMs: 50 }),
    `${REACH}no response within 0.05 s. Check the log of the server, or wait longer with --response-timeout.`,
  ],
  'credentials that are not accepted': [
    () => without({ key: 'another' }),
    `${RUN}it does not accept the credentials (401). Check TANGO_PLATFORM_NAME and TANGO_PLATFORM_KEY, or TANGO_TOKEN.`,
  ],
  'no credentials': [
    () => without({ name: null, key: null }),
    `${RUN}there are no credentials. Set TANGO_PLATFORM_NAME and TANGO_PLATFORM_KEY, or TANGO_TOKEN.`,
  ],
  'a wrong base path': [
    () => said({ baseUrl: `${working.baseUrl}/v3` }),
    expect.stringMatching(/it returns 404 for .*\. Check the base path \(usually \/raas\/v2\) in --url, and the orders in --fixtures\.$/),
  ],
  'an HTML page': [
    () => at(respond(200, 'text/html', '<!doctype html><title>Welcome</title>')),
    `${RUN}it returns an HTML page (200), not JSON. Is --url the API, and no proxy or sign-in page in between?`,
  ],
  'a redirect to a sign-in page': [
    () => at(respond(302, 'text/html', '', { location: '/login' })),
    `${RUN}it redirects to /login. Pass the address of the API itself as --url.`,
  ],
  'something else than JSON': [
    () => at(respond(200, 'text/plain', 'pong')),
    `${RUN}it returns 200 with a body that is not JSON. Is --url this API?`,
  ],
  'no control plane and no fixtures': [() => without({ fixtures: {} }), `${NO_CONTROL}.`],
  'no control plane, no fixtures and no credentials': [
    () => without({ name: null, fixtures: {} }),
    `${NO_CONTROL}, and set TANGO_PLATFORM_NAME and TANGO_PLATFORM_KEY, or TANGO_TOKEN.`,
  ],
}

const sandboxAt = async (more: { controlToken?: string | null } = {}) => {
  const sandbox = createSandbox(more)
  const { origin, close } = await listen(sandbox.fetch, { host: '127.0.0.1', port: 0, malformed: sandbox.malformed })
  closing.push(close)
  return `${origin}/raas/v2`
}

describe('before any case, a target is refused that has', () => {
  it.each(Object.entries(situations))('%s', async (_, [ask, message]) => {
    expect(await ask()).toEqual(message)
  })

  it('a control token that was not passed', async () => {
    const baseUrl = await sandboxAt({ controlToken: 'secret' })
    expect(await said({ baseUrl })).toBe(
      `${RUN}its control plane does not accept the control token. Pass --control-token as the sandbox was started with.`,
    )
    expect(await said({ baseUrl, controlToken: 'secret' })).toMatchObject({ hasControl: true })
  })

  it('a control plane that makes no platforms', async () => {
    const baseUrl = await sandboxAt({ controlToken: null })
    expect(await said({ baseUrl, live: { ...working.live, fixtures: {} } })).toBe(
      `${RUN}its control plane makes no platforms without a control token. Start it with --control-token too and pass the same here, or pass --fixtures.`,
    )
  })

  it('a name that is not its own', async () => {
    const baseUrl = await sandboxAt()
    const fromElsewhere: typeof fetch = (request) => fetch(new Request(request, { headers: { origin: 'http://box.example' } }))
    for (const name of ['sandbox', 'live'] as const)
      expect(await said({ baseUrl, name }, fromElsewhere)).toBe(
        `${RUN}it refuses this host name. Start it with --allow-origin-host and the name, or use the name it has in --url.`,
      )
  })
})

describe('before any case, a target is found ready', () => {
  it.each<[string, () => Promise<unknown>, unknown]>([
    ['with a control plane', async () => said({ baseUrl: await sandboxAt(), live: null }), { hasControl: true }],
    ['without one', () => said({}), { hasControl: false }],
    [
      'at the base path, though --url has none',
      async () =>
        [await said({ baseUrl: working.baseUrl.replace('/raas/v2', '') }), await said({})].map(
          (found) => (found as { baseUrl: string }).baseUrl,
        ),
      { 0: expect.stringMatching(/\/raas\/v2$/), 1: expect.stringMatching(/\/raas\/v2$/) },
    ],
    [
      'with a control plane, though --url has no base path',
      async () => said({ baseUrl: (await sandboxAt()).replace('/raas/v2', ''), live: null }),
      { hasControl: true, baseUrl: expect.stringMatching(/:\d+\/raas\/v2$/) },
    ],
    ['that offers the update only', () => said({}, withoutActions), { hasControl: false }],
    ['that has a bug', async () => said({ baseUrl: (await foreign('freeze-malformed-500')).baseUrl }), { hasControl: false }],
    [
      'that has a page for its errors',
      () => said({}, async () => new Response('<h1>Bad Request</h1>', { status: 400 })),
      { hasControl: false },
    ],
    ['that was reset once', () => said({}, resetOnce()), { hasControl: false }],
    [
      'that is a mock',
      async () => said({ name: 'mock', live: null, baseUrl: await serve(respond(422, 'application/json', '{}')) }),
      { hasControl: false },
    ],
  ])('%s', async (_, ask, found) => {
    expect(await ask()).toMatchObject(found as object)
  })
})

const withoutActions: typeof fetch = async (url, init) =>
  (url as Request).method === 'PATCH' ? fetch(url, init) : new Response('{}', { status: 404 })

function resetOnce(): typeof fetch {
  let asked = 0
  return (url, init) => (asked++ === 0 ? refusing('ECONNRESET')() : fetch(url, init))
}

/** A run on a server that stops responding after so many requests: by what is done to those that follow. */
async function run(server: Awaited<ReturnType<typeof foreign>>, after: number, then: Target['fetch'], rows = cases) {
  const sent = { before: 0, after: 0 }
  const send: Target['fetch'] = (request) => {
    if (sent.before < after) sent.before++
    else sent.after++
    return sent.after === 0 ? fetch(request) : then(request)
  }
  const live = createLiveTarget(server.baseUrl, server.live, { fetch: send, ...manualClock() }, { name: 'sandbox' })
  const { target: _, check } = createAsking(live)
  const played: { result: CaseResult; durationMs: number }[] = []
  for (const row of rows) played.push({ result: await check(row, schemas), durationMs: 0 })
  const suite = weighed({ results: played, phases: [], probes: [] }, { ours: false, failOn: 'inferred', register })
  const results = suite.results.map(({ result }) => result)
  const found = evaluate({ targets: ['sandbox'], results, phases: [], rows, complete: rows === cases, withoutControl: true, errors: [] })
  return { ...found, results, sentAfter: sent.after }
}

/** As after the time limit, but at once. */
const hang: Target['fetch'] = () => Promise.reject(new DOMException('too late', 'TimeoutError'))
const reset: Target['fetch'] = refusing('ECONNRESET')

describe('in the middle of a run, a target', () => {
  it.each<[string, Target['fetch'], string, number]>([
    ['dies', refusing('ECONNREFUSED'), 'connection refused', 10],
    ['resets every connection', reset, 'connection closed before a response', 10],
    // Waiting in vain twice is enough once.
    ['hangs', hang, 'no response within 30 s', 6],
  ])('that %s is not asked any more, and nothing is held against it', async (_, then, cause, most) => {
    const { exitCode, reasons, results, sentAfter } = await run(await foreign(), 40, then)
    expect(results.filter(({ status }) => status === 'failed')).toEqual([])
    expect(reasons[0]).toMatch(
      new RegExp(`^Failed to judge all of the sandbox: \\d{3} cases are inconclusive: not asked any more: ${cause}, 5 cases in a row\\.$`),
    )
    expect(sentAfter).toBeLessThanOrEqual(most)
    expect(exitCode).toBe(2)
  })

  it('that dies after a violation is reported with both', async () => {
    const { exitCode, reasons, results } = await run(await foreign('freeze-returns-200'), 40, refusing('ECONNREFUSED'))
    expect(results.find(({ status }) => status === 'failed')?.failures.map(({ clause }) => clause)).toContain('FRZ-12')
    expect(reasons.join()).toContain('not asked any more: connection refused')
    expect(exitCode).toBe(1)
  })

  it('that is reset once is asked once more, on a new connection', async () => {
    let resets = 0
    const once: Target['fetch'] = (request) => (resets++ === 0 ? reset(request) : fetch(request))
    const { exitCode, results } = await run(await foreign(), 3, once, cases.slice(0, 10))
    expect(new Set(results.map(({ status }) => status))).toEqual(new Set(['passed']))
    expect(exitCode).toBe(0)
  })

  it('ends a narrowed run alike', async () => {
    const [row] = cases
    const { exitCode, reasons } = await run(await foreign(), 0, reset, row === undefined ? [] : [row])
    expect(reasons[0]).toBe(
      'Failed to judge all of the sandbox: one case is inconclusive: the exchange: connection closed before a response.',
    )
    expect(exitCode).toBe(2)
  })
})

describe('npx async-orders contract', () => {
  const fixtures = join(folder, 'fixtures.json')
  const common = ['--target', 'sandbox', '--fixtures', fixtures]

  it('judges an implementation without a control plane, and says so in its words', async () => {
    const { baseUrl, fixtures: orders, credentials } = working
    writeFileSync(fixtures, JSON.stringify(orders))
    const env = { TANGO_PLATFORM_NAME: credentials.name, TANGO_PLATFORM_KEY: credentials.key }
    const args = [...common, '--url', baseUrl, '--clause', 'FRZ-12', '--report', join(folder, 'report')]
    const { code, stderr } = await runScript('contract', args, env)
    expect(stderr).not.toMatch(/\blive target\b/)
    expect(code).toBe(0)
  })

  it('ends with 2 and one line where a narrowed run reaches nobody', async () => {
    const args = `--target sandbox --url http://127.0.0.1:2/raas/v2 --case freeze-answer-accepts --report ${join(folder, 'none')}`.split(
      ' ',
    )
    const { code, stdout, stderr } = await runScript('contract', args)
    expect({ code, stdout, lines: stderr.trim().split('\n').length }).toEqual({ code: 2, stdout: '', lines: 1 })
  })

  it.each([
    ['a file in place of the folder', fixtures],
    ['a folder below a file', join(fixtures, 'report')],
  ])('ends with 2 before anything is sent where the report cannot be written: %s', async (_, report) => {
    writeFileSync(fixtures, '{}')
    const { code, stderr } = await runScript('contract', ['--target', 'mock', '--case', 'freeze-answer-accepts', '--report', report])
    expect(stderr).toMatch(/^Failed to write the report: E\w+: .*\. Choose another --report\./)
    expect(stderr).not.toMatch(/\n\s+at /)
    expect(code).toBe(2)
  })

  // Each would end with 0 otherwise. Only Linux has a device that is always full.
  const dryRun = `--target live --url http://127.0.0.1:9/raas/v2 --dry-run --case freeze-answer-accepts --fixtures "$FIXTURES"`
  it.skipIf(!existsSync('/dev/full')).each([
    [
      'stdout is full',
      '"$NODE" contract/bin.js contract --help > /dev/full',
      'Failed to write the output: ENOSPC: no space left on device, write.\n',
    ],
    ['stdout is closed', 'mkfifo "$PIPE"; exec 4<>"$PIPE" 5>"$PIPE" 4<&-; "$NODE" contract/bin.js contract --help >&5', ''],
    ['stderr is full', `"$NODE" contract/bin.js contract ${dryRun} 2> /dev/full > /dev/null`, ''],
  ])('ends with 2 where %s', (_, command, printed) => {
    const given = { NODE: process.execPath, PIPE: join(folder, 'pipe'), FIXTURES: 'contract/src/targets/fixtures.example.json' }
    const env = { PATH: process.env.PATH, TANGO_TOKEN: 'a-token', ...given }
    const { status, stderr } = spawnSync('sh', ['-c', command], { encoding: 'utf8', env, stdio: ['ignore', 'pipe', 'pipe'] })
    expect({ status, stderr }).toEqual({ status: 2, stderr: printed })
  })
})
