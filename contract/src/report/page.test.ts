import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { cases } from '../cases/index.ts'
import { html, trusted } from './html/markup.ts'
import { reportPage } from './html/page.ts'
import { failingBy, HOSTILE, oddities, register, sampleReport, withAll } from './sample.ts'

/** Every case fails in its own way. */
const everything = failingBy(
  Object.fromEntries(cases.map(({ id, clause }, index) => [id, { clause, actual: `${100 + index} ${HOSTILE}` }])),
)

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
  const all = withAll(sampleReport([], undefined, { change: everything }))

  it('holds no markup that came from a target', () => {
    const page = reportPage(all, register)
    expect(page.match(/<script/g)).toHaveLength(1)
    expect(page).toContain('&lt;script&gt;alert(1)')
    expect(page.match(/<img|<[^>]*\s(on\w+|style)=|javascript:/)).toBe(null)
  })

  it('holds none where ids, targets and interpretations are hostile too', () => {
    const id = '"><script>alert(3)</script>'
    const report = {
      ...all,
      clauses: all.clauses.map((row) => ({ ...row, id, holdsUnder: id, reason: id, forced: [id as 'mock'] })),
      narrowed: [id],
      cases: all.cases.map((row) => ({ ...row, id, target: id as 'mock', status: id as 'failed', clauses: [id], undocumented: [id] })),
      targets: { [id as 'mock']: { baseUrl: id, passed: 1, failed: 1, skipped: 1, inconclusive: 1 } },
      interpretations: all.interpretations.map((row) => ({ ...row, id, chosen: id, observed: { [id as 'mock']: id } })),
      parity: [{ clause: id, verdict: id as 'agree' }],
    }
    const page = reportPage(report, register)
    expect(page.match(/<script/g)).toHaveLength(1)
    expect(page).toContain('&quot;&gt;&lt;script&gt;alert(3)')
  })

  it('answers first: did it pass, what failed, what could not be checked, when it was verified live', () => {
    const top = (report: typeof all): string => /<dl class="answers">[\s\S]*?<\/dl>/.exec(reportPage(report, register))?.[0] ?? ''
    const failing = sampleReport(['freeze-answer-accepts', 'freeze-unknown-order'])
    expect(reportPage(failing, register)).toMatch(/<strong class="failed">FAIL<\/strong> 2 failed · \d+ passed · \d+ skipped</)
    expect(top(failing)).toMatch(/What failed<\/dt><dd><a href="#FRZ-\d+">FRZ-\d+<\/a> on sandbox: .*?<dd><a href="#FRZ-\d+">/)
    expect(top(failing)).toMatch(/<a href="#skipped">\d+ skipped<\/a>, most often: the mock keeps no state/)
    expect(top(failing)).toMatch(/Last verified live<\/dt><dd>Never\.<\/dd>/)
    expect(top(sampleReport())).toContain('What failed</dt><dd>Nothing.</dd>')
    expect(reportPage(sampleReport(), register)).toContain('<strong class="passed">PASS</strong> 0 failed')
    expect(top(all)).toMatch(/and \d+ more<\/a><\/dd>/)
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
    expect(reportPage(all, register)).toMatch(/\d+ more\. Their details/)
  })

  it('says that the run is inconclusive, and why, and is not green', () => {
    const page = reportPage(sampleReport(), register, ['Failed to judge the <mock>'])
    expect(page).toContain('<title>Contract: INCONCLUSIVE: 0 failed')
    expect(page).toContain('<p>Failed to judge the &lt;mock&gt;</p>')
    expect(page).toContain('<strong class="partial">INCONCLUSIVE</strong> 0 failed')
    expect(reportPage(sampleReport(), register)).toContain('<strong class="passed">PASS</strong> 0 failed')
    const nothing = sampleReport([], undefined, { change: (result) => ({ ...result, status: 'skipped', reason: 'none', held: [] }) })
    expect(reportPage(nothing, register)).toContain('<strong class="partial">INCONCLUSIVE</strong> 0 failed')
    expect(reportPage(sampleReport([], undefined, { change: oddities }), register)).toContain(
      '<strong class="partial">INCONCLUSIVE</strong> 0 failed',
    )
  })

  it('shows request and response of what failed, and how to reproduce it', () => {
    const page = reportPage(sampleReport(['freeze-answer-accepts']), register)
    expect(page).toContain('<pre>POST http://127.0.0.1:2/raas/v2/asyncOrders/1/freeze\n\n{&quot;reasonCode&quot;:&quot;FRAUD&quot;}</pre>')
    expect(page).toContain('<pre>200\nx-request-id: ')
    expect(page).toContain('npx async-orders contract --target sandbox --case freeze-answer-accepts')
  })

  it('shows phases, evidence and what is not mutation-tested only where they are known', () => {
    const known = /id="phases"|Live evidence|every mutant survives/g
    expect(reportPage(sampleReport(), register).match(known)).toBe(null)
    expect(new Set(reportPage(all, register).match(known))).toEqual(new Set(['id="phases"', 'Live evidence', 'every mutant survives']))
  })

  it('shows a failed phase in the counts, on the card and in the bar, as a failed case', () => {
    const failures = [{ clause: 'FRZ-43', what: 'step 1, freeze', expected: 1, actual: 2, cases: 1, replay: 'active: freeze' }]
    const phase = {
      phase: 'stateful',
      target: 'sandbox',
      status: 'failed',
      seed: 7,
      counts: { random: 3 },
      failures,
      durationMs: 1,
    } as const
    const report = sampleReport([], undefined, { phases: [phase], wantedPhases: [{ name: 'stateful', leftOut: null }] })
    const page = reportPage(report, register)
    const card = /<h2>sandbox<\/h2>[\s\S]*?<\/li>/.exec(page)?.[0] ?? ''
    expect(page).toContain('<strong class="failed">FAIL</strong> 1 failed')
    expect(card).toMatch(/<rect class="failed" x="98" width="2"/)
    expect(card).toMatch(/Tests: 1 failed, .*\n<p>Clauses: \d+ passed, 1 failed/)
    expect(page).toMatch(/<tr id="FRZ-43" data-status="mock:\S+ sandbox:failed"/)
  })

  it('keeps apart what is inconclusive, undocumented, or differs from our assumptions', () => {
    const page = reportPage(sampleReport([], undefined, { change: oddities }), register)
    expect(page).toMatch(/<section id="inconclusive">[\s\S]*?<td>sandbox<\/td><td class="count">\d{3}<\/td>/)
    expect(page).toMatch(/<section id="differs">[\s\S]*?CAN-16: <code>totalLineItems<\/code> is too high in the 200/)
    expect(page).toMatch(/<section id="undocumented">[\s\S]*?freezeAsyncOrder 202 \/items\/\*\/colour/)
    expect(page).not.toContain('id="failures"')
    expect(page).toMatch(/<tr id="CAN-16" data-status="mock:\S+ sandbox:differs"/)
  })

  it('names of a clause the cases that are for it, and links its failures', () => {
    const page = reportPage(sampleReport(['freeze-answer-accepts']), register)
    const row = /<tr id="FRZ-12"[\s\S]*?<\/tr>/.exec(page)?.[0] ?? ''
    expect(row).toContain('<a href="#failure-1">sandbox: a field is a text instead of a number (1 case)</a>')
    expect(row).toMatch(/<summary>\d+ cases?, and \d+ others check it<\/summary>/)
    expect(page).toContain('<article id="failure-1">')
  })
})
