import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createSandbox, type Sandbox } from '../../sandbox/src/index.ts'
import { type Listening, listen, readConsole } from '../../sandbox/src/node/index.ts'
import { launchBrowser } from './launch.ts'

const AUTHORIZATION = `Basic ${btoa('demo:demo-key')}`
let browser: Browser
let attacker: Server
let sandbox: Sandbox
let listening: Listening
let port: number
let evil: string
/** What came through to the sandbox, and how many requests were refused before. */
const reached: string[] = []
let refused = 0

beforeAll(async () => {
  sandbox = createSandbox({ console: { files: readConsole } })
  const noted = (request: Request): Promise<Response> => {
    reached.push(`${request.method} ${new URL(request.url).pathname}`)
    return sandbox.fetch(request)
  }
  const malformed: Sandbox['malformed'] = (status, why) => {
    refused++
    return sandbox.malformed(status, why)
  }
  listening = await listen(noted, { host: '127.0.0.1', port: 0, malformed })
  port = Number(new URL(listening.origin).port)
  attacker = createServer((_, response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>evil</title>'),
  )
  await new Promise<void>((resolve) => attacker.listen(0, '127.0.0.1', resolve))
  evil = `http://evil.example:${(attacker.address() as AddressInfo).port}/`
  browser = await launchBrowser(['--host-resolver-rules=MAP evil.example 127.0.0.1'])
})
afterAll(async () => {
  await browser?.close()
  attacker?.close()
  sandbox?.close()
  await listening?.close()
})
beforeEach(() => {
  reached.length = 0
  refused = 0
})

async function opened(url: string): Promise<Page> {
  const page = await browser.newPage()
  await page.goto(url)
  return page
}

describe('a page on a name of its own that resolves to this machine', () => {
  it('is not the console, and reads and does nothing', async () => {
    const page = await browser.newPage()
    const response = await page.goto(`http://evil.example:${port}/_sandbox/`)
    expect(response?.status()).toBe(403)
    expect(await response?.text()).not.toMatch(/demo|<html/)
    const statuses = await page.evaluate(async (authorization) => {
      const ask = async (method: string, path: string, body?: string): Promise<number> => {
        const headers = { authorization, 'content-type': 'application/json' }
        return (await fetch(path, { method, headers, ...(body === undefined ? {} : { body }) })).status
      }
      return [
        await ask('GET', '/_sandbox/orders'),
        await ask('GET', '/_sandbox/health'),
        await ask('POST', '/_sandbox/platforms', '{}'),
        await ask('POST', '/_sandbox/subscriptions', '{"url":"http://127.0.0.1:1/","eventTypes":["OrderActionStatus"]}'),
        await ask('POST', '/raas/v2/asyncOrders/AA1/freeze', '{"reasonCode":"FRAUD"}'),
      ]
    }, AUTHORIZATION)
    expect(statuses).toEqual([403, 403, 403, 403, 403])
    expect(reached).toEqual([])
    await page.close()
  })
})

describe('a page on another site', () => {
  it('gets nothing by fetch, not even blindly', async () => {
    const page = await opened(evil)
    await page.evaluate(async (origin) => {
      const body = () => new Blob(['{"name":"planted"}'], { type: 'text/plain' })
      for (const path of ['/_sandbox/', '/_sandbox/orders', '/_sandbox/health', '/_sandbox/console.js'])
        await fetch(origin + path, { mode: 'no-cors' })
      for (const path of ['/_sandbox/platforms', '/_sandbox/reset', '/_sandbox/receiver', '/raas/v2/asyncOrders/AA1/freeze'])
        await fetch(origin + path, { method: 'POST', mode: 'no-cors', credentials: 'include', body: body() })
      // A header of its own has to be asked for first.
      await fetch(`${origin}/_sandbox/platforms`, { method: 'POST', headers: { 'x-a': 'b' } }).catch(() => undefined)
    }, listening.origin)
    expect({ reached, refused }).toEqual({ reached: [], refused: 9 })
    await page.close()
  })

  it.each([
    ['post', 'application/x-www-form-urlencoded', '/_sandbox/platforms'],
    ['post', 'text/plain', '/_sandbox/platforms'],
    ['post', 'multipart/form-data', '/_sandbox/platforms'],
    ['post', 'text/plain', '/_sandbox/reset'],
    ['post', 'text/plain', '/_sandbox/receiver'],
    ['get', 'text/plain', '/_sandbox/'],
  ])('is stopped when it submits a form: %s %s %s', async (method, enctype, path) => {
    const page = await opened(evil)
    await page.evaluate(
      (given) => {
        const form = Object.assign(document.createElement('form'), given)
        form.append(Object.assign(document.createElement('input'), { name: '{"name":"planted","x":"', value: '"}' }))
        document.body.append(form)
        form.submit()
      },
      { method, enctype, action: listening.origin + path },
    )
    await expect.poll(() => refused, { timeout: 60_000 }).toBeGreaterThan(0)
    expect(reached).toEqual([])
    await page.close()
  })

  it.each([
    ['img', 'src', '/_sandbox/console.svg'],
    ['script', 'src', '/_sandbox/console.js'],
    ['iframe', 'src', '/_sandbox/'],
    ['a', 'href', '/_sandbox/'],
  ])('is stopped when it uses %s', async (tag, attribute, path) => {
    const page = await opened(evil)
    await page.evaluate(
      ({ tag, attribute, url }) => {
        const element = document.createElement(tag)
        element.setAttribute(attribute, url)
        document.body.append(element)
        element.click()
      },
      { tag, attribute, url: listening.origin + path },
    )
    await expect.poll(() => refused, { timeout: 60_000 }).toBeGreaterThan(0)
    expect(reached).toEqual([])
    await page.close()
  })
})

it.each(['127.0.0.1', 'localhost'])('the console itself works at %s', async (host) => {
  const page = await opened(`http://${host}:${port}/_sandbox/`)
  await page.getByLabel('Platform name').fill('demo')
  await page.getByLabel('Platform key').fill('demo-key')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('tab', { name: 'New order' }).click()
  await page.getByRole('button', { name: 'Create', exact: true }).click()
  await page.getByRole('status').filter({ hasText: 'was created.' }).waitFor()
  expect(refused).toBe(0)
  await page.close()
})
