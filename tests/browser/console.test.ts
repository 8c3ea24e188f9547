import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { buildConsole } from '../../console/build.ts'
import { homes, type Opened, openedAsFile, visit } from './homes.ts'
import { launchBrowser } from './launch.ts'
import { choose, lineItem, press, status } from './steps.ts'

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

describe.each(homes)('$name', ({ open }) => {
  let opened: Opened
  beforeEach(async () => {
    opened = await open(folder)
  })
  afterEach(() => opened.close())

  it('freezes, sees the release after 48 hours, cancels, and shows the refund and the signed events', async () => {
    const { page, faults, foreign } = await visit(browser, opened)
    await press(page, 'Send')
    await status(page, 'freezeAsyncOrder was answered 202.')
    await status(page, 'SUCCESSFUL, 3 of 5 line items changed.')
    await lineItem(page, 1, 'FROZEN')
    await lineItem(page, 4, 'FREEZE: redeemed')
    await lineItem(page, 5, 'FREEZE: not-a-choice-product')
    expect(await page.getByLabel('Accounts').textContent()).toContain('balance 999,875.00')
    await press(page, '+48 h')
    await status(page, 'It is 2026-03-04 10:00:00 UTC.')
    await lineItem(page, 1, 'ACTIVE')
    await choose(page, 'Operation', 'cancelAsyncOrder')
    await press(page, 'Send')
    await status(page, 'CANCEL of')
    await lineItem(page, 1, 'CANCELLED')
    expect(await page.getByLabel('Accounts').textContent()).toContain('balance 999,950.00')
    await page.getByText('verified, HMAC-SHA256 in the form base64').nth(1).waitFor()
    expect(await page.getByLabel('Attempts to deliver event 2').textContent()).toContain('received, answered 200')
    const text = await page.evaluate(() => document.body.textContent)
    expect(text).toContain('Authorization: Basic ••••••••')
    expect(text).not.toContain(btoa('demo:demo-key'))
    expect({ faults, foreign }).toEqual({ faults: [], foreign: [] })
    await page.close()
  })

  it('follows links to an operation and to another option of an interpretation, which then changes the outcome', async () => {
    const { page, faults, foreign } = await visit(browser, opened, { hash: '#operation=unfreezeAsyncOrder' })
    expect(await page.getByLabel('Operation', { exact: true }).inputValue()).toBe('unfreezeAsyncOrder')
    await page.evaluate(() => {
      location.hash = '#interpretation=C-AUTO-UNF&option=never'
    })
    await page
      .getByRole('radio', { name: /^never/ })
      .and(page.locator(':checked'))
      .waitFor()
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Interpretations')
    // The sandbox of others is not changed by a link alone.
    if (opened.sandbox !== null) {
      await status(page, 'The address asks for C-AUTO-UNF=never. Press “Follow this option” to switch it.')
      expect(await page.getByLabel('Switched interpretations').textContent()).toBe('None.')
      await press(page, 'Follow this option')
    }
    await status(page, 'C-AUTO-UNF is now never.')
    await choose(page, 'Operation', 'freezeAsyncOrder')
    await press(page, 'Send')
    await lineItem(page, 1, 'FROZEN')
    await press(page, '+48 h')
    await status(page, 'It is 2026-03-04')
    await lineItem(page, 1, 'FROZEN')
    await press(page, 'Back to our choice of C-AUTO-UNF')
    await status(page, 'C-AUTO-UNF is now always.')
    await page.evaluate(() => {
      location.hash = '#interpretation=C-AUTO-UNF&option=<b>'
    })
    await page.getByRole('alert').filter({ hasText: 'The address asks for what is not there: option=<b>.' }).waitFor()
    expect({ faults, foreign }).toEqual({ faults: [], foreign: [] })
    await page.close()
  })

  it('creates orders in other states, redeems, arms faults, updates, delivers again and resets', async () => {
    const { page, faults, foreign } = await visit(browser, opened)
    await page.getByText('Redeem line item 1').click()
    await page.locator('.line-items > li').first().getByRole('button', { name: 'Redeem' }).click()
    await lineItem(page, 1, 'redeemed 5.00')
    await choose(page, 'Operation', 'updateAsyncOrder')
    await choose(page, 'Example', 'oneField')
    await press(page, 'Send')
    await status(page, 'updateAsyncOrder was answered 200.')
    await page.getByText('Create an order').click()
    await choose(page, 'Order status', 'FAILED')
    await press(page, 'Create')
    await status(page, 'was created.')
    await choose(page, 'Operation', 'cancelAsyncOrder')
    await press(page, 'Send')
    await status(page, 'cancelAsyncOrder was answered 422.')
    await choose(page, 'What goes wrong', 'Answer 503, Retry-After 1')
    await press(page, 'Arm')
    await page.getByLabel('Armed faults').getByText('any, once').waitFor()
    await press(page, 'Send')
    await status(page, 'cancelAsyncOrder was answered 503.')
    await page.getByLabel('Response').getByText('retry-after: 1').waitFor()
    await choose(page, 'Operation', 'freezeAsyncOrder')
    await press(page, 'Send')
    await press(page, 'Deliver event 1 again')
    await page.getByLabel('Attempts to deliver event 1').locator('li').nth(1).waitFor()
    await page.getByLabel('Move to (UTC)').fill('2026-03-10T12:30')
    await press(page, 'Move')
    await status(page, 'It is 2026-03-10 12:30:00 UTC.')
    await press(page, '+6 days')
    await status(page, 'It is 2026-03-16 12:30:00 UTC.')
    await press(page, 'Reset')
    await status(page, 'interpretations are as at the start. The clock stays.')
    await page.getByText('No event yet.').waitFor()
    expect({ faults, foreign }).toEqual({ faults: [], foreign: [] })
    await page.close()
  })
})

