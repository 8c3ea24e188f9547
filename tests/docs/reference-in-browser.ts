import type { Browser, Page } from 'playwright-core'
import { afterEach, beforeEach, expect, it } from 'vitest'

/**
 * What the reference does for a reader, of a site that is built already.
 *
 * @param opened the browser, and where the site is; asked in each test
 * @example describe('the reference', () => describeReference(() => ({ browser, site: 'file:///tmp/site/' })))
 */
export function describeReference(opened: () => { browser: Browser; site: string }): void {
  let page: Page
  beforeEach(async () => {
    const context = await opened().browser.newContext({ viewport: { width: 1280, height: 900 } })
    page = await context.newPage()
  })
  afterEach(() => page.context().close())
  const open = (name: string) => page.goto(`${opened().site}${name}`)

  it('shows the four operations and the event on its first screen', async () => {
    await open('reference.html')
    const cards = await page.locator('.card').evaluateAll((links) => links.map((link) => [link.id, link.getBoundingClientRect().bottom]))
    expect(cards.map(([id]) => id)).toEqual([
      'freezeAsyncOrder',
      'unfreezeAsyncOrder',
      'cancelAsyncOrder',
      'updateAsyncOrder',
      'OrderActionStatus',
    ])
    expect(Math.max(...cards.map(([, bottom]) => Number(bottom)))).toBeLessThan(900)
  })

  it('shows a sample in one language at a time with what it printed, and remembers the choice', async () => {
    await open('cancel.html')
    expect(await page.locator('.panel:visible').allInnerTexts()).toEqual([expect.stringContaining('"totalLineItems": 1')])
    const height = () => page.evaluate(() => document.documentElement.scrollHeight)
    const before = await height()
    await page.getByLabel('TypeScript').check()
    expect(await page.locator('.panel:visible').allInnerTexts()).toEqual([expect.stringContaining('createClient')])
    expect(await height()).toBe(before)
    await open('update.html')
    expect(await page.locator('.panel:visible').allInnerTexts()).toEqual([expect.stringContaining('createClient')])
  })

  it('keeps ids of rules closed until a reader opens them', async () => {
    await open('event.html')
    const field = page.locator('[id="request.eventData"]')
    const link = field.getByRole('link', { name: 'A-EVT-PAYLOAD' }).first()
    expect(await link.isVisible()).toBe(false)
    await field
      .getByText('rules of eventData')
      .first()
      .click({ position: { x: 2, y: 2 }, force: true })
    await link.click()
    await page.waitForURL('**/interpretations.html#A-EVT-PAYLOAD')
  })

  it('says of an action what it does in each state', async () => {
    await open('unfreeze.html')
    const rows = await page.locator('.states tbody tr').allInnerTexts()
    expect(rows.map((row) => row.replace(/\s+/g, ' ').replace(/ [A-Z]{3}-\d\d.*/, ''))).toEqual([
      'Order COMPLETE 202 accepted',
      'Order PARTIAL 202 accepted',
      'Order SCHEDULED DELIVERY 202 accepted',
      'Order PENDING 422 refused',
      'Order FAILED 422 refused',
      'Reward ACTIVE stays as it is',
      'Reward FROZEN becomes ACTIVE',
      'Reward CANCELLED stays as it is',
    ])
  })

  it('says of each error its cause and its remedy', async () => {
    for (const name of ['freeze', 'update']) {
      await open(`${name}.html`)
      const errors = await page.locator('.error').allInnerTexts()
      expect(errors.length).toBeGreaterThan(7)
      expect(errors.filter((text) => !/Cause\. \S[\s\S]*Remedy\. \S/.test(text))).toEqual([])
    }
  })

  it('leads to the pages before and after in the menu', async () => {
    await open('freeze.html')
    await page.locator('[rel="next"]').click()
    await page.waitForURL('**/unfreeze.html')
    await page.locator('[rel="prev"]').click()
    await page.waitForURL('**/freeze.html')
    expect(await page.locator('#navigation [aria-current]').textContent()).toBe('Freeze')
  })

  it('copies code', async () => {
    await open('freeze.html')
    await page.evaluate(() => {
      Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text: string) => (document.title = text) } })
    })
    await page.getByRole('button', { name: 'Copy' }).first().click()
    await page.getByRole('button', { name: 'Copied' }).waitFor()
    expect(await page.title()).toMatch(/^curl .*freeze"$/s)
  })
}
