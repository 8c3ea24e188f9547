import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { cases } from '../cases/index.ts'
import { loadRegister } from '../register/load.ts'
import type { Report } from '../report/report.ts'
import { keepEvidence, knownEvidence } from './live-evidence.ts'

const root = mkdtempSync(join(tmpdir(), 'live-evidence-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const NOW = Date.UTC(2026, 10, 22)
const register = loadRegister()
const remote = 'https://integration-api.tangocard.com/raas/v2'

const report = (passed: number): Report => ({
  contractVersion: '0.1.0',
  startedAt: new Date(NOW).toISOString(),
  durationMs: 1,
  seed: 1,
  verdict: { exitCode: 0, reasons: [] },
  targets: { live: { baseUrl: remote, passed, failed: 0, skipped: 0, inconclusive: 0 } },
  cases: [],
  phases: [],
  clauses: [
    { id: 'FRZ-05', results: { live: 'passed' } },
    { id: 'FRZ-12', results: { live: 'failed' } },
    { id: 'FRZ-13', results: { live: 'skipped' } },
  ],
  parity: [],
  interpretations: [
    { id: 'C-400-422', chosen: '422-on-actions', observed: { live: '400' } },
    { id: 'C-202-ID', chosen: 'no-id', observed: { live: 'inconclusive' } },
    { id: 'C-EVT-SOON', chosen: 'no', observed: { live: 'skipped' } },
  ],
})

function keep(
  name: string,
  more: Partial<Parameters<typeof keepEvidence>[2]> = {},
  options: { rehearsal?: boolean; passed?: number } = {},
) {
  const evidence = join(root, name)
  const { rehearsal = false, passed = 1 } = options
  const run = { descriptionHash: 'a'.repeat(64), all: cases, selected: cases, register, exchanges: [], known: [], now: NOW }
  const kept = keepEvidence(report(passed), { evidence, rehearsal }, { ...run, baseUrl: remote, staleAfterDays: 30, ...more })
  return { ...kept, folder: evidence, written: knownEvidence({ evidence }) }
}

describe('the evidence of a run', () => {
  it('that cannot be written is a problem of the run, and its report says nothing of it', () => {
    writeFileSync(join(root, 'a file'), '')
    const evidence = join(root, 'a file', 'evidence')
    const run = { descriptionHash: 'a'.repeat(64), all: cases, selected: cases, register, exchanges: [], known: [], now: NOW }
    const kept = keepEvidence(report(1), { evidence }, { ...run, baseUrl: remote, staleAfterDays: 30 })
    expect(kept).toMatchObject({
      file: null,
      problem: expect.stringMatching(/^Failed to write the evidence: ENOTDIR.*Choose another --evidence\.$/),
    })
    expect(kept.report.evidence).toMatchObject({ rehearsal: null })
  })

  it('holds what was run, with the host and the hash of the description', () => {
    const { report: told, written, file } = keep('plain')
    expect(file).toBe(join(root, 'plain', '2026-11-22-integration-api.tangocard.com.json'))
    expect(written).toMatchObject([
      {
        host: 'integration-api.tangocard.com',
        rehearsal: false,
        descriptionHash: 'a'.repeat(64),
        clauses: [
          { id: 'FRZ-05', result: 'passed' },
          { id: 'FRZ-12', result: 'failed' },
        ],
        interpretations: [{ id: 'C-400-422', observed: '400' }],
      },
    ])
    expect(told.clauses.map(({ evidence }) => evidence?.result)).toEqual(['passed', 'failed', undefined])
  })

  it('calls a clause partial some of whose cases were not asked for', () => {
    const { written } = keep('narrowed', { selected: cases.filter(({ id }) => id !== 'freeze-accepts-FRAUD') })
    expect(written[0]?.clauses[0]).toEqual({ id: 'FRZ-05', result: 'partial' })
  })

  it.each<[string, string, boolean, boolean]>([
    ['at another host', remote, false, false],
    ['at another host that is said to be a stand-in', remote, true, true],
    ['at this machine', 'http://127.0.0.1:8080/raas/v2', false, true],
  ])('%s is a rehearsal or not', (name, baseUrl, rehearsal, expected) => {
    const { written, report: told } = keep(name, { baseUrl }, { rehearsal })
    expect(written.map((evidence) => evidence.rehearsal)).toEqual([expected])
    expect(told.evidence).toEqual({ staleAfterDays: 30, rehearsal: expected })
  })

  it.each<[string, Parameters<typeof keep>[1], Parameters<typeof keep>[2]]>([
    ['that was not live, or could not be judged', { baseUrl: null }, {}],
    ['in which no case was run', {}, { passed: 0 }],
  ])('%s is none', (name, more, options) => {
    const { file, folder, report: told } = keep(name, more, options)
    expect({ file, there: existsSync(folder), evidence: told.clauses[0]?.evidence }).toEqual({ file: null, there: false, evidence: null })
  })
})
