import { describe, expect, it } from 'vitest'
import { type ClauseRow, clauseTable } from './html/clause-table.ts'
import { html } from './html/markup.ts'
import { shownEvidence, shownProof, shownStatus } from './html/status.ts'

const row: ClauseRow = { id: 'FRZ-01', statement: 'It answers.', statuses: [shownStatus('skipped')], sources: [], interpretations: [] }
const table = (more: Partial<ClauseRow>, ...columns: Parameters<typeof clauseTable>[1]): string =>
  clauseTable([{ ...row, ...more }], [{ name: 'mock', kind: 'status' }, ...columns]).toString()

describe('the table of clauses', () => {
  it('shows of a clause nothing but what is known', () => {
    expect(table({})).toContain(
      '\n<tr id="FRZ-01"><th scope="row"><a href="#FRZ-01">FRZ-01</a></th><td>It answers.</td><td class="status skipped"><span>not observed</span></td></tr>',
    )
  })

  it('escapes every text', () => {
    const hostile = '"><script>'
    const texts = { id: hostile, statement: hostile, cites: hostile, holdsUnder: hostile, unobservable: hostile, remarks: [hostile] }
    const data = { status: hostile, basis: hostile, page: hostile }
    const columns = [
      { name: hostile, kind: 'status', labelled: true },
      { name: hostile, kind: 'wide' },
    ] as const
    const rows = [{ ...row, ...texts, data, words: [hostile], folded: { summary: hostile, markup: html`${hostile}` } }]
    const shown = clauseTable(rows, columns, hostile).toString()
    expect(shown).not.toContain('<script>')
    expect(shown.split('&quot;&gt;&lt;script&gt;')).toHaveLength(20)
  })

  it('shows facts open, or in a part that opens, with the words that a narrow page has no column for', () => {
    const more = { basis: 'assumed', sources: [html`a`, html`b`], words: ['agree'] } as const
    const facts = (css: string): string =>
      `<p class="narrow">agree</p><p${css}><b class="basis assumed">assumed</b>\n<span>source a, b</span></p>`
    expect(table(more, { name: 'Parity', kind: 'wide' })).toContain(`<td>It answers.${facts(' class="facts"')}</td>`)
    const folded = { summary: '2 cases', markup: html`<p>c</p>` }
    expect(table({ ...more, folded }, { name: 'Parity', kind: 'wide' })).toContain(
      `<details><summary>2 cases</summary>${facts('')}<p>c</p></details></td><td class="status skipped"><span>not observed</span></td><td class="wide">agree</td>`,
    )
  })
})

describe('evidence and proof', () => {
  const seen = { at: '2026-03-02T10:00:00.000Z', host: 'api.example', result: 'failed', ageDays: 1, stale: false } as const

  it('count live only where the real API was seen', () => {
    expect(shownEvidence(seen)).toEqual({ status: 'failed', words: 'failed on 2026-03-02' })
    for (const none of [undefined, null, { ...seen, rehearsal: true } as const])
      expect(shownEvidence(none).words).toBe('never verified live')
  })

  it('name what is proven and what is not', () => {
    expect([true, false].map((proven) => shownProof(proven).status)).toEqual(['proven', 'unproven'])
  })
})
