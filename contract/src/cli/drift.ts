import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runCommand, UsageError } from '../../../sandbox/src/node/command/command.ts'
import { assetPath, DESCRIPTION, ourDescription } from '../assets.ts'
import { cases } from '../cases/index.ts'
import { createSchemaCheck } from '../checks/schema.ts'
import { coverageOf } from '../drift/coverage.ts'
import { closedFindings, redoclyFindings } from '../drift/findings.ts'
import { type Entry, readHar } from '../drift/read-har.ts'
import { recordCases } from '../drift/record.ts'
import { redoclyDrift } from '../drift/redocly-drift.ts'
import { type DriftReport, driftText } from '../drift/report.ts'
import { trafficOf } from '../drift/traffic.ts'
import { recordedServer } from '../evidence/exchanges.ts'
import { operationsOf } from '../mock/description.ts'
import { startOrReach } from '../run/start.ts'
import { connect } from '../targets/connect.ts'

const HELP = `Usage: npx async-orders drift [options]

Compares traffic with the OpenAPI description, independently of the contract cases. Runs the cases on the sandbox, records the exchanges, and
lets \`redocly drift\` check that each response fits the description and that each operation, parameter, status and property appears. Our
own check adds undescribed statuses, fields and media types. Refused requests are not checked: most of them are wrong on purpose.

  --url URL           Running sandbox, with or without /raas/v2, whose control plane has the same origin (default: start one)
  --control-token T   Control token of that sandbox
  --har FILE          Check this archive instead, as \`npx async-orders contract --har FILE\` or a browser writes it
  --server URL        With --har: base URL of the addresses in it (default: http://sandbox.test/raas/v2)
  --findings-only     Report what does not appear, but do not fail for it
  --report DIR        Folder for report.json (default: reports/drift)
  --help              Show this text

The text goes to stderr.
Exit codes: 0 no finding, and everything appears that is not marked x-never-observed; 1 a finding or a gap; 2 inconclusive (bad option,
unreadable archive, no exchange with the server in it, or no response from the sandbox).
`

const OPTIONS = {
  url: { type: 'string' },
  'control-token': { type: 'string' },
  har: { type: 'string' },
  server: { type: 'string' },
  'findings-only': { type: 'boolean', default: false },
  report: { type: 'string', default: 'reports/drift' },
} as const

/**
 * The command `async-orders drift`: compares traffic with the description.
 *
 * @param args its options, as typed
 */
export const driftCommand = (args: string[]): Promise<void> =>
  runCommand(
    'drift',
    HELP,
    OPTIONS,
    async (given) => {
      const { har, url } = given
      if (har !== undefined && url !== undefined) throw new UsageError('Failed to read the options: --har and --url exclude each other.')
      if (har === undefined && given.server !== undefined) throw new UsageError('Failed to read the options: --server needs --har.')
      if (url === undefined && given['control-token'] !== undefined)
        throw new UsageError('Failed to read the options: --control-token needs --url.')
      const server = serverFrom(given.server)
      const description = ourDescription()
      const entries = har === undefined ? await recordSandbox(description, url, given['control-token']) : readHar(har)
      const report = await judge(description, entries, server)
      mkdirSync(given.report, { recursive: true })
      writeFileSync(join(given.report, 'report.json'), `${JSON.stringify(report, null, 2)}\n`)
      process.stderr.write(`${driftText(report)}\n`)
      return report.findings.length > 0 || (report.coverage.missing.length > 0 && !given['findings-only']) ? 1 : 0
    },
    { args, program: 'npx async-orders drift' },
  )

async function judge(description: { info: { version: string } }, entries: readonly Entry[], server: string): Promise<DriftReport> {
  const operations = operationsOf(description)
  const { shown, ...sorted } = trafficOf(entries, server, operations)
  if (shown.length === 0) {
    throw new Error(`Failed to judge: of ${entries.length} exchanges, none with ${server} is left to compare. Is --server the right one?`)
  }
  const redocly = await redoclyDrift(assetPath(DESCRIPTION), shown, server)
  return {
    contractVersion: description.info.version,
    server,
    exchanges: { recorded: entries.length, shown: shown.length, ...sorted },
    findings: [...redoclyFindings(redocly.problems, shown), ...closedFindings(shown, server, operations, createSchemaCheck(description))],
    coverage: coverageOf(redocly.operations, description),
  }
}

async function recordSandbox(description: Record<string, unknown>, url: string | undefined, token: string | undefined): Promise<Entry[]> {
  const { baseUrl, close } = await startOrReach('sandbox', url)
  try {
    const connection = await connect('sandbox', { baseUrl, live: null, controlToken: token ?? null })
    try {
      return await recordCases(cases, connection.target, createSchemaCheck(description), new Date().toISOString())
    } finally {
      await connection.close()
    }
  } finally {
    await close()
  }
}

function serverFrom(option: string | undefined): string {
  if (option === undefined) return recordedServer('sandbox')
  if (!/^https?:\/\//.test(option) || !URL.canParse(option)) {
    throw new UsageError(`Failed to read the options: --server ${option} is not an address.`)
  }
  return option.replace(/\/$/, '')
}
