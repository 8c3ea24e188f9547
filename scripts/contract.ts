import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { styleText } from 'node:util'
import { createSandbox, memoryStore } from '../sandbox/src/index.ts'
import { listen } from '../sandbox/src/node/server.ts'
import { cases } from '../tests/contract/cases/index.ts'
import type { ContractOptions } from '../tests/contract/options.ts'
import { buildReport } from '../tests/contract/report/build.ts'
import { printable } from '../tests/contract/report/printable.ts'
import { type Paint, reportText, summaryText } from '../tests/contract/report/text.ts'
import { writeReport } from '../tests/contract/report/write.ts'
import type { TargetName } from '../tests/contract/targets/target.ts'
import { runCommand, UsageError, type Values } from './command.ts'
import { reachable, selectCases } from './contract/choose.ts'
import { explainCommand } from './contract/explain.ts'
import { liveOptions } from './contract/live-options.ts'
import { runSuite } from './contract/run-suite.ts'
import { sameTarget } from './contract/same-target.ts'
import { startMock } from './mock/start.ts'
import { loadRegister } from './register/load.ts'

const HELP = `Usage: npm run contract -- [options]
       npm run contract -- explain ID

Runs every contract case over real HTTP, on the mock and on the sandbox unless told otherwise, and writes reports/contract/.

  --target mock|sandbox|live  one target; mock and sandbox unless given
  --url URL             a target that runs already, ending in /raas/v2. A sandbox has its control plane at the same origin
  --fixtures FILE       orders prepared on a live target, by state (see README)
  --control-token T     for a sandbox that was started with one
  --case ID             one case; may be repeated
  --clause ID           the cases of one clause; may be repeated
  --seed N              order of the cases; a random one unless given, told in the report
  --report DIR          where the reports go; reports/contract unless given
  --help                show this text

explain says what is known about a clause, a reading or a case, and runs nothing; see npm run contract -- explain --help.

A live target takes TANGO_BASE_URL (or --url) and TANGO_PLATFORM_NAME with TANGO_PLATFORM_KEY, or TANGO_TOKEN, from the environment.
Exit codes: 0 every case that ran holds; 1 a case failed; 2 it could not be judged (bad option, target unreachable, no credentials,
no case ran).
`

const OPTIONS = {
  target: { type: 'string' },
  url: { type: 'string' },
  fixtures: { type: 'string' },
  'control-token': { type: 'string' },
  case: { type: 'string', multiple: true, default: [] as string[] },
  clause: { type: 'string', multiple: true, default: [] as string[] },
  seed: { type: 'string' },
  report: { type: 'string', default: 'reports/contract' },
} as const

type Given = Values<typeof OPTIONS>
type Running = { baseUrl: string; close: () => Promise<void> }

if (process.argv[2] === 'explain') await explainCommand(process.argv.slice(3))
else await runCommand('contract', HELP, OPTIONS, judgeTargets)

async function judgeTargets(given: Given): Promise<number> {
  const register = loadRegister()
  const targets = targetsFrom(given.target, given.url)
  const selected = selectCases(cases, register, given.case, given.clause)
  const seed = seedFrom(given.seed)
  const live = targets.includes('live') ? liveOptions(given.fixtures) : null
  const running: Partial<Record<TargetName, Running>> = {}
  const began = Date.now()
  try {
    for (const name of targets)
      running[name] = given.url === undefined && name !== 'live' ? await start(name) : await reachable(name, given.url)
    const baseUrls = Object.fromEntries(
      Object.entries(running).map(([name, { baseUrl }]) => [name, baseUrl]),
    ) as ContractOptions['baseUrls']
    const only = selected.length === cases.length ? null : selected.map(({ id }) => id)
    const suite = await runSuite({ targets, only, baseUrls, controlToken: given['control-token'] ?? null, live }, seed)
    const report = buildReport({
      contractVersion: contractVersion(),
      startedAt: new Date(began).toISOString(),
      durationMs: Date.now() - began,
      seed,
      again: sameTarget(given),
      baseUrls,
      cases: selected,
      register,
      ...suite,
    })
    const { code, problems } = judge(report.cases, targets, suite.errors)
    writeReport(report, given.report, { register, problems })
    const paint: Paint = (format, text) => styleText(format, text, { stream: process.stderr })
    const parts = [reportText(report, register, paint), problems.map(printable).join('\n'), summaryText(report, code, given.report, paint)]
    process.stderr.write(`${parts.filter((part) => part !== '').join('\n\n')}\n`)
    return code
  } finally {
    await Promise.all(Object.values(running).map(({ close }) => close()))
  }
}

/** The exit code, and why the run could not be judged. The gate fails closed: a target on which nothing was verified has not been judged. */
function judge(
  results: { target: TargetName; status: string; forced?: true }[],
  targets: TargetName[],
  errors: string[],
): { code: number; problems: string[] } {
  const idle = targets.filter((name) => !results.some(({ target, status, forced }) => target === name && status === 'passed' && !forced))
  const broken = results.some(({ status }) => status === 'failed')
  const problems = [
    ...errors.map((error) => `Failed to run the suite: ${error}`),
    ...(broken ? [] : idle.map((name) => `Failed to judge the ${name}: no case verified anything there. The reasons are told as not run.`)),
  ]
  if (broken) return { code: 1, problems }
  return { code: problems.length > 0 ? 2 : 0, problems }
}

function targetsFrom(option: string | undefined, url: string | undefined): TargetName[] {
  if (option === undefined) {
    if (url !== undefined) throw new UsageError('Failed to read the options: --url needs --target, to know what stands there.')
    return ['mock', 'sandbox']
  }
  if (option === 'mock' || option === 'sandbox' || option === 'live') return [option]
  throw new UsageError(`Failed to read the options: --target ${option} is none of mock, sandbox and live.`)
}

function seedFrom(option: string | undefined): number {
  if (option === undefined) return Math.floor(Math.random() * 2 ** 31)
  if (!/^\d{1,10}$/.test(option)) throw new UsageError(`Failed to read the options: --seed ${option} is not a whole number.`)
  return Number(option)
}

async function start(name: TargetName): Promise<Running> {
  if (name === 'mock') {
    const { origin, close } = await startMock()
    return { baseUrl: `${origin}/raas/v2`, close }
  }
  const report = (error: Error): void => void process.stderr.write(`sandbox: ${error.stack ?? error.message}\n`)
  const sandbox = createSandbox({ now: Date.now, newId: randomUUID, store: memoryStore(), deliver: fetch, report })
  const { origin, close } = await listen(sandbox.fetch, { host: '127.0.0.1', port: 0, malformed: sandbox.malformed })
  return {
    baseUrl: `${origin}/raas/v2`,
    close: async () => {
      sandbox.close()
      await close()
    },
  }
}

function contractVersion(): string {
  return JSON.parse(readFileSync(new URL('../generated/openapi.json', import.meta.url), 'utf8')).info.version
}
