import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { consoles, inEachHome } from './homes.ts'
import { choose, lineItem, openTab, press, status } from './steps.ts'

const built = consoles()
const PHONE = { width: 390, height: 844 }

/** The lines of the timeline, without their instants. */
const timeline = async (page: Page): Promise<string[]> => {
  const lines = await page.getByRole('list', { name: 'Timeline' }).getByRole('listitem').allInnerTexts()
  return lines.map((line) =>
    line
      .replace(/\s*\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC\s*/, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  )
}

inEachHome(built, ', at first sight,', ({ visit, opened }) => {
  it('has its first action within 8 presses of Tab, and says what to try', async () => {
    const { page } = await visit()
    if (opened().sandbox === null) await status(page, 'Try it: Freeze, then +48 h, then Cancel.')
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
    const names: (string | null | undefined)[] = []
    while (names.length < 8 && names.at(-1) !== 'Freeze') {
      await page.keyboard.press('Tab')
      names.push(await page.evaluate(() => document.activeElement?.textContent))
    }
    expect(names.at(-1)).toBe('Freeze')
    await page.close()
  })

  it('shows the result of an action beside its button on a phone', async () => {
    const { page } = await visit({ viewport: PHONE })
    await press(page, 'Freeze')
    await status(page, 'SUCCESSFUL, 3 of 5 line items changed.')
    await lineItem(page, 1, 'FROZEN')
    const top = async (place: ReturnType<Page['locator']>): Promise<number> => (await place.boundingBox())?.y ?? Number.NaN
    const button = await top(page.getByRole('button', { name: 'Freeze', exact: true }))
    for (const place of [page.getByRole('status'), page.getByLabel('What changed')]) {
      const distance = Math.abs((await top(place)) - button)
      expect(distance).toBeLessThan(PHONE.height / 3)
    }
    await page.close()
  })
})

inEachHome(built, ', for one order,', ({ visit }) => {
  it('draws its time: what happened with its event, what is new, and what is due when', async () => {
    const { page } = await visit()
    await press(page, 'Freeze')
    await lineItem(page, 1, 'was ACTIVE')
    expect(await timeline(page)).toEqual([
      'Order created',
      'FREEZE: 3 of 5 line items changed new Event 1: SUCCESSFUL, received',
      'in 2 days The freeze ends by itself, 48 h after it began',
      'in 5 days 14 h Too late to freeze or cancel from here on',
    ])
    await press(page, '+48 h')
    await lineItem(page, 1, 'was FROZEN')
    expect(await timeline(page)).toEqual([
      'Order created',
      'FREEZE: 3 of 5 line items changed Event 1: SUCCESSFUL, received',
      'The freeze ended by itself: 3 of 5 line items released new',
      'in 3 days 14 h Too late to freeze or cancel from here on',
    ])
    const picture = page.getByRole('img', { name: /^Picture of the timeline\. It is 2026-03-04 10:00:00 UTC\./ })
    expect(await picture.locator('.dot text').allTextContents()).toEqual(['1', '2', '3', '4'])
    expect(await picture.locator('text.now').textContent()).toBe('now, 2026-03-04 10:00')
    await page.close()
  })

  it('shows its request as curl to copy, and opens it to be edited', async () => {
    const { page } = await visit({ permissions: ['clipboard-read', 'clipboard-write'] })
    await press(page, 'Cancel')
    await status(page, 'cancelAsyncOrder returned 202.')
    const code = await page.getByLabel('Request as curl').textContent()
    expect(code).toContain(`--data '{"reasonCode":"DUPLICATE"}'`)
    await press(page, 'Copy as curl')
    await page.getByRole('button', { name: 'Copied' }).waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(code)
    await choose(page, 'Code in', 'TypeScript')
    expect(await page.getByLabel('Request as TypeScript').textContent()).toContain('client.cancelAsyncOrder("AA')
    await choose(page, 'Code in', 'curl')
    await press(page, 'Edit request')
    expect(await page.getByLabel('Operation', { exact: true }).inputValue()).toBe('cancelAsyncOrder')
    await page.getByLabel('Body', { exact: true }).fill('{"reasonCode":"WEATHER"}')
    await press(page, 'Send')
    await status(page, 'cancelAsyncOrder returned 422: reasonCode')
    expect(await page.getByLabel('Request as curl').textContent()).toContain('WEATHER')
    await page.close()
  })
})

inEachHome(built, ', with its tabs,', ({ visit }) => {
  it('moves between them by arrow keys, and keeps them one stop for Tab', async () => {
    const { page } = await visit()
    const selected = page.getByRole('tab', { selected: true })
    const names = await page.getByRole('tab').allTextContents()
    await openTab(page, names[0] ?? '')
    for (const [key, name] of [
      ['ArrowRight', names[1]],
      ['End', names.at(-1)],
      ['ArrowRight', names[0]],
      ['ArrowLeft', names.at(-1)],
      ['Home', names[0]],
    ]) {
      await page.keyboard.press(key ?? '')
      expect([await selected.textContent(), await page.evaluate(() => document.activeElement?.textContent)], key).toEqual([name, name])
      expect(await page.getByRole('tabpanel').count()).toBe(1)
    }
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.role)).not.toBe('tab')
    await page.close()
  })

  it('cuts no text off in its box, narrow or wide', async () => {
    const { page } = await visit({ viewport: { width: 360, height: 800 } })
    await press(page, 'Freeze')
    for (const name of await page.getByRole('tab').allTextContents()) {
      await openTab(page, name)
      for (const width of [360, 1280]) {
        await page.setViewportSize({ width, height: 800 })
        expect(await page.evaluate(cutOff), `${name}, ${width} wide`).toEqual([])
        expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0)
      }
    }
    await page.close()
  })
})

/** Texts of buttons and choices that are wider than the box that shows them. */
function cutOff(): string[] {
  const pen = document.createElement('canvas').getContext('2d')
  const isCut = (select: HTMLSelectElement, text: string): boolean => {
    const { font, paddingLeft, paddingRight } = getComputedStyle(select)
    if (pen === null) return true
    pen.font = font
    const arrow = 16
    return pen.measureText(text).width > select.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight) - arrow
  }
  const seen = <E extends HTMLElement>(kind: string): E[] =>
    [...document.querySelectorAll<E>(kind)].filter((element) => element.checkVisibility())
  const options = seen<HTMLSelectElement>('select').flatMap((select) =>
    [...select.options].map(({ text }) => text).filter((text) => isCut(select, text)),
  )
  const buttons = seen('button').filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
  return [...options, ...buttons.map(({ textContent }) => textContent ?? '')]
}
