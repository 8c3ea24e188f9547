import type { Browser, Page } from 'playwright-core'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { loadRegister } from '../../contract/src/register/load.ts'

/**
 * What readers can do with the lists of clauses and interpretations, of a site that is built already.
 *
 * @param opened the browser, and where the site is; asked in each test
 * @example describe('lists', () => describeLists(() => ({ browser, site: 'file:///tmp/site/' })))
 */
export function describeLists(opened: () => { browser: Browser; site: string }): void {
  let page: Page
  beforeEach(async () => {
    page = await opened().browser.newPage({ viewport: { width: 1280, height: 900 } })
  })
  afterEach(() => page.close())
  const shown = (items: string): Promise<string[]> =>
    page.locator(items).evaluateAll((all) => all.filter((item) => item.checkVisibility()).map(({ id }) => id))

  it('filter clauses by text, basis and operation, together', async () => {
    const { clauses } = loadRegister()
    const assumed = [...clauses.values()].filter(({ id, basis }) => id.startsWith('UPD-') && basis === 'assumed').map(({ id }) => id)
    await page.goto(`${opened().site}clauses.html`)
    await page.getByLabel('Basis').selectOption('assumed')
    await page.getByLabel('Operation').selectOption('Update')
    expect((await shown('.clauses tbody tr')).toSorted()).toEqual(assumed.toSorted())
    expect(await shown('main h2')).toEqual(['update'])
    await page.getByLabel('Text').fill('48 HOURS')
    expect(await page.locator('.filter output').textContent()).toBe(`0 of ${clauses.size}`)
    await page.getByLabel('Basis').selectOption('all')
    await page.getByLabel('Operation').selectOption('all')
    expect(await shown('.clauses tbody tr')).toContain('FRZ-42')
  })

  it('show what a link leads to, where a filter hides it too', async () => {
    await page.goto(`${opened().site}clauses.html`)
    await page.getByLabel('Operation').selectOption('Update')
    await page.evaluate(() => {
      location.hash = 'FRZ-42'
    })
    await page.locator('#FRZ-42').waitFor()
    expect(await page.getByLabel('Operation').inputValue()).toBe('')
  })

  it('name interpretations by their question, and open the one that a link leads to', async () => {
    await page.goto(`${opened().site}interpretations.html#C-400-422`)
    const why = page.locator('#C-400-422').getByText('Why:')
    await why.waitFor()
    expect(await page.getByText('Why:').evaluateAll((all) => all.filter((each) => each.checkVisibility()).length)).toBe(1)
    expect(await page.locator('#C-400-422 summary h2').textContent()).toMatch(/\?$/)
    await page.getByLabel('Operation').selectOption('update')
    expect(await shown('main article')).not.toContain('C-UNF-REASONS')
    expect(await shown('main article')).toContain('C-PATCH-FAILED')
  })

  it('have the contents of a long page below its title', async () => {
    await page.goto(`${opened().site}freeze.html`)
    await page.getByRole('navigation', { name: 'On this page' }).getByRole('link', { name: 'Errors' }).click()
    await page.waitForURL('**/freeze.html#errors')
  })
}
