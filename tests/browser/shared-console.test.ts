import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Opened, openedOnServer, visit } from './homes.ts'
import { launchBrowser } from './launch.ts'
import { openTab, press, status } from './steps.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser?.close())

/** Lets requests to a place wait until they are released. */
async function holdBack(page: Page, place: string): Promise<() => void> {
  const { promise: held, resolve: release } = Promise.withResolvers<void>()
  await page.route(place, async (route) => {
    await held
    await route.continue()
  })
  return release
}

describe('where others use the sandbox too, the console', () => {
  let opened: Opened
  beforeEach(async () => {
    opened = await openedOnServer()
  })
  afterEach(() => opened.close())

  it('shows by itself what others do, as text, and says when the sandbox is gone', async () => {
    const { page, faults } = await visit(browser, opened)
    const notes = '<img src=x onerror="throw 1">'
    await openTab(page, 'Edit request')
    const before = await page.getByLabel('Path of POST').inputValue()
    const id = opened.sandbox?.createOrder('demo', { notes, lineItems: [{ status: 'PENDING' }] })
    const listed = page.getByLabel('Order', { exact: true })
    await listed.getByRole('option', { name: id ?? '' }).waitFor({ state: 'attached' })
    // What is worked on stays.
    expect(await page.getByLabel('Path of POST').inputValue()).toBe(before)
    await listed.selectOption(id ?? '')
    await page.getByText(notes).waitFor()
    expect(await page.getByLabel('Path of POST').inputValue()).toContain(id)
    expect(faults).toEqual([])
    await opened.close()
    await status(page, 'Cannot reach the sandbox')
    await page.close()
  })

  it('tells of an order when it shows it, however long the sandbox takes to list it', async () => {
    const { page } = await visit(browser, opened)
    const { promise: listed, resolve: list } = Promise.withResolvers<void>()
    await page.route('**/_sandbox/orders', async (route) => {
      const response = await route.fetch()
      if (route.request().method() === 'GET') await listed
      await route.fulfill({ response })
    })
    const created = page.waitForResponse((response) => response.request().method() === 'POST')
    await openTab(page, 'New order')
    await press(page, 'Create')
    await (await created).finished()
    expect(await page.getByRole('status').textContent()).not.toContain('was created.')
    list()
    await status(page, 'was created.')
    const told = await page.getByRole('status').textContent()
    expect(told).toContain(await page.getByLabel('Order', { exact: true }).inputValue())
    await page.close()
  })

  it('moves the focus to what it tells when what had it is gone, however many looks came between', async () => {
    const { page } = await visit(browser, opened)
    const release = await holdBack(page, '**/_sandbox/subscriptions/*')
    await page.getByRole('button', { name: /^Delete the subscription/ }).focus()
    await page.keyboard.press('Enter')
    const id = opened.sandbox?.createOrder('demo', { lineItems: [{}] })
    await page.getByRole('option', { name: id ?? '' }).waitFor({ state: 'attached' })
    release()
    await status(page, 'The subscription was deleted.')
    expect(await page.evaluate(() => document.activeElement?.role)).toBe('status')
    await press(page, 'Subscribe')
    await page.getByRole('button', { name: /^Delete the subscription/ }).waitFor()
    await page.close()
  })

  it('makes an example order where there is none', async () => {
    const { page } = await visit(browser, opened)
    await press(page, 'Reset')
    await status(page, 'Deleted orders')
    await press(page, 'Create an example order')
    await press(page, 'Freeze')
    await status(page, 'freezeAsyncOrder returned 202.')
    await press(page, 'Receive events here')
    await press(page, 'Cancel')
    await status(page, 'CANCEL of')
    await page.close()
  })

  it('tells last what was done last, also when something before it ends later', async () => {
    const { page } = await visit(browser, opened)
    const release = await holdBack(page, '**/_sandbox/clock/advance')
    await openTab(page, 'Clock')
    await press(page, '+1 h')
    await press(page, 'Run what is due')
    await status(page, 'What was due is done.')
    release()
    await page.getByRole('group', { name: 'Clock' }).getByText('2026-03-02 11:00:00 UTC').waitFor()
    // By the next look, what had been held is over.
    await page.waitForResponse('**/_sandbox/clock')
    expect(await page.getByRole('status').textContent()).toBe('What was due is done.')
    await page.close()
  })

  it('has no credentials of its own, refuses wrong ones, keeps none, and forgets them at sign out', async () => {
    const page = await browser.newPage()
    await page.goto(opened.url)
    expect(await page.content()).not.toContain('demo')
    await page.getByLabel('Platform name').fill('demo')
    await page.getByLabel('Platform key').fill('wrong-key')
    await press(page, 'Sign in')
    await page.getByRole('alert').filter({ hasText: 'Unknown platform name or wrong key.' }).waitFor()
    await page.getByLabel('Platform key').fill('demo-key')
    await press(page, 'Sign in')
    await page.getByRole('heading', { name: /^Order / }).waitFor()
    expect(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie])).toEqual([0, 0, ''])
    expect(await page.locator('input').evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value))).not.toContain(
      'demo-key',
    )
    await press(page, 'Sign out')
    await page.getByRole('button', { name: 'Sign in' }).waitFor()
    expect(await page.getByRole('heading', { name: /^Order / }).count()).toBe(0)
    await page.close()
  })
})
