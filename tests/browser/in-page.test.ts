import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright-core'
import { rolldown } from 'rolldown'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser } from './launch.ts'

const PAGE = '<!doctype html><html lang="en"><title>in the page</title><script type="module" src="/drive.js"></script><body></body></html>'
let browser: Browser
let server: Server
let script = ''

beforeAll(async () => {
  server = createServer(({ url }, response) => {
    const [type, content] = url === '/' ? ['text/html', PAGE] : url === '/drive.js' ? ['text/javascript', script] : ['text/plain', '']
    const headers = { 'content-type': `${type}; charset=utf-8`, 'content-security-policy': "default-src 'self'" }
    response.writeHead(content === '' ? 404 : 200, headers).end(content)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  server?.close()
})

it.each([
  [
    'the sandbox and its control plane: freeze, 48 hours, cancel',
    'drive-sandbox.js',
    {
      seen: ['ACTIVE', 202, 'FROZEN', 'ACTIVE', 202, 'CANCELLED'],
      events: [
        ['FREEZE', true],
        ['CANCEL', true],
      ],
      ...{ delivered: 2, refusal: 'Failed to read the clock: no control plane is there. (404)' },
    },
  ],
  [
    'the client: a freeze that is repeated, its outcome, a validated response',
    'drive-client.js',
    { ...{ status: 202, attempts: 2, frozen: 2, drift: [] }, missing: ['undocumented', 404] },
  ],
])("runs in a browser under default-src 'self': %s", async (_, file, wanted) => {
  const bundle = await rolldown({ input: fileURLToPath(new URL(file, import.meta.url)), platform: 'browser' })
  script = (await bundle.generate({ format: 'esm' })).output[0].code
  const page = await browser.newPage()
  const faults: string[] = []
  const foreign: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => message.type() === 'error' && !message.text().includes('404') && faults.push(message.text()))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  page.on('request', (request) => !request.url().startsWith(origin) && foreign.push(request.url()))
  await page.goto(origin)
  await page.waitForSelector('body[data-done]', { timeout: 15_000 }).catch(() => undefined)
  expect({ faults, foreign }).toEqual({ faults: [], foreign: [] })
  expect(JSON.parse((await page.textContent('body')) ?? '')).toEqual(wanted)
  await page.close()
})
