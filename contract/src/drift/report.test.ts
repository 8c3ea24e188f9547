import { expect, it } from 'vitest'
import { type DriftReport, driftText } from './report.ts'

const all = { covered: 1, total: 1 }
const report: DriftReport = {
  contractVersion: '0.1.0',
  server: 'http://a.test',
  exchanges: { recorded: 2, shown: 1, otherMethod: 0, leftOut: [{ reason: 'a reason', count: 1 }] },
  findings: [],
  coverage: {
    totals: { operation: all, parameter: all, response: { covered: 1, total: 2 }, property: { covered: 0, total: 2 } },
    neverObserved: 0,
    inEmptyLists: 0,
    missing: ['freezeAsyncOrder response 404', 'freezeAsyncOrder response 404 path', 'freezeAsyncOrder response 4041'],
  },
}

it('says what was left out, what was seen, and of what was not seen the outermost', () => {
  expect(driftText(report)).toBe(`1 of 2 exchanges with http://a.test compared with the description
  1 left out: a reason
0 findings
Coverage of the description
  operations   1 of 1 seen
  parameters   1 of 1 seen
  responses    1 of 2 seen
  properties   0 of 2 seen
  not seen: freezeAsyncOrder response 404
  not seen: freezeAsyncOrder response 4041
Not compared: credentials, which are not recorded, and headers. The contract cases check both.`)
})

it('prints nothing of a finding that a terminal acts on', () => {
  const by = 'redocly drift' as const
  const finding = {
    by,
    message: 'a \u001b[31mred\u001b[0m\u0007\r\n\u202eword',
    method: 'GET',
    path: '/\u009b2J',
    status: 0,
    count: 2,
    case: 'x\ty',
  }
  const [line] = driftText({ ...report, findings: [finding] }).match(/.*✗.*/) ?? []
  expect(line).toBe('  ✗ GET /\\u009b2J 0: a \\u001b[31mred\\u001b[0m\\u0007\\n\\u202eword (2 times, as in x\ty; redocly drift)')
})
