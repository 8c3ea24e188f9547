import { loadRegister } from '../../../scripts/register/load.ts'
import { cases } from '../cases/index.ts'
import type { CaseResult } from '../check-case.ts'
import { buildReport } from './build.ts'
import type { Report } from './report.ts'

export const register = loadRegister()

/** What a hostile target would answer to be taken for markup, for a mention or for an order to the terminal. */
export const HOSTILE = '</pre><script>alert(1)</script><img src=x onerror="alert(2)">`|\n# @team ```\u0007\u001b[8m\u202e&lt;\ud800'

/**
 * The report of a run on mock and sandbox that never was: all is well on the mock but what it cannot do; on the sandbox the named cases fail.
 *
 * @param failing ids of cases; those that do not exist are not there either
 * @param only ids of the cases that the run was restricted to
 */
export function sampleReport(failing: readonly string[] = [], only: readonly string[] = cases.map(({ id }) => id)): Report {
  const rows = cases.filter(({ id }) => only.includes(id))
  const results = rows.flatMap((row): CaseResult[] => [
    row.state === undefined && row.events === undefined
      ? { id: row.id, target: 'mock', status: 'passed', failures: [] }
      : { id: row.id, target: 'mock', status: 'not-run', reason: 'the mock keeps no state', failures: [] },
    failing.includes(row.id) ? failed(row.id, row.clauses[0]) : { id: row.id, target: 'sandbox', status: 'passed', failures: [] },
  ])
  return buildReport({
    contractVersion: '0.1.0',
    startedAt: '2026-11-22T10:00:00.000Z',
    durationMs: 12_345,
    seed: 7,
    baseUrls: { mock: 'http://127.0.0.1:1/raas/v2', sandbox: 'http://127.0.0.1:2/raas/v2' },
    cases: rows,
    results: results.map((result) => ({ result, durationMs: 5 })),
    phases: [],
    wantedPhases: [],
    probes: [{ reading: 'C-400-422', target: 'sandbox', observed: '400' }],
    register,
  })
}

function failed(id: string, clause: string): CaseResult {
  return {
    ...{ id, target: 'sandbox', status: 'failed', curl: "curl -i 'http://127.0.0.1:2/raas/v2/asyncOrders/1/freeze'" },
    failures: [{ clause, what: 'a field', expected: 202, actual: HOSTILE }],
    exchange: {
      request: { method: 'POST', url: 'http://127.0.0.1:2/raas/v2/asyncOrders/1/freeze', headers: {}, body: '{"reasonCode":"FRAUD"}' },
      response: { status: 200, headers: { 'x-request-id': HOSTILE }, body: HOSTILE },
    },
  }
}

/** The same report with what other commands add: phases, evidence and proof. */
export function withAll(report: Report): Report {
  const seen = { at: '2026-10-01T10:00:00.000Z', host: 'api.example', result: 'passed', ageDays: 52, stale: true } as const
  return {
    ...report,
    phases: [
      {
        ...{ phase: 'description', target: 'sandbox', status: 'failed', seed: 7, counts: { boundary: 12, types: 30 }, durationMs: 9 },
        failures: [{ clause: null, what: HOSTILE, expected: 422, actual: HOSTILE, replay: "it's {}" }],
      },
      { ...{ phase: 'description', target: 'mock', status: 'not-run', reason: HOSTILE, seed: 7, counts: {}, durationMs: 0 }, failures: [] },
    ],
    evidence: { staleAfterDays: 30, rehearsal: true },
    clauses: report.clauses.map((row, index) => ({ ...row, evidence: index === 0 ? seen : null, proven: index !== 1 })),
    readings: report.readings.map((row, index) =>
      index === 0 ? { ...row, changed: { was: HOSTILE, at: '2026-10-01T10:00:00.000Z' } } : row,
    ),
  }
}
