import { expect, it } from 'vitest'
import { violationsIn } from './axe.ts'
import { consoles, inEachHome, openedOnServer } from './homes.ts'
import { lineItem, openTab, press, status } from './steps.ts'

const built = consoles()

inEachHome(built, '', ({ visit }) => {
  it('can be used by keyboard alone, and shows where the focus is', async () => {
    const { page } = await visit()
    const goTo = async (name: string): Promise<void> => {
      const wanted = page.getByRole('button', { name, exact: true })
      await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
      for (let tabs = 0; tabs < 80; tabs++) {
        await page.keyboard.press('Tab')
        if (await wanted.evaluate((element) => element === document.activeElement)) break
      }
      expect(await wanted.evaluate((element) => [element === document.activeElement, getComputedStyle(element).outlineStyle])).toEqual([
        true,
        'solid',
      ])
      await page.keyboard.press('Enter')
    }
    await goTo('Freeze')
    await lineItem(page, 1, 'FROZEN')
    await goTo('+48 h')
    await lineItem(page, 1, 'ACTIVE')
    // A screen reader reads it with the message, which says no more than the time.
    expect(await page.getByLabel('What changed').and(page.locator('[aria-live=polite]')).textContent()).toContain('released by itself')
    const remove = page.getByRole('button', { name: /^Delete the subscription/ })
    await remove.focus()
    await page.keyboard.press('Enter')
    await status(page, 'The subscription was deleted.')
    await remove.waitFor({ state: 'detached' })
    expect(await page.evaluate(() => document.activeElement?.role)).toBe('status')
    await page.close()
  })

  it('has no layout shift, no overflow and nothing that axe objects to, in light and dark, narrow and wide', async () => {
    const { page } = await visit({ viewport: { width: 360, height: 800 } })
    expect(await page.evaluate(layoutShift)).toBe(0)
    await press(page, 'Freeze')
    await page.getByText('verified, HMAC-SHA256').waitFor()
    for (const name of await page.getByRole('tab').allTextContents()) {
      await openTab(page, name)
      for (const details of await page.locator('details:not([open]) > summary').all()) if (await details.isVisible()) await details.click()
      for (const width of [360, 1280]) {
        await page.setViewportSize({ width, height: 800 })
        expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0)
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme })
          expect(await violationsIn(page), `${name}, ${colorScheme}, ${width} wide`).toEqual([])
        }
      }
    }
    await page.close()
  })
})

it('nor does axe object to where it asks for credentials', async () => {
  const opened = await openedOnServer()
  const page = await built.browser().newPage()
  await page.goto(opened.url)
  await page.getByRole('button', { name: 'Sign in' }).waitFor()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    expect(await violationsIn(page)).toEqual([])
  }
  await page.close()
  await opened.close()
})

/** How far what stands in the page has jumped so far, but for what the visitor had just asked for: 0 is not at all. */
async function layoutShift(): Promise<number> {
  const entries = await new Promise<PerformanceEntry[]>((resolve) => {
    new PerformanceObserver((list) => resolve(list.getEntries())).observe({ type: 'layout-shift', buffered: true })
    setTimeout(() => resolve([]), 200)
  })
  const shifts = entries as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]
  return shifts.reduce((sum, { value, hadRecentInput }) => sum + (hadRecentInput ? 0 : value), 0)
}
