import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { junit } from '../contract/report/junit.ts'
import { sampleReport, withAll } from '../contract/report/sample.ts'
import { launchBrowser } from './launch.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser?.close())

interface Suite {
  name: string
  counts: Record<string, string>
  rows: { classname: string; name: string; inside: { tag: string; message: string; text: string }[] }[]
}

/** Reads JUnit as Chromium's XML parser does, which takes nothing that is not well-formed. */
async function read(text: string): Promise<{ error: string | null; root: string; suites: Suite[] }> {
  const page = await browser.newPage()
  const found = await page.evaluate((xml) => {
    const parsed = new DOMParser().parseFromString(xml, 'application/xml')
    const value = (element: Element, name: string): string => element.getAttribute(name) ?? ''
    return {
      error: parsed.querySelector('parsererror')?.textContent ?? null,
      root: parsed.documentElement.tagName,
      suites: [...parsed.querySelectorAll('testsuites > testsuite')].map((suite) => ({
        name: value(suite, 'name'),
        counts: Object.fromEntries(['tests', 'failures', 'errors', 'skipped'].map((name) => [name, value(suite, name)])),
        rows: [...suite.children].map((row) => ({
          classname: value(row, 'classname'),
          name: value(row, 'name'),
          inside: [...row.children].map((part) => ({ tag: part.tagName, message: value(part, 'message'), text: part.textContent ?? '' })),
        })),
      })),
    }
  }, text)
  await page.close()
  return found
}

describe('JUnit, read back by the XML parser of Chromium', () => {
  const report = withAll(sampleReport(['freeze-answer-accepts', 'freeze-unknown-order']))

  it('has a suite for each target, whose counts are those of its cases and of the report', async () => {
    const { error, root, suites } = await read(junit(report))
    expect({ error, root, names: suites.map(({ name }) => name) }).toEqual({ error: null, root: 'testsuites', names: ['mock', 'sandbox'] })
    for (const { name, counts, rows } of suites) {
      const holding = (tag: string): number => rows.filter(({ inside }) => inside.some((part) => part.tag === tag)).length
      expect(counts).toEqual({
        tests: `${rows.length}`,
        failures: `${holding('failure')}`,
        errors: '0',
        skipped: `${holding('skipped')}`,
      })
      const of = report.targets[name as 'mock']
      // One phase on each: not run on the mock, failed on the sandbox.
      expect(rows.length).toBe((of?.passed ?? 0) + (of?.failed ?? 0) + (of?.notRun ?? 0) + 1)
      expect(holding('failure')).toBe((of?.failed ?? 0) + (name === 'sandbox' ? 1 : 0))
      expect(holding('skipped')).toBe((of?.notRun ?? 0) + (name === 'mock' ? 1 : 0))
    }
  })

  it('tells of a failure what, expected, actual and how to do it again', async () => {
    const { suites } = await read(junit(report))
    const row = suites[1]?.rows.find(({ name }) => name.startsWith('freeze-answer-accepts'))
    expect(row).toMatchObject({ classname: 'contract.sandbox', name: 'freeze-answer-accepts: answers 202' })
    expect(row?.inside).toHaveLength(1)
    expect(row?.inside[0]).toMatchObject({ tag: 'failure', message: 'FRZ-12: a field' })
    expect(row?.inside[0]?.text).toMatch(/^FRZ-12: a field\n {2}expected 202\n {2}actual {3}<\/pre><script>alert\(1\)/)
    expect(row?.inside[0]?.text).toContain('\n  npm run contract -- --target sandbox --case freeze-answer-accepts\n')
  })

  it('tells why something was not run', async () => {
    const { suites } = await read(junit(report))
    const skipped = suites[0]?.rows.flatMap(({ inside }) => inside.filter(({ tag }) => tag === 'skipped')) ?? []
    expect(skipped.length).toBeGreaterThan(100)
    expect(new Set(skipped.slice(0, -1).map(({ message }) => message))).toEqual(new Set(['the mock keeps no state']))
    expect(skipped.at(-1)?.message).toContain('\n# @team')
  })

  it('tells what went wrong outside of any case', async () => {
    const { suites } = await read(junit(report, ['the target "went" <away>']))
    expect(suites[2]).toMatchObject({ name: 'run', counts: { tests: '1', errors: '1' } })
    expect(suites[2]?.rows[0]?.inside).toEqual([{ tag: 'error', message: 'the target "went" <away>', text: '' }])
  })
})
