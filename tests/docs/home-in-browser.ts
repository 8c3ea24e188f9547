import type { Browser, Page } from 'playwright-core'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { violationsIn } from '../browser/axe.ts'

/**
 * What a visitor of the home page can do, of a site that is built already.
 *
 * @param opened the browser, and where the site is; asked in each test
 * @example describe('the home page', () => describeHome(() => ({ browser, site: 'file:///tmp/site/' })))
 */
export function describeHome(opened: () => { browser: Browser; site: string }): void {
  let page: Page
  const scripts: string[] = []
  beforeEach(async () => {
    page = await opened().browser.newPage({ viewport: { width: 1280, height: 900 } })
    scripts.length = 0
    page.on('request', (request) => scripts.push(request.url().split('/').at(-1) ?? ''))
    await page.goto(`${opened().site}index.html`)
  })
  afterEach(() => page.close())

  const press = async (label: string, words: string): Promise<void> => {
    await page.getByRole('button', { name: label, exact: true }).click()
    await page.locator('[data-part="words"]').getByText(words).waitFor()
  }
  const states = (): Promise<string[]> => page.locator('#demo .state').allTextContents()
  const textOf = (part: string): Promise<string | null> => page.locator(`[data-part="${part}"]`).textContent()

  it('plays freeze, the end of the freeze and cancel, with the request, the response and the event', async () => {
    expect(await states()).toEqual(['ACTIVE', 'ACTIVE', 'ACTIVE'])
    await press('Freeze', 'Event received: 2 of 3 line items changed.')
    expect(await states()).toEqual(['FROZEN', 'FROZEN', 'ACTIVE'])
    expect(await textOf('why-2')).toBe('left as it is: part of it is redeemed')
    expect(await textOf('response')).toMatch(/^202\n\{[\s\S]*"totalLineItems": 3/)
    expect(JSON.parse((await textOf('event')) ?? '')).toMatchObject({ eventData: { action: 'FREEZE', successfulLineItems: 2 } })
    await press('+48 h', 'sends no event')
    expect(await states()).toEqual(['ACTIVE', 'ACTIVE', 'ACTIVE'])
    expect([await textOf('why-0'), await textOf('now'), await textOf('event')]).toEqual([
      'released: 48 hours are over',
      'Wed, 4 March 2026, 10:00 UTC',
      'No event',
    ])
    await press('Cancel', 'Event received: 2 of 3')
    expect(await states()).toEqual(['CANCELLED', 'CANCELLED', 'ACTIVE'])
    expect(await textOf('code')).toContain('client.cancelAsyncOrder(')
    expect(await violationsIn(page)).toEqual([])
  })

  it('loads the sandbox when a button is pressed, not before', async () => {
    expect(scripts).not.toContain('sandbox.js')
    await press('Cancel', 'Event received')
    expect(scripts).toContain('sandbox.js')
  })

  it('shows the order, the request beside it and the three ways in on one screen', async () => {
    const bottoms = await page.locator('#demo, .card').evaluateAll((parts) => parts.map((part) => part.getBoundingClientRect().bottom))
    expect(bottoms).toHaveLength(4)
    expect(Math.max(...bottoms)).toBeLessThan(900)
  })
}
