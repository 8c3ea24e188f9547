import type { Browser, Page } from 'playwright-core'
import { afterEach, beforeEach, expect, it } from 'vitest'

/**
 * What the reference does for a reader, of a site that is built already.
 *
 * @param opened the browser, and where the reference is; asked in each test
 * @example describe('the reference', () => describeReference(() => ({ browser, url: 'file:///tmp/site/reference.html' })))
 */
export function describeReference(opened: () => { browser: Browser; url: string }): void {
  let page: Page
  beforeEach(async () => {
    const context = await opened().browser.newContext({ viewport: { width: 1280, height: 900 }, colorScheme: 'dark' })
    page = await context.newPage()
    await page.goto(`${opened().url}#/actions/cancelasyncorder`)
    await page.locator('[id="actions/cancelasyncorder"] h4').first().waitFor()
  })
  afterEach(() => page.context().close())

  it('has a way past the header that leaves what is read in view', async () => {
    const top = await page.locator('[id="actions/cancelasyncorder"]').evaluate((element) => element.getBoundingClientRect().top)
    await page.locator('.skip').focus()
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('MAIN')
    expect(await page.evaluate(() => location.hash)).toBe('#/actions/cancelasyncorder')
    expect(await page.locator('[id="actions/cancelasyncorder"]').evaluate((element) => element.getBoundingClientRect().top)).toBe(top)
  })

  it('shows a sample in each language', async () => {
    await page.locator('[id="actions/cancelasyncorder"]').getByText('curl', { exact: true }).first().click()
    const menu = page.locator('[role="menu"]:visible')
    expect(await menu.getByRole('menuitem').allTextContents()).toEqual(['curl', 'TypeScript', 'Python'])
    await menu.getByText('TypeScript').click()
    await page.getByText('createClient').first().waitFor()
  })

  it('tells of the credentials in a dialog that keeps the keyboard', async () => {
    await page.getByText('View security details').first().click()
    const dialog = page.getByRole('dialog', { name: 'Security' })
    await dialog.getByText('basic', { exact: true }).waitFor()
    await dialog.getByRole('tab', { name: 'bearerToken' }).click()
    await dialog.getByText('bearer', { exact: true }).waitFor()
    const inside = () => dialog.evaluate((element) => element.contains(document.activeElement))
    const names = new Set<string>()
    for (const key of ['Tab', 'Tab', 'Tab', 'Tab', 'Shift+Tab']) {
      await page.keyboard.press(key)
      expect(await inside()).toBe(true)
      names.add(await page.evaluate(() => document.activeElement?.ariaLabel ?? document.activeElement?.textContent ?? ''))
    }
    expect([...names].toSorted()).toEqual(['Close', 'GEN-04', 'bearerToken'])
    await dialog.getByRole('button', { name: 'Close' }).click()
    await dialog.waitFor({ state: 'detached' })
  })

  it('says of a field where it comes from', async () => {
    await page.goto(`${opened().url}#/events/paths/orderactionstatus/post`)
    await page.getByText('Assumed:').getByRole('link', { name: 'A-EVT-PAYLOAD' }).first().click()
    await page.waitForURL('**/interpretations.html#A-EVT-PAYLOAD')
  })

  it('is searched as the other pages are, and shows what was found on it', async () => {
    await page.keyboard.press('Control+k')
    await page.keyboard.type('updateAsyncOrder')
    await page.locator('#results a[href^="reference.html"]').click()
    await page.locator('[id="updates/updateasyncorder"] h4').first().waitFor()
    expect(await page.locator('#results').isVisible()).toBe(false)
    expect(await page.locator('[role="dialog"]').count()).toBe(0)
  })

  it('follows the theme of the system, as the other pages do', async () => {
    const isDark = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor === 'rgb(16, 20, 25)')
    expect(await isDark()).toBe(true)
    await page.emulateMedia({ colorScheme: 'light' })
    await expect.poll(isDark).toBe(false)
    expect(await page.locator('.menu-content button:visible').evaluateAll((buttons) => buttons.map(({ ariaLabel }) => ariaLabel))).toEqual([
      'Hide sidebar',
    ])
  })

  it('closes its menu with Escape where the menu lies over the text', async () => {
    await page.setViewportSize({ width: 360, height: 740 })
    await page.getByRole('button', { name: 'Open navigation menu' }).click()
    await page.getByRole('button', { name: 'Close navigation menu' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Open navigation menu' }).waitFor({ timeout: 3_000 })
  })

  it('is light on paper, and dark again after it', async () => {
    await page.evaluate(() =>
      addEventListener('beforeprint', () => (document.body.dataset.printed = getComputedStyle(document.body).backgroundColor)),
    )
    await page.pdf()
    expect(await page.locator('body').getAttribute('data-printed')).toBe('rgb(255, 255, 255)')
    expect(await page.evaluate(() => document.documentElement.classList.contains('dark'))).toBe(true)
  })
}