describe.each(homes)('$name, when something goes wrong,', ({ open }) => {
  let opened: Opened
  beforeEach(async () => {
    opened = await open(folder)
  })
  afterEach(() => opened.close())

  it('shows a reset connection as one, does the action once, and says that the event was lost', async () => {
    const { page } = await visit(browser, opened)
    await press(page, 'Send')
    await status(page, 'was answered 202.')
    await choose(page, 'What goes wrong', 'Reset the connection')
    await press(page, 'Arm')
    await choose(page, 'What goes wrong', 'Lose the event')
    await press(page, 'Arm')
    await page.getByLabel('Armed faults').locator('li').nth(1).waitFor()
    await press(page, 'Send')
    await status(page, 'The connection was broken')
    await status(page, 'The event was not received.')
    await page.getByLabel('Attempts to deliver event 2').waitFor()
    expect(await page.getByLabel('What actions did to line item 1').locator('li').count()).toBe(2)
    await page.close()
  })

  it('says what it cannot do: no order, no path, an instant that is none', async () => {
    const { page, faults } = await visit(browser, opened)
    await page.getByLabel('Path of POST').fill('x')
    await press(page, 'Send')
    await status(page, 'Failed to send to x: a path begins with /.')
    await page.getByLabel('Move to (UTC)').evaluate((input) => input.removeAttribute('max'))
    await page.getByLabel('Move to (UTC)').fill('275760-09-13T00:00')
    await press(page, 'Move')
    await status(page, 'Invalid time value')
    await page.getByLabel('Move to (UTC)').fill('9999-12-31T00:00')
    await press(page, 'Move')
    await status(page, 'It is 9999-12-31')
    await press(page, '+48 h')
    await status(page, 'Ask for less.')
    await press(page, 'Reset')
    await status(page, 'interpretations are as at the start.')
    if (opened.sandbox !== null) {
      await press(page, 'Send')
      await status(page, 'There is no order to send it to. Create one.')
    }
    expect(faults.filter((text) => !text.startsWith('Failed to load resource'))).toEqual([])
    await page.close()
  })
})

it('works when the page is opened as a file', async () => {
  const opened = await openedAsFile(folder)
  const { page, faults, foreign } = await visit(browser, opened, { hash: '#operation=cancelAsyncOrder' })
  await press(page, 'Send')
  await lineItem(page, 1, 'CANCELLED')
  await page.getByText('verified, HMAC-SHA256').waitFor()
  expect({ faults, foreign }).toEqual({ faults: [], foreign: [] })
  await page.close()
})
