import { cases } from '../cases/index.ts'
import type { Violation } from '../checks/assertion.ts'
import { clausesOf } from '../checks/assertions-of.ts'
import { settled } from '../evaluate/settled.ts'
import { groupsBy } from '../group-by.ts'
import { loadRegister } from '../register/load.ts'
import type { CaseResult } from '../run/check-case.ts'
import { buildReport, type Findings } from './build.ts'
import type { Report } from './report.ts'

export const register = loadRegister()

/** What a hostile target would answer to be taken for markup, for a mention or for an order to the terminal. */
export const HOSTILE = '</pre><script>alert(1)</script><img src=x onerror="alert(2)">`|\n# @team ```\u0007\u001b[8m\u202e&lt;\ud800'

/**
 * The report of a run on mock and sandbox that never was: all is well on the mock but what it cannot do; on the sandbox the named cases fail.
 *
 * @param failing ids of cases; those that do not exist are not there either
 * @param only ids of the cases that the run was restricted to
 * @param more findings, and what is changed of a result before the report is made
 */
export function sampleReport(
  failing: readonly string[] = [],
  only: readonly string[] = cases.map(({ id }) => id),
  { change = (result) => result, ...more }: Partial<Findings> & { change?: (result: CaseResult) => CaseResult } = {},
): Report {
  const rows = cases.filter(({ id }) => only.includes(id))
  const results = rows.flatMap((row): CaseResult[] => [
    row.state === undefined && row.events === undefined
      ? { ...seen(row.id, 'mock'), status: 'passed', held: [...clausesOf(row)] }
      : { ...seen(row.id, 'mock'), status: 'skipped', reason: 'the mock keeps no state' },
    failing.includes(row.id) ? failed(row.id, row.clause) : { ...seen(row.id, 'sandbox'), status: 'passed', held: [...clausesOf(row)] },
  ])
  const judged = Object.values(groupsBy(results.map(change), ({ target }) => target)).flatMap((own = []) => settled(own))
  return buildReport({
    contractVersion: '0.1.0',
    startedAt: '2026-11-22T10:00:00.000Z',
    durationMs: 12_345,
    seed: 7,
    verdict: { exitCode: 0, reasons: [] },
    baseUrls: { mock: 'http://127.0.0.1:1/raas/v2', sandbox: 'http://127.0.0.1:2/raas/v2' },
    cases: rows,
    results: judged.map((result) => ({ result, durationMs: 5 })),
    phases: [],
    wantedPhases: [],
    probes: [{ interpretation: 'C-400-422', target: 'sandbox', observed: '400' }],
    register,
    ...(rows.length === cases.length ? {} : { narrowed: only.map((id) => `--case ${id}`) }),
    ...more,
  })
}

/**
 * For `sampleReport`: on the sandbox, a case fails in this way.
 *
 * @example sampleReport([], undefined, { change: failingBy({ 'freeze-answer-accepts': { what: 'the status', actual: '200 ' } }) })
 */
export function failingBy(failures: Record<string, Partial<Violation> | Partial<Violation>[]>): (result: CaseResult) => CaseResult {
  return (result) => {
    const own = failures[result.id]
    if (own === undefined || result.target !== 'sandbox') return result
    const plain = { clause: 'FRZ-12', what: 'the status', expected: 202, actual: '200 {}', restsOn: [] }
    return { ...failed(result.id, ''), failures: [own].flat().map((failure) => ({ ...plain, ...failure })) }
  }
}

const seen = (id: string, target: 'mock' | 'sandbox') => ({ id, target, held: [] as string[], failures: [], undocumented: [] })

function failed(id: string, clause: string): CaseResult {
  return {
    ...{ ...seen(id, 'sandbox'), status: 'failed', curl: "curl -i 'http://127.0.0.1:2/raas/v2/asyncOrders/1/freeze'" },
    failures: [{ clause, what: 'a field', expected: 202, actual: HOSTILE, restsOn: [] }],
    exchange: {
      request: { method: 'POST', url: 'http://127.0.0.1:2/raas/v2/asyncOrders/1/freeze', headers: {}, body: '{"reasonCode":"FRAUD"}' },
      response: { status: 200, headers: { 'x-request-id': HOSTILE }, body: HOSTILE },
    },
  }
}

/** The same report with what other commands add: phases, evidence and proof. */
export function withAll(report: Report): Report {
  const seen = { at: '2026-10-01T10:00:00.000Z', host: 'api.example', result: 'passed', ageDays: 52, stale: true } as const
  const { mock, sandbox } = report.targets
  return {
    ...report,
    phases: [
      {
        ...{ phase: 'schema', target: 'sandbox', status: 'failed', seed: 7, counts: { boundary: 12, types: 30 }, durationMs: 9 },
        failures: [{ clause: null, what: HOSTILE, expected: 422, actual: HOSTILE, cases: 1, replay: "it's {}" }],
      },
      { ...{ phase: 'schema', target: 'mock', status: 'skipped', reason: HOSTILE, seed: 7, counts: {}, durationMs: 0 }, failures: [] },
    ],
    targets: {
      ...(mock === undefined ? {} : { mock: { ...mock, skipped: mock.skipped + 1 } }),
      ...(sandbox === undefined ? {} : { sandbox: { ...sandbox, failed: sandbox.failed + 1 } }),
    },
    evidence: { staleAfterDays: 30, rehearsal: true },
    clauses: report.clauses.map((row, index) => ({ ...row, evidence: index === 0 ? seen : null, proven: index !== 1 })),
    interpretations: report.interpretations.map((row, index) =>
      index === 0 ? { ...row, changed: { was: HOSTILE, at: '2026-10-01T10:00:00.000Z' } } : row,
    ),
  }
}

/** For `sampleReport`: what a target may do that is no failure, and what could not be observed, in the words of a hostile target. */
export const oddities = (result: CaseResult): CaseResult => {
  if (result.target !== 'sandbox') return result
  if (result.id.startsWith('unfreeze'))
    return { ...seen(result.id, 'sandbox'), status: 'inconclusive', reason: `the exchange: ${HOSTILE} at port ${result.id.length}` }
  if (result.id.startsWith('freeze'))
    return { ...result, undocumented: [`freezeAsyncOrder 202 /${HOSTILE}`, 'freezeAsyncOrder 202 /items/0/colour'] }
  return failingBy({ 'cancel-answer-accepts': { clause: 'CAN-16', what: 'totalLineItems', expected: 2, actual: 3, differs: 'assumed' } })(
    result,
  )
}
