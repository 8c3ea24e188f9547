import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser } from 'playwright-core'
import { rolldown } from 'rolldown'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser } from './launch.ts'

let browser: Browser
let server: Server

beforeAll(async () => {
  const bundle = await rolldown({ input: 'sandbox/src/index.ts', platform: 'browser' })
  const { output } = await bundle.generate({ format: 'esm' })
  const files: Record<string, [type: string, content: string]> = {
    '/': [
      'text/html',
      '<!doctype html><html lang="en"><title>engine</title><script type="module" src="/drive.js"></script><body></body></html>',
    ],
    '/engine.js': ['text/javascript', output[0].code],
    '/drive.js': ['text/javascript', readFileSync(new URL('drive.js', import.meta.url), 'utf8')],
  }
  server = createServer((request, response) => {
    const [type, content] = files[request.url ?? ''] ?? ['text/plain', '']
    response.writeHead(content === '' ? 404 : 200, {
      'content-type': `${type}; charset=utf-8`,
      'content-security-policy': "default-src 'self'",
    })
    response.end(content)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  server?.close()
})

it("the engine runs in a browser under default-src 'self': freeze, 48 hours, cancel", async () => {
  const page = await browser.newPage()
  const faults: string[] = []
  const foreign: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => message.type() === 'error' && !message.text().includes('404') && faults.push(message.text()))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  page.on('request', (request) => !request.url().startsWith(origin) && foreign.push(request.url()))
  await page.goto(origin)
  await page.waitForSelector('body[data-done]', { timeout: 10_000 }).catch(() => undefined)
  expect({ faults, foreign }).toEqual({ faults: [], foreign: [] })
  expect(JSON.parse((await page.textContent('body')) ?? '')).toEqual({
    seen: ['ACTIVE', 202, 'FROZEN', 'ACTIVE', 202, 'CANCELLED'],
    events: ['FREEZE', 'CANCEL'],
  })
})
