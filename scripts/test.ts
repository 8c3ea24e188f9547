import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { runCommand } from '../sandbox/src/node/command/command.ts'

const HELP = `Usage: npm test [-- --long] [--help]

Runs every check of CI, the cheapest first, and continues after a failure. Ends with the line "N passed, N failed", which counts
every test, every case and generated test of the contract run, and every other step.

  --long   repeat random tests, such as crashes, many times instead of a few: sets LONG=1. Same as npm run test:long
  --help   show this text

Exit codes: 0 passed; 1 something failed.
`

/** What one step found. */
interface Count {
  passed: number
  failed: number
}

interface Step {
  name: string
  script: string
  args: string[]
  /** Why it cannot be done here. */
  skipped?: string | false
  /** Counts from what the step wrote; a step without counts as one. */
  count?: () => Count
}

const PAGES = '../shared/pages'
const BIN = 'node_modules/.bin'
const HAR = 'reports/contract/exchanges.har'

const STEPS: Step[] = [
  { name: 'generated files are fresh', script: 'scripts/generate.ts', args: ['--check'] },
  { name: 'format and lint', script: `${BIN}/biome`, args: ['check', '--error-on-warnings', '.'] },
  { name: 'words', script: 'scripts/words.ts', args: [] },
  { name: 'types', script: `${BIN}/tsc`, args: [] },
  { name: 'dead code', script: `${BIN}/knip`, args: ['--no-progress'] },
  {
    name: 'sources',
    script: 'scripts/sources.ts',
    args: ['--pages', PAGES],
    skipped: !existsSync(PAGES) && `the saved pages are not at ${PAGES}`,
  },
  { name: 'contract on mock and sandbox', script: 'contract/bin.js', args: ['contract', '--har', HAR], count: contractCount },
  { name: 'drift of what the contract run exchanged', script: 'contract/bin.js', args: ['drift', '--har', HAR] },
  { name: 'workflows on mock and sandbox', script: 'scripts/respect.ts', args: [] },
  { name: 'mutants', script: 'tests/mutation/command.ts', args: [] },
  {
    name: 'tests',
    script: `${BIN}/vitest`,
    args: ['run', '--project', 'unit', '--reporter', 'dot', '--reporter', 'json', '--outputFile', 'reports/unit.json'],
    count: unitCount,
  },
]

await runCommand('test', HELP, { long: { type: 'boolean', default: false } }, async ({ long }) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(2))
  const total: Count = { passed: 0, failed: 0 }
  const failed: string[] = []
  for (const step of STEPS) {
    process.stderr.write(`\n— ${step.name}\n`)
    if (step.skipped) {
      process.stderr.write(`  skipped: ${step.skipped}\n`)
      continue
    }
    const began = performance.now()
    const code = await run(step, long && step.name === 'tests' ? { LONG: '1' } : {})
    const count = counted(step, code)
    total.passed += count.passed
    total.failed += count.failed
    if (count.failed > 0) failed.push(step.name)
    process.stderr.write(`  ${count.failed > 0 ? 'failed' : 'passed'} in ${((performance.now() - began) / 1000).toFixed(1)} s\n`)
  }
  if (failed.length > 0) process.stderr.write(`\nFailed: ${failed.join(', ')}\n`)
  process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`)
  return failed.length > 0 ? 1 : 0
})

/** A step that ended badly has failed, whatever it wrote. */
function counted({ count }: Step, code: number): Count {
  if (count === undefined) return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
  const found = count()
  return code === 0 || found.failed > 0 ? found : { ...found, failed: 1 }
}

function run({ script, args }: Step, more: Record<string, string>): Promise<number> {
  const command = /\.[jt]s$/.test(script) ? [process.execPath, script] : [script]
  const [file = '', ...rest] = command
  return new Promise((resolve) => {
    const child = spawn(file, [...rest, ...args], {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, REDOCLY_TELEMETRY: 'off', ...more },
    })
    child.once('error', (error) => {
      process.stderr.write(`Failed to run ${file}: ${error.message}. Run npm ci first.\n`)
      resolve(2)
    })
    // Vitest and others do not look after who started them.
    const end = (): void => void child.kill()
    process.once('exit', end)
    child.once('close', (code) => {
      process.off('exit', end)
      resolve(code ?? 1)
    })
  })
}

function contractCount(): Count {
  const { targets, phases } = readJson('reports/contract/report.json') as { targets: Record<string, Count>; phases: { status: string }[] }
  const of = (status: string): number => phases.filter((phase) => phase.status === status).length
  return [...Object.values(targets), { passed: of('passed'), failed: of('failed') }].reduce(
    (sum, { passed, failed }) => ({ passed: sum.passed + passed, failed: sum.failed + failed }),
    {
      passed: 0,
      failed: 0,
    },
  )
}

function unitCount(): Count {
  const { numPassedTests, numFailedTests } = readJson('reports/unit.json') as { numPassedTests: number; numFailedTests: number }
  return { passed: numPassedTests, failed: numFailedTests }
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'))
}
