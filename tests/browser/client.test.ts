import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright-core'
import { rolldown } from 'rolldown'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser } from './launch.ts'

let browser: Browser
let server: Server

beforeAll(async () => {
  const bundle = await rolldown({ input: fileURLToPath(new URL('drive-client.js', import.meta.url)), platform: 'browser' })
  const { output } = await bundle.generate({ format: 'esm' })
  const files: Record<string, [type: string, content: string]> = {
    '/': [
      'text/html',
      '<!doctype html><html lang="en"><title>client</title><script type="module" src="/drive.js"></script><body></body></html>',
    ],
    '/drive.js': ['text/javascript', output[0].code],
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

it("the client runs in a browser under default-src 'self': a freeze that is repeated, its outcome, a validated answer", async () => {
  const page = await browser.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => message.type() === 'error' && !message.text().includes('404') && faults.push(message.text()))
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  await page.waitForSelector('body[data-done]', { timeout: 15_000 }).catch(() => undefined)
  expect(faults).toEqual([])
  expect(JSON.parse((await page.textContent('body')) ?? '')).toEqual({
    ...{ status: 202, attempts: 2, frozen: 2, drift: [] },
    missing: ['undocumented', 404],
  })
})
