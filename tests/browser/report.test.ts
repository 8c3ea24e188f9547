import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { reportPage } from '../../contract/src/report/html/page.ts'
import { oddities, register, sampleReport, withAll } from '../../contract/src/report/sample.ts'
import { violationsIn } from './axe.ts'
import { launchBrowser } from './launch.ts'

const FAILING = ['freeze-answer-accepts', 'freeze-unknown-order']

let folder: string
let browser: Browser
let address: string
/** Of the same report of a few cases only: what axe looks at takes it long. */
let shortAddress: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'report-'))
  const file = join(folder, 'index.html')
  writeFileSync(file, reportPage(withAll(sampleReport(FAILING)), register))
  address = pathToFileURL(file).href
  const short = join(folder, 'short.html')
  const kinds = ['freeze-locks-the-reward', 'unfreeze-accepts-FRAUD', 'cancel-answer-accepts', 'update-answers-200']
  const few = withAll(sampleReport(FAILING, [...FAILING, ...kinds], { change: oddities }))
  writeFileSync(short, reportPage({ ...few, interpretations: few.interpretations.slice(0, 6) }, register))
  shortAddress = pathToFileURL(short).href
  browser = await launchBrowser()
})
afterEach(() => Promise.all((browser?.contexts() ?? []).map((context) => context.close())))
afterAll(async () => {
  await browser?.close()
  rmSync(folder, { recursive: true })
})

/** Opens the report; `noise` is all that the browser says about it or asks for beside it. */
async function open(options: Parameters<Browser['newPage']>[0] = {}, hash = '', file = address): Promise<{ page: Page; noise: string[] }> {
  const page = await browser.newPage(options)
  const noise: string[] = []
  page.on('console', (message) => noise.push(message.text()))
  page.on('pageerror', (error) => noise.push(error.message))
  page.on('dialog', (dialog) => noise.push(dialog.message()))
  page.on('request', (request) => request.url().split('#')[0] !== file && noise.push(request.url()))
  await page.goto(file + hash)
  return { page, noise }
}

const shown = (page: Page): Promise<string[]> =>
  page.$$eval('.clauses tbody tr', (rows) => rows.filter((row) => row.checkVisibility()).map((row) => row.id))

describe('the report in a browser', () => {
  it('opens from a file, asks for nothing, and runs nothing that came from a target', async () => {
    const { page, noise } = await open()
    expect((await shown(page)).length).toBe(register.clauses.size)
    expect(await page.$$eval('script, img, iframe, link', (found) => found.map(({ tagName }) => tagName))).toEqual(['SCRIPT'])
    expect(noise).toEqual([])
  })

  it('is closed: a script that came in all the same would not run', async () => {
    const { page, noise } = await open()
    await page.evaluate(() => document.body.insertAdjacentHTML('beforeend', '<img src="https://example.invalid/x" onerror="alert(1)">'))
    await expect.poll(() => noise.join('\n')).toMatch(/^Executing inline event handler violates .* The action has been blocked/m)
    expect(noise.join('\n')).toMatch(/^Loading the image .*"default-src 'none'".* The action has been blocked/m)
    // The dialog that the handler would have opened.
    expect(noise).not.toContain('1')
  })

  it.each([
    ['text', { text: 'frz-07' }, (ids: string[]) => expect(ids).toContain('FRZ-07')],
    ['words anywhere', { text: 'posted required otherReason' }, (ids: string[]) => expect(ids).toEqual([])],
    ['the name of a case', { text: 'freeze-answer-accepts' }, (ids: string[]) => expect(ids).toContain('FRZ-12')],
    ['status', { status: 'failed' }, (ids: string[]) => expect(ids.sort()).toEqual(['FRZ-12', 'FRZ-20'])],
    ['status on a target', { status: 'failed', target: 'mock' }, (ids: string[]) => expect(ids).toEqual([])],
    ['basis', { basis: 'assumed', page: 'freeze' }, (ids: string[]) => expect(ids).toEqual(clausesOf('assumed', 'freeze'))],
    ['page', { basis: 'documented', page: 'cancel' }, (ids: string[]) => expect(ids).toEqual(clausesOf('documented', 'cancel'))],
    ['no page', { basis: 'assumed', page: 'none' }, (ids: string[]) => expect(ids).toEqual(clausesOf('assumed', null))],
  ] as [string, Record<string, string>, (ids: string[]) => void][])('filters by %s', async (_, values, check) => {
    const { page } = await open()
    for (const [name, value] of Object.entries(values)) {
      if (name === 'text') await page.fill('[name=text]', value)
      else await page.selectOption(`[name=${name}]`, value)
    }
    const ids = await shown(page)
    expect(await page.textContent('output')).toBe(`${ids.length} of ${register.clauses.size} clauses`)
    expect(await page.isVisible('#none')).toBe(ids.length === 0)
    check(ids)
    await page.click('button')
    expect((await shown(page)).length).toBe(register.clauses.size)
  })

  it('leads to a clause, opens it, and shows it though a filter hid it', async () => {
    const { page } = await open({}, '#FRZ-07')
    expect(await page.getAttribute('#FRZ-07 details', 'open')).not.toBe(null)
    await page.fill('[name=text]', 'UPD-')
    expect(await page.isVisible('#FRZ-12')).toBe(false)
    await page.click('article a[href="#FRZ-12"]')
    await expect.poll(() => page.isVisible('#FRZ-12')).toBe(true)
    expect(await page.$eval('#FRZ-12', (row) => row.getBoundingClientRect().top < innerHeight)).toBe(true)
  })

  it('is used by the keyboard alone', async () => {
    const { page } = await open()
    await page.focus('[name=text]')
    await page.keyboard.type('FRZ-12')
    for (const name of ['status', 'target', 'basis', 'page']) {
      await page.keyboard.press('Tab')
      expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe(name)
    }
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect((await shown(page)).length).toBe(register.clauses.size)
  })

  it.each([
    ['light', 1_280],
    ['dark', 1_280],
    ['light', 380],
    ['dark', 380],
  ] as const)('has no fault that axe finds, %s and %i wide', async (colorScheme, width) => {
    const { page } = await open({ colorScheme, viewport: { width, height: 900 } }, '#FRZ-12', shortAddress)
    await page.$$eval('details', (all) => {
      for (const details of all) details.open = true
    })
    expect(await violationsIn(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  })

  it('is printed dark on light and without its filters', async () => {
    const { page } = await open({ colorScheme: 'dark' })
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    expect(await background()).not.toBe('rgb(255, 255, 255)')
    await page.emulateMedia({ media: 'print' })
    expect(await background()).toBe('rgb(255, 255, 255)')
    expect(await page.isVisible('.filters')).toBe(false)
    expect(await page.isVisible('#FRZ-12')).toBe(true)
  })
})

function clausesOf(basis: string, page: string | null): string[] {
  const found = [...register.clauses.values()].filter((clause) => {
    const pages = clause.sources.map((locator) => locator.split('#')[0])
    return clause.basis === basis && (page === null ? pages.length === 0 : pages.includes(page))
  })
  return found.map(({ id }) => id)
}
