import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe } from 'vitest'
import { buildConsole } from '../../console/build.ts'
import { createSandbox, type OrderRequest, type Sandbox } from '../../sandbox/src/index.ts'
import { listen, readConsole } from '../../sandbox/src/node/index.ts'
import { launchBrowser } from './launch.ts'

/** The console where somebody can open it. */
export interface Opened {
  url: string
  /** The sandbox that serves it; null where it runs in the page. */
  sandbox: Sandbox | null
  close: () => Promise<void>
}

const DEMO = { name: 'demo', key: 'demo-key', token: 'demo-token' }
/** As the page begins with. */
const ORDER: OrderRequest = {
  externalRefID: 'demo-order',
  lineItems: [{ count: 2 }, { product: 'PROMO_LINK' }, { redeemedAmount: 500 }, { product: 'OTHER' }],
}
const TYPES: Record<string, string> = { html: 'text/html; charset=utf-8', js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml' }

/** The homes of the console: a page of the documentation, and a running sandbox. */
const homes = [
  { name: 'the console in a page', open: page },
  { name: 'the console of a running sandbox', open: openedOnServer },
]

/** @param folder where `buildConsole({ home: 'page' })` wrote it */
async function page(folder: string): Promise<Opened> {
  const files = createServer(async (request, response) => {
    const name = request.url?.slice(1) ?? ''
    const type = TYPES[name.split('.').at(-1) ?? ''] ?? 'text/plain'
    response.writeHead(200, { 'content-type': type, 'content-security-policy': "default-src 'self'" })
    response.end(await readFile(join(folder, name)))
  })
  await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve))
  const { port } = files.address() as AddressInfo
  const close = async (): Promise<void> => {
    files.closeAllConnections()
    await new Promise((resolve) => files.close(resolve))
  }
  return { url: `http://127.0.0.1:${port}/console.html`, sandbox: null, close }
}

/** The page home, not from a server. */
export async function openedAsFile(folder: string): Promise<Opened> {
  return { url: pathToFileURL(join(folder, 'console.html')).href, sandbox: null, close: async () => undefined }
}

/** The server home. */
export async function openedOnServer(): Promise<Opened> {
  const sandbox = createSandbox({
    now: () => Date.UTC(2026, 2, 2, 10),
    platforms: [{ ...DEMO, clock: 'manual', hold: true }],
    console: { files: readConsole },
  })
  sandbox.createOrder('demo', ORDER)
  const { origin, close } = await listen(sandbox.fetch, { host: '127.0.0.1', port: 0 })
  const stop = async (): Promise<void> => {
    sandbox.close()
    await close()
  }
  return { url: `${origin}/_sandbox/`, sandbox, close: stop }
}

/** A browser page at the console, and what went wrong in it so far. */
export interface Visit {
  page: Page
  /** Errors and warnings in the console of the browser, but for answers that the API gave to a request that the visitor made. */
  faults: string[]
  /** Requests to other origins. */
  foreign: string[]
}

/** Opens the console, signs in where that is asked, and waits until it is there, with a subscription. */
export async function visit(
  browser: Browser,
  { url, sandbox }: Opened,
  options: BrowserContextOptions & { hash?: string } = {},
): Promise<Visit> {
  const { hash = '', ...context } = options
  const page = await browser.newPage(context)
  page.setDefaultTimeout(10_000)
  const faults: string[] = []
  const foreign: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    const ofTheApi = message.location().url.includes('/raas/v2/') && message.text().startsWith('Failed to load resource')
    if (['error', 'warning'].includes(message.type()) && !ofTheApi) faults.push(message.text())
  })
  const home = url.slice(0, url.lastIndexOf('/') + 1)
  const own = (asked: string): boolean => asked.startsWith(home) || (sandbox !== null && asked.startsWith(new URL('/raas/v2/', url).href))
  page.on('request', (request) => own(request.url()) || foreign.push(request.url()))
  await page.goto(url + hash)
  if (sandbox !== null) {
    await page.getByLabel('Platform name').fill(DEMO.name)
    await page.getByLabel('Platform key').fill(DEMO.key)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('button', { name: 'Receive events here' }).click()
  }
  await page.getByRole('button', { name: 'Freeze', exact: true }).waitFor()
  await page.getByRole('button', { name: 'Receive events here' }).waitFor({ state: 'detached' })
  return { page, faults, foreign }
}

/**
 * The console, built, and a browser, for the tests of a file.
 *
 * @example const built = consoles(); inEachHome(built, '', (seen) => it('freezes', async () => { const { page } = await seen.visit() }))
 */
export function consoles() {
  let browser: Browser
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'console-'))
    await buildConsole({ home: 'page', out: folder })
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await rm(folder, { recursive: true, force: true })
  })
  return { browser: () => browser, folder: () => folder }
}

/** The console in one of its homes, new for each test. */
export interface Seen {
  opened: () => Opened
  visit: (options?: Parameters<typeof visit>[2]) => Promise<Visit>
}

/** Defines tests for each home of the console. */
export function inEachHome({ browser, folder }: ReturnType<typeof consoles>, what: string, define: (seen: Seen) => void): void {
  describe.each(homes)(`$name${what}`, ({ open }) => {
    let opened: Opened
    beforeEach(async () => {
      opened = await open(folder())
    })
    afterEach(() => opened.close())
    define({ opened: () => opened, visit: (options) => visit(browser(), opened, options) })
  })
}
