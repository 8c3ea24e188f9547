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

A second opinion, by a tool that knows nothing of our cases: runs the contract cases on the sandbox, records what is exchanged, and lets
\`redocly drift\` compare it with the description: whether every answer fits, and whether every operation, parameter, response code
and property was seen. What redocly does not look at (a status, a field or a media type that is not described) is compared by our own check.
The answers are judged, not requests that were refused: most of those are wrong on purpose.

  --url URL           a sandbox that runs already, with or without /raas/v2, with its control plane at the same origin
  --control-token T   for a sandbox that was started with one
  --har FILE          run nothing, and judge this archive, as \`npx async-orders contract --har FILE\` or a browser writes it
  --server URL        with --har: what the addresses in it begin with; http://sandbox.test/raas/v2 unless given
  --findings-only     tell what was not seen, but do not fail for it
  --report DIR        where report.json is written; reports/drift unless given
  --help              show this text

The text is written to stderr. Exit codes: 0 no finding, and all was seen that is not marked x-never-observed; 1 a finding or a gap;
2 it could not be judged (bad option, an archive that cannot be read or has no exchange with the server, a sandbox that does not answer).
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
