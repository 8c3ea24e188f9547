import { describe, it, type TestContext } from 'vitest'
import { onOneLine } from '../../sandbox/src/node/command/one-line.ts'
import { loadRegister } from './register/load.ts'
import type { Report, ReportCase } from './report/report.ts'
import type { RunOptions } from './run/options.ts'
import type { PhaseResult } from './run/phase.ts'
import { run } from './run/run.ts'
import { settingsFrom } from './run/settings.ts'

/**
 * Defines the contract as tests of vitest: one for each case and phase on each target, and one for the verdict. They show what
 * {@link runContract} found, which runs once for all of them; nothing is decided here.
 *
 * @throws Error when an option is not as it must be
 * @example contractSuite({ target: 'sandbox', url: 'http://127.0.0.1:8080/raas/v2' })
 */
export function contractSuite(options: RunOptions = {}): void {
  const settings = settingsFrom(options, loadRegister(), () => Math.floor(Math.random() * 2 ** 31))
  let ran: Promise<Report> | undefined
  const report = (): Promise<Report> => {
    ran ??= run(settings, {}).then((found) => found.report)
    return ran
  }
  for (const target of settings.targets) {
    // The first of the tests takes as long as the whole run, which has a limit of its own.
    describe(target, { timeout: 0 }, () => {
      for (const { id, name } of settings.selected)
        it(`${id}: ${name}`, async (context) => {
          const { cases } = await report()
          show(
            cases.find((row) => row.id === id && row.target === target),
            context,
          )
        })
      for (const { name } of settings.phases.wanted)
        it(`phase ${name}`, async (context) => {
          const { phases } = await report()
          show(
            phases.find((row) => row.phase === name && row.target === target),
            context,
          )
        })
    })
  }
  it('can be evaluated and matches its baseline', { timeout: 0 }, async () => {
    const { reasons } = (await report()).verdict
    if (reasons.length > 0) throw new Error(reasons.map(onOneLine).join('\n'))
  })
}

function show(found: ReportCase | PhaseResult | undefined, context: TestContext): void {
  if (found === undefined) throw new Error('It ended without a result.')
  const { status, reason = '', failures } = found
  // A violation that the baseline knows is no failure, and has not passed.
  if (status === 'skipped' || status === 'known') context.skip(reason)
  if (status === 'inconclusive') throw new Error(`Inconclusive: ${onOneLine(reason)}`)
  if (status !== 'failed') return
  const lines = failures.map(
    ({ clause, what, expected, actual }) => `${clause ?? 'no clause'}: ${what}\n  expected ${json(expected)}\n  actual   ${json(actual)}`,
  )
  const replay = 'replay' in found ? found.replay.command : ''
  throw new Error([...lines, replay].filter((line) => line !== '').join('\n'))
}

const json = (value: unknown): string => onOneLine(JSON.stringify(value) ?? 'nothing')
