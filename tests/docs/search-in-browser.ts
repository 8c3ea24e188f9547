import type { Browser } from 'playwright-core'
import { expect, it } from 'vitest'

/**
 * What the search of a built site finds.
 *
 * @param opened the browser, and what addresses begin with from files and from a server; asked in each test
 * @example describe('search', () => describeSearch(() => ({ browser, file: 'file:///tmp/site/', server: `${served.origin}/` })))
 */
export function describeSearch(opened: () => { browser: Browser; file: string; server: string }): void {
  it.each(['file', 'server'] as const)(
    'finds clauses, interpretations, reason codes, guides and answers to questions, opened from a %s',
    async (home) => {
      const base = opened()[home]
      const page = await opened().browser.newPage()
      await page.goto(`${base}gate.html`)
      await page.keyboard.press('/')
      const found = async (text: string): Promise<string[]> => {
        await page.locator('#search').fill(text)
        await page.waitForFunction(
          (wanted) =>
            document.querySelector('#results p')?.textContent !== '' &&
            wanted === (document.querySelector('#search') as HTMLInputElement).value,
          text,
        )
        await page.waitForFunction(() => document.querySelectorAll('#results a').length > 0)
        return page.locator('#results a').evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href))
      }
      expect((await found('C-400-422'))[0]).toBe(`${base}interpretations.html#C-400-422`)
      expect(await found('VERIFY_ORDER')).toContain(`${base}interpretations.html#C-UNF-VERIFY`)
      expect(await found('live runs')).toContain(`${base}live.html`)
      expect((await found('retry'))[0]).toBe(`${base}client/retries.html`)
      expect((await found('error codes'))[0]).toBe(`${base}client/errors.html`)
      expect(await found('authentication')).toContain(`${base}client/first-call.html`)
      expect(await found('license')).toEqual([`${base}downloads.html`])
      expect((await found('getting started'))[0]).toBe(`${base}quick-start.html`)
      expect((await found('console'))[0]).toBe(`${base}console.html`)
      expect((await found('updateAsyncOrder'))[0]).toBe(`${base}update.html`)
      expect((await found('OrderActionStatus'))[0]).toBe(`${base}event.html`)
      expect((await found('how long does a freeze last'))[0]).toBe(`${base}clauses.html#FRZ-42`)
      expect(await found('Do I get my money back?')).toContain(`${base}clauses.html#CAN-43`)
      expect(await found('how do I verify the signature of a webhook')).toContain(`${base}clauses.html#EVT-29`)
      expect((await found('freeze zzzz')).length).toBeGreaterThan(5)
      expect((await found('frz-07'))[0]).toBe(`${base}clauses.html#FRZ-07`)
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      await page.waitForURL('**/clauses.html#FRZ-07')
      expect(await page.locator('#FRZ-07').isVisible()).toBe(true)
      await page.close()
    },
  )

  it('says when nothing is found, and closes with Escape', async () => {
    const page = await opened().browser.newPage()
    await page.goto(`${opened().file}index.html`)
    await page.locator('#search').fill('freeze')
    await page.getByText(/^\d+ found, the first 12:$/).waitFor()
    await page.locator('#search').fill('<b>zzzz')
    await page.getByText('Nothing found for “<b>zzzz”.').waitFor()
    await page.keyboard.press('Escape')
    expect(await page.locator('#results').isVisible()).toBe(false)
    await page.close()
  })
}
