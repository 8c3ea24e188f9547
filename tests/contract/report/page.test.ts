import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { cases } from '../cases/index.ts'
import { html, trusted } from './html/markup.ts'
import { reportPage } from './html/page.ts'
import { register, sampleReport, withAll } from './sample.ts'

const failing = cases.map(({ id }) => id)

describe('markup', () => {
  it('escapes every value but markup', () => {
    const inner = html`<b title="${`"'&`}">${'<i>'}</b>`
    expect(String(html`${inner}${['<', 1, [html`<hr>`]]}${false}${null}${undefined}`)).toBe(
      '<b title="&quot;&#39;&amp;">&lt;i&gt;</b>&lt;1<hr>',
    )
  })

  it('takes nothing for markup that only looks like it', () => {
    expect(String(html`${JSON.parse('{"text":"<i>","toString":"<i>"}').text}`)).toBe('&lt;i&gt;')
    expect(String(html`${trusted('<i>')}`)).toBe('<i>')
  })

  it('takes out what HTML cannot hold, and what would turn the text around', () => {
    expect(String(html`a${'\u0000\u001b\u202e\ud800'}b\t\n`)).toBe('a\ufffd\ufffd\ufffd\ufffdb\t\n')
  })
})

describe('the page of a report', () => {
  const all = withAll(sampleReport(failing))

  it('holds no markup that came from a target', () => {
    const page = reportPage(all, register)
    expect(page.match(/<script/g)).toHaveLength(1)
    expect(page).toContain('&lt;script&gt;alert(1)')
    expect(page.match(/<img|<[^>]*\s(on\w+|style)=|javascript:/)).toBe(null)
  })

  it('holds none where ids, targets and readings are hostile too', () => {
    const id = '"><script>alert(3)</script>'
    const report = {
      ...all,
      clauses: all.clauses.map((row) => ({ ...row, id, holdsUnder: id, reason: id, forced: [id as 'mock'] })),
      cases: all.cases.map((row) => ({ ...row, id, target: id as 'mock', status: id as 'failed', clauses: [id] })),
      targets: { [id as 'mock']: { baseUrl: id, passed: 1, failed: 1, notRun: 1 } },
      readings: all.readings.map((row) => ({ ...row, id, chosen: id, observed: { [id as 'mock']: id } })),
      parity: [{ clause: id, verdict: id as 'agree' }],
    }
    const page = reportPage(report, register)
    expect(page.match(/<script/g)).toHaveLength(1)
    expect(page).toContain('&quot;&gt;&lt;script&gt;alert(3)')
  })

  it('is closed to all that is not in it', () => {
    const page = reportPage(all, register)
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? ''
    const own = (tag: string): string => {
      const text = new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`).exec(page)?.[1] ?? ''
      return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
    }
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      `script-src ${own('script')}`,
      `style-src ${own('style')}`,
      "base-uri 'none'",
      "form-action 'none'",
    ])
    expect(page.indexOf('Content-Security-Policy')).toBeLessThan(page.indexOf('<style'))
  })

  it('stays below 400 kB whatever failed, and names what it shows no details of', () => {
    for (const report of [sampleReport(), all]) expect(Buffer.byteLength(reportPage(report, register))).toBeLessThan(400_000)
    expect(reportPage(all, register)).toMatch(/\d+ more failed\. Their details/)
  })

  it('says that the run was not judged, and why, and is not green', () => {
    const page = reportPage(sampleReport(), register, ['Failed to judge the <mock>'])
    expect(page).toContain('<title>Contract: not judged, 0 failed')
    expect(page).toContain('<p>Failed to judge the &lt;mock&gt;</p>')
    expect(page).toContain('<strong class="partial">0 failed')
    expect(reportPage(sampleReport(), register)).toContain('<strong class="passed">0 failed')
    const nothing = sampleReport().cases.map((row) => ({ ...row, status: 'not-run' as const, reason: 'none' }))
    expect(reportPage({ ...sampleReport(), cases: nothing }, register)).toContain('<strong class="partial">0 failed')
  })

  it('shows request and response of what failed, and how to do it again', () => {
    const page = reportPage(sampleReport(['freeze-answer-accepts']), register)
    expect(page).toContain('<pre>POST http://127.0.0.1:2/raas/v2/asyncOrders/1/freeze\n\n{&quot;reasonCode&quot;:&quot;FRAUD&quot;}</pre>')
    expect(page).toContain('<pre>200\nx-request-id: ')
    expect(page).toContain('npm run contract -- --target sandbox --case freeze-answer-accepts')
  })

  it('shows phases, evidence and what is unproven only where they are known', () => {
    const known = /id="phases"|Live evidence|unproven/g
    expect(reportPage(sampleReport(), register).match(known)).toBe(null)
    expect(new Set(reportPage(all, register).match(known))).toEqual(new Set(['id="phases"', 'Live evidence', 'unproven']))
  })
})
