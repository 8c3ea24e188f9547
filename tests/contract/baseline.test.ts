import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { type KnownViolation, type RunOptions, runContract } from '../../contract/src/index.ts'
import { loadRegister } from '../../contract/src/register/load.ts'
import { reportPage } from '../../contract/src/report/html/page.ts'
import { junit } from '../../contract/src/report/junit.ts'
import { markdown } from '../../contract/src/report/markdown.ts'
import { reportText, summaryText } from '../../contract/src/report/text.ts'
import { createSandbox, documentedRules } from '../../sandbox/src/index.ts'
import { listen } from '../../sandbox/src/node/server.ts'
import { readReport } from './read-report.ts'
import { runScript } from './spawn.ts'

const folder = mkdtempSync(join(tmpdir(), 'baseline-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A sandbox that returns 200 for an accepted action, until it is mended. */
async function imperfect() {
  let status: 200 | 202 = 200
  const rules = { ...documentedRules, acceptedStatus: () => status }
  const { origin, close } = await listen(createSandbox({ rules }).fetch, { host: '127.0.0.1', port: 0 })
  return { url: origin, mend: () => (status = 202), close }
}

const known = (clause: string, more: Partial<KnownViolation> = {}): KnownViolation => ({
  ...{ target: 'sandbox', clause, reason: 'fixed with #17', expires: '2026-12-31' },
  ...more,
})

/** Runs on a day, with a clock that goes on by a millisecond each time that it is read. */
function runOn(day: string, options: RunOptions) {
  let now = Date.parse(day)
  return runContract({ target: 'sandbox', seed: 7, ...options }, { now: () => ++now })
}

it('lets a violation be new, known, expired and healed', async () => {
  const { url, mend, close } = await imperfect()
  // Of the clauses that it violates alone; what has healed shows in a whole run.
  const clauses = ['FRZ-12', 'UNF-12', 'CAN-12']
  const first = await runOn('2026-12-01', { url, clauses, baseline: [] })
  const violated = first.clauses.filter(({ results }) => results.sandbox === 'failed').map(({ id }) => id)
  expect(violated).toEqual(clauses)
  expect(first.verdict.exitCode).toBe(1)
  expect(first.verdict.reasons).toEqual([
    `Failed to match the baseline: new violations: ${violated.map((id) => `${id} on the sandbox`).join(', ')}. Fix them, or add them with a reason and an expiry date.`,
  ])

  const baseline = violated.map((clause) => known(clause))
  const later = await runOn('2026-12-31T23:59:00Z', { url, clauses, baseline })
  expect(later.verdict).toEqual({ exitCode: 0, reasons: [] })
  expect(later.targets.sandbox).toMatchObject({ failed: 0, known: first.targets.sandbox?.failed })
  expect(later.baseline?.map(({ state }) => state)).toEqual(violated.map(() => 'known'))

  const [one = known('FRZ-12'), ...others] = baseline
  const over = await runOn('2027-01-01', { url, clauses, baseline: [one, ...others.map((entry) => ({ ...entry, expires: '2027-01-01' }))] })
  expect(over.verdict).toEqual({
    exitCode: 1,
    reasons: [
      `Failed to match the baseline: ${one.clause} on the sandbox expired on 2026-12-31 (fixed with #17). Fix it, or agree on a later date.`,
    ],
  })

  mend()
  const healed = await runOn('2026-12-01', { url, budgetMs: 1, baseline: [one] })
  expect(healed.targets.sandbox).toMatchObject({ failed: 0, known: 0 })
  expect(healed.verdict).toEqual({
    exitCode: 1,
    reasons: [`Failed to match the baseline: ${one.clause} on the sandbox has healed: it passed. Remove it from the baseline.`],
  })
  expect(summaryText(healed, healed.verdict.exitCode, 'x')).toMatch(/^FAIL: 0 failed/)
  expect(markdown(healed, healed.verdict.reasons)).toMatch(/^# Contract: FAIL: 0 failed/)
  await close()
})

describe('a known violation', () => {
  it('hides no other failure', async () => {
    const { url, close } = await imperfect()
    const clauses = ['FRZ-12', 'CAN-12']
    const report = await runOn('2026-12-01', { url, clauses, baseline: [known('FRZ-12')] })
    await close()
    expect(report.verdict).toMatchObject({ exitCode: 1, reasons: [expect.stringContaining('CAN-12 on the sandbox')] })
    expect(report.verdict.reasons.join()).not.toContain('FRZ-12 on the sandbox')
    const row = report.cases.find(({ id }) => id === 'freeze-answer-accepts')
    expect(row).toMatchObject({ status: 'known', reason: 'known violation of FRZ-12: fixed with #17 (until 2026-12-31)' })
    expect(row?.failures).toMatchObject([{ known: 'fixed with #17 (until 2026-12-31)' }])
  })

  it('is in every form of the report', async () => {
    const { url, close } = await imperfect()
    const reason = '</script> @team'
    const report = await runOn('2026-12-01', { url, cases: ['freeze-answer-accepts'], baseline: [known('FRZ-12', { reason })] })
    await close()
    const register = loadRegister()
    const text = reportText(report, register)
    expect(text).toMatch(/^ {2}baseline: 1 known$/m)
    expect(text).toMatch(/^ {2}KNOWN FRZ-12: returns 200 instead of 202 \(1 case on the sandbox\)$/m)
    expect(text).toMatch(/^ {4}known {4}<\/script> @team \(until 2026-12-31\)$/m)
    expect(summaryText(report, 0, 'x')).toMatch(/^PASS: 0 failed, 1 known, 0 passed, 2 skipped /)
    expect(markdown(report)).toMatch(/^# Contract: PASS: 0 failed, 1 known[\s\S]*^## Known violations[\s\S]*<\/script> @team/m)
    expect(junit(report)).toMatch(/failures="0" errors="0" skipped="3"/)
    expect(junit(report)).toContain('<skipped message="known violation of FRZ-12: &lt;/script&gt; @team (until 2026-12-31)"/>')
    const page = reportPage(report, register)
    expect(page).toMatch(/<section id="known">[\s\S]*<section id="baseline">/)
    expect(page).toContain('Known on the sandbox until 2026-12-31: &lt;/script&gt; @team')
    expect(page.match(/<\/script/g)).toHaveLength(1)
  })
})

describe('npx async-orders contract --baseline', () => {
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }
  const entry = '{ target: sandbox, clause: FRZ-12, reason: see 17, expires: "2026-12-31" }'
  const narrow = ['--target', 'mock', '--case', 'freeze-answer-accepts', '--report', join(folder, 'report')]

  it.each<[string, string, RegExp]>([
    ['an empty reason', entry.replace('see 17', '" "'), /\/0\/reason is not valid\. Expected a reason of 1 to 500 characters/],
    ['no expiry', entry.replace(/, expires: .*"/, ''), /\/0 has no expires\. Add it\./],
    ['a date that does not exist', entry.replace('12-31', '02-30'), /\/0\/expires is not valid\. Expected a date such as "2027-01-31"/],
    [
      'an unknown clause',
      entry.replace('FRZ-12', 'FRZ-120'),
      /\/0 names the unknown clause FRZ-120\. Did you mean FRZ-10, FRZ-12 or FRZ-20\?/,
    ],
    [
      'an unknown target',
      entry.replace('sandbox', 'sandbx'),
      /\/0\/target is "sandbx", expected mock, sandbox or live\. Did you mean sandbox\?/,
    ],
    ['an unknown key', entry.replace('reason', 'raeson'), /\/0 has the unknown key "raeson"\. Did you mean reason\?/],
    ['a duplicate', `${entry}\n- ${entry}`, /\/1 is a duplicate: FRZ-12 on the sandbox is in it already/],
    ['no YAML', '{', /it is not valid YAML/],
    ['too large a file', `${entry} # ${'x'.repeat(500_000)}`, /it has \d+ bytes, more than 500000/],
  ])('refuses %s before anything runs', async (_, text, why) => {
    const { code, stderr } = await runScript('contract', [...narrow, '--baseline', write('bad.yaml', `- ${text}`)])
    expect(stderr).toMatch(/^Failed to read the baseline: .*bad\.yaml: /)
    expect(stderr).toMatch(why)
    expect(code).toBe(2)
    expect(existsSync(join(folder, 'report/report.json'))).toBe(false)
  })

  it('refuses one that is not there, and one beside --baseline-write', async () => {
    expect(await runScript('contract', [...narrow, '--baseline', join(folder, 'none.yaml')])).toMatchObject({
      ...{ code: 2, stderr: expect.stringMatching(/^Failed to read the baseline: .*none\.yaml: ENOENT/) },
    })
    const both = ['--baseline', write('empty.yaml', '# none'), '--baseline-write', join(folder, 'new.yaml')]
    expect(await runScript('contract', [...narrow, ...both])).toMatchObject({
      ...{ code: 2, stderr: expect.stringContaining('--baseline-write cannot be combined with --baseline.') },
    })
  })

  it('is written for a person to complete, and never written over', async () => {
    const { url, close } = await imperfect()
    const file = join(folder, 'written.yaml')
    const report = join(folder, 'written')
    const args = ['--target', 'sandbox', '--url', url, '--clause', 'FRZ-12', '--report', report]
    const written = await runScript('contract', [...args, '--baseline-write', file])
    expect(written).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^baseline of \d+ violations? in .*: write a reason for each/m),
    })
    const text = readFileSync(file, 'utf8')
    expect(text).toMatch(
      /^# An accepted request returns 202\.\n- target: sandbox\n {2}clause: FRZ-12\n {2}reason: ""\n {2}expires: "\d{4}-\d\d-\d\d"$/m,
    )

    const again = await runScript('contract', [...args, '--baseline-write', file])
    expect(again).toMatchObject({ code: 2, stderr: expect.stringMatching(/^Failed to write the baseline: .* exists, .*Name another file/) })
    expect(readFileSync(file, 'utf8')).toBe(text)
    expect((await runScript('contract', [...args, '--baseline', file])).code).toBe(2)
    const nowhere = await runScript('contract', [...args, '--baseline-write', join(folder, 'none/new.yaml')])
    expect(nowhere).toMatchObject({ code: 2, stderr: expect.stringMatching(/^Failed to write the baseline: ENOENT.* Choose another/) })

    const reasons = text.replaceAll('reason: ""', 'reason: "see #17"')
    const { code, stderr } = await runScript('contract', [...args, '--baseline', write('complete.yaml', reasons)])
    await close()
    expect(stderr).toMatch(/^PASS: 0 failed, \d+ known, /m)
    expect(code).toBe(0)
    expect(readReport(report).baseline).toEqual(expect.arrayContaining([expect.objectContaining({ clause: 'FRZ-12', state: 'known' })]))
  })
})
