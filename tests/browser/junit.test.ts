import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { junit } from '../../contract/src/report/junit.ts'
import { failingBy, oddities, sampleReport, withAll } from '../../contract/src/report/sample.ts'
import { launchBrowser } from './launch.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser?.close())

interface Suite {
  name: string
  counts: Record<string, string>
  properties: [name: string, value: string][]
  rows: { classname: string; name: string; inside: { tag: string; type: string; message: string; text: string }[] }[]
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
        properties: [...suite.querySelectorAll('properties > property')].map((row): [string, string] => [
          value(row, 'name'),
          value(row, 'value'),
        ]),
        rows: [...suite.querySelectorAll(':scope > testcase')].map((row) => ({
          classname: value(row, 'classname'),
          name: value(row, 'name'),
          inside: [...row.children].map((part) => ({
            tag: part.tagName,
            type: value(part, 'type'),
            message: value(part, 'message'),
            text: part.textContent ?? '',
          })),
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
      expect(rows.length).toBe((of?.passed ?? 0) + (of?.failed ?? 0) + (of?.skipped ?? 0))
      expect(holding('failure')).toBe(of?.failed)
      expect(holding('skipped')).toBe(of?.skipped)
    }
  })

  it('says of a failure its cause, expected, actual and how to reproduce it', async () => {
    const { suites } = await read(junit(report))
    const row = suites[1]?.rows.find(({ name }) => name.startsWith('freeze-answer-accepts'))
    expect(row).toMatchObject({ classname: 'contract.sandbox', name: 'freeze-answer-accepts: returns 202' })
    expect(row?.inside).toHaveLength(1)
    expect(row?.inside[0]).toMatchObject({ tag: 'failure', message: 'FRZ-12: a field is a text instead of a number' })
    expect(row?.inside[0]?.text).toMatch(/^a field\n {2}expected 202\n {2}actual {3}<\/pre><script>alert\(1\)/)
    expect(row?.inside[0]?.text).toContain('\n  npx async-orders contract --target sandbox --case freeze-answer-accepts\n')
    const phase = suites[1]?.rows.find(({ name }) => name === 'phase schema')?.inside[0]
    expect(phase?.text).toContain("--phase schema --seed 7 --replay 'it'\\''s {}'")
  })

  it('has the details of one cause once, and names it where it shows again or follows', async () => {
    const change = failingBy({
      'freeze-answer-accepts': {},
      'freeze-accepts-FRAUD': {},
      'update-answers-200': { clause: 'UPD-30', restsOn: ['FRZ-12'] },
    })
    const { suites } = await read(junit(sampleReport([], undefined, { change })))
    const inside = (id: string) => suites[1]?.rows.find(({ name }) => name.startsWith(`${id}:`))?.inside[0]
    expect(inside('freeze-answer-accepts')?.text).toContain('expected 202')
    expect(inside('freeze-accepts-FRAUD')?.message).toBe('FRZ-12: returns 200 instead of 202')
    expect(inside('freeze-accepts-FRAUD')?.text).toMatch(
      /^FRZ-12: returns 200 instead of 202, as in freeze-answer-accepts\n\nreplay:\n {2}npx async-orders/,
    )
    expect(inside('update-answers-200')).toMatchObject({ tag: 'failure', message: 'follows from FRZ-12' })
  })

  it('has errors for what is inconclusive, and properties for what is undocumented or narrowed', async () => {
    const odd = sampleReport([], undefined, { change: oddities, narrowed: ['--clause FRZ-12'] })
    const { error, suites } = await read(junit(odd))
    const parts = suites[1]?.rows.flatMap(({ inside }) => inside) ?? []
    expect(error).toBe(null)
    expect(suites[1]?.counts).toMatchObject({ failures: '0', errors: `${odd.targets.sandbox?.inconclusive}` })
    expect(parts.find(({ tag }) => tag === 'error')).toMatchObject({
      type: 'inconclusive',
      message: expect.stringMatching(/^the exchange: /),
    })
    expect(parts.find(({ tag }) => tag === 'system-out')?.text).toMatch(
      /^differs from our assumptions: CAN-16: `totalLineItems` is too high/,
    )
    expect(suites[1]?.properties).toContainEqual(['narrowed', '--clause FRZ-12'])
    expect(suites[1]?.properties.at(-1)).toEqual(['not in the OpenAPI description', expect.stringMatching(/colour \(\d{3}\)$/)])
  })

  it('says why something was skipped', async () => {
    const { suites } = await read(junit(report))
    const skipped = suites[0]?.rows.flatMap(({ inside }) => inside.filter(({ tag }) => tag === 'skipped')) ?? []
    expect(skipped.length).toBeGreaterThan(100)
    expect(new Set(skipped.slice(0, -1).map(({ message }) => message))).toEqual(new Set(['the mock keeps no state']))
    expect(skipped.at(-1)?.message).toContain('\\n# @team')
  })

  it('tells what went wrong outside of any case', async () => {
    const { suites } = await read(junit(report, ['the target "went" <away>']))
    expect(suites[2]).toMatchObject({ name: 'run', counts: { tests: '1', errors: '1' } })
    expect(suites[2]?.rows[0]?.inside).toEqual([{ tag: 'error', type: '', message: 'the target "went" <away>', text: '' }])
  })
})
