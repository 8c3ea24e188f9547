import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'

const AXE = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

/**
 * What axe finds wrong with a page as it is shown now: rule, first place, and how to mend it. A run that looks at next to nothing is one too.
 *
 * @example expect(await violationsIn(page)).toEqual([])
 */
export async function violationsIn(page: Page): Promise<string[]> {
  await page.evaluate(AXE)
  return page.evaluate(async () => {
    // biome-ignore lint/suspicious/noExplicitAny: axe puts itself into the page
    const { axe } = globalThis as any
    // Preloading would fetch the style sheet again, which the policy of a page may forbid.
    const { violations, passes } = await axe.run(document, { resultTypes: ['violations'], preload: false })
    if (passes.length < 10) return ['axe looked at next to nothing']
    // biome-ignore lint/suspicious/noExplicitAny: as axe gives it
    return violations.map(({ id, nodes }: any) => `${id}: ${nodes[0].html} ${nodes[0].failureSummary}`)
  })
}
