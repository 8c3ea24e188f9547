import type { BrowserContext, Page } from 'playwright-core'
import { violationsIn } from '../browser/axe.ts'

/** What opening a page showed. */
export interface Visit {
  /** Name of the file, such as `clauses.html`. */
  name: string
  /** Errors and warnings of the console, and uncaught errors. */
  faults: string[]
  /** Requests that left the place where the page is. */
  foreign: string[]
  ids: string[]
  /** Targets of its links, absolute. */
  links: string[]
  /** What axe found: rule and first place. */
  violations: string[]
  /** Milliseconds from the request to the first content. */
  firstContent: number
  /** Sum of the layout shifts; 0 is none. */
  shift: number
  /** Whether it has to be scrolled sideways. */
  sideways: boolean
}

/**
 * Opens a page and looks at it.
 *
 * @param base where the site is, with a slash at its end
 * @example await visit(context, 'file:///tmp/site/', 'clauses.html')
 */
export async function visit(context: BrowserContext, base: string, name: string): Promise<Visit> {
  const page = await context.newPage()
  const faults: string[] = []
  const foreign: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && faults.push(message.text()))
  page.on('request', (request) => !isOwn(request.url(), base) && foreign.push(request.url()))
  await page.goto(base + name, { waitUntil: 'load' })
  await page.waitForSelector('main', { state: 'attached' })
  const visited = { name, faults, foreign, ...(await look(page)), violations: await violationsIn(page) }
  await page.close()
  return visited
}

const isOwn = (url: string, base: string): boolean => [base, 'data:', 'blob:'].some((start) => url.startsWith(start))

function look(page: Page): Promise<Pick<Visit, 'ids' | 'links' | 'firstContent' | 'shift' | 'sideways'>> {
  return page.evaluate(async () => {
    const firstContent = await new Promise<number>((resolve) => {
      new PerformanceObserver((list) => {
        for (const { startTime } of list.getEntriesByName('first-contentful-paint')) resolve(startTime)
      }).observe({ type: 'paint', buffered: true })
    })
    const shifts = await new Promise<number>((resolve) => {
      const observer = new PerformanceObserver((list) => resolve(sum(list.getEntries())))
      const sum = (entries: PerformanceEntryList): number =>
        entries.reduce((total, entry) => total + (entry as PerformanceEntry & { value: number }).value, 0)
      observer.observe({ type: 'layout-shift', buffered: true })
      // No entry, no call: two frames later everything that shifted has been told.
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum(observer.takeRecords()))))
    })
    return {
      ids: [...document.querySelectorAll('[id]')].map(({ id }) => id),
      links: [...document.querySelectorAll('a[href]')].map((link) => (link as HTMLAnchorElement).href),
      firstContent,
      shift: shifts,
      sideways: document.documentElement.scrollWidth > innerWidth,
    }
  })
}
