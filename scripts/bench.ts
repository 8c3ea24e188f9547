import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, platform, release, totalmem } from 'node:os'
import { join } from 'node:path'
import { choiceFrom, runCommand, UsageError } from '../sandbox/src/node/command/command.ts'
import { type Large, measureLarge } from './bench/large.ts'
import { allMet, largeRows, type Row, rowOf, toTable } from './bench/rows.ts'
import { endAll, type Kind, kinds, start } from './bench/servers.ts'
import { measureThroughput } from './bench/throughput.ts'

const HELP = `Usage: npm run bench -- [options]

Measures the sandbox beside its peers in one run: each in a separate process, on this machine alone, in rounds that take turns, medians.

  --seconds N   length of a round of freeze (default: 3)
  --only NAME   freeze, ready or large (default: all)
  --report DIR  where report.json is written (default: reports/bench)
  --help        show this text

freeze: authenticated and validated freezes per second, with state on: our sandbox (in memory; with --data where the server has that option),
our mock, Prism's own server, and a bare node:http that parses JSON. ready: milliseconds from spawn to the ready line.
large: an action on an order of 50,000 line items, with an HTTP receiver of its outcome event; in memory, and with --data beside it.

The table, with its bars, is written to stderr. On a machine that does other work, compare ratios.
Exit codes: 0 every bar that was measured is met; 1 one is missed; 2 nothing was measured.
`

const ROUNDS = 3
const STARTS = 5
const OPTIONS = {
  seconds: { type: 'string' },
  only: { type: 'string' },
  report: { type: 'string', default: 'reports/bench' },
} as const

await runCommand('bench', HELP, OPTIONS, async ({ seconds, only, report = '' }) => {
  const length = Number(seconds ?? 3)
  if (!Number.isInteger(length) || length < 1 || length > 60) {
    throw new UsageError(`Failed to read the options: --seconds ${seconds} is no whole number from 1 to 60.`)
  }
  if (only !== undefined) choiceFrom('only', only, ['freeze', 'ready', 'large'])
  if (seconds !== undefined && only !== undefined && only !== 'freeze') {
    throw new UsageError(`Failed to read the options: --seconds does nothing with --only ${only}: it is the length of a round of freeze.`)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(2))
  try {
    const rows = await measure(length, only)
    mkdirSync(report, { recursive: true })
    writeFileSync(
      join(report, 'report.json'),
      `${JSON.stringify({ machine: machine(), versions: versions(), rows: rows.rows }, null, 2)}\n`,
    )
    process.stderr.write(toTable(rows.rows, rows.notMeasured))
    return allMet(rows.rows) ? 0 : 1
  } finally {
    endAll()
  }
})

async function measure(seconds: number, only: string | undefined): Promise<{ rows: Row[]; notMeasured: string[] }> {
  const wanted = (name: string): boolean => only === undefined || only === name
  const all = await kinds()
  const durable = all.some(({ name }) => name === 'sandbox --data')
  const rows: Row[] = []
  if (wanted('freeze')) rows.push(rowOf('freeze', 'requests/s', await measureThroughput(all, seconds, ROUNDS)))
  if (wanted('ready')) rows.push(rowOf('ready', 'ms', await measureReady(all)))
  if (wanted('large')) {
    const figures = new Map<string, Large>()
    for (const kind of all.filter(({ name }) => name.startsWith('sandbox'))) figures.set(kind.name, await measureLarge(kind))
    rows.push(...largeRows(figures))
  }
  return { rows, notMeasured: durable ? [] : ['sandbox --data: the sandbox has no such option'] }
}

async function measureReady(all: Kind[]): Promise<Map<string, number[]>> {
  const found = new Map<string, number[]>(all.map(({ name }) => [name, []]))
  for (let turn = 0; turn < STARTS; turn++) {
    for (const kind of all) {
      const server = await start(kind)
      found.get(kind.name)?.push(server.readyMs)
      await server.stop()
    }
  }
  return found
}

function machine(): Record<string, unknown> {
  const [first] = cpus()
  return {
    cpu: first?.model ?? 'unknown',
    cores: cpus().length,
    memoryMB: Math.round(totalmem() / 1024 ** 2),
    system: `${platform()} ${release()}`,
  }
}

function versions(): Record<string, string> {
  const { version, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'))
  const { autocannon, '@stoplight/prism-http-server': prism } = devDependencies
  return { suite: version, node: process.version, autocannon, prism }
}
