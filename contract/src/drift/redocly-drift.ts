import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { redocly } from '../redocly/redocly.ts'
import { StepFailed } from '../redocly/steps.ts'
import type { Entry } from './read-har.ts'

/** One problem as redocly tells it; those alike are counted together. */
export interface RawProblem {
  ruleId: string
  message: string
  method: string
  path: string
  status?: number
  occurrences: number
  /** Of the first, in the archive. */
  exchangeIndex: number
  details?: { operationPathTemplate?: string }
}

/** Something that the description has, and that traffic can show. */
export interface CoverageItem {
  kind: 'operation' | 'parameter' | 'response' | 'property'
  name?: string
  target?: 'request' | 'response'
  status?: string
  /** Of a property, such as `errors[].path`. */
  path?: string
}

/** What traffic showed of one operation, and what not. */
export interface OperationCoverage {
  method: string
  path: string
  operationId: string
  covered: CoverageItem[]
  missing: CoverageItem[]
}

// Not `security-baseline`: an archive without credentials cannot tell whether they were sent. Cases of GEN-01 and GEN-02 look at them.
const RULES = 'undocumented-endpoint,schema-consistency'

/**
 * Lets `redocly drift` compare traffic with a description.
 *
 * @param description path of a bundled description
 * @param server what the addresses of the traffic begin with
 * @throws StepFailed when it cannot, or looked at less than it was shown
 * @example const { problems, operations } = await redoclyDrift('generated/openapi.json', entries, 'http://sandbox.test/raas/v2')
 */
export async function redoclyDrift(
  description: string,
  entries: readonly Entry[],
  server: string,
): Promise<{ problems: RawProblem[]; operations: OperationCoverage[] }> {
  const folder = await mkdtemp(join(tmpdir(), 'drift-'))
  const [traffic, report, coverage] = [join(folder, 'traffic.har'), join(folder, 'drift.json'), join(folder, 'coverage.json')]
  try {
    await writeFile(
      traffic,
      JSON.stringify({ log: { version: '1.2', creator: { name: 'async-orders-contract', version: '' }, entries: entries.map(bare) } }),
    )
    const options = ['--server', server, '--traffic-format', 'har', '--rules', RULES, '--format', 'json', '--output', report]
    // It exits 1 for findings too; what it wrote tells.
    const { output } = await redocly(['drift', traffic, '--api', description, ...options, '--coverage', '--coverage-output', coverage])
    const read = async (file: string) => JSON.parse(await readFile(file, 'utf8').catch(() => fail('it wrote no report', output)))
    const { run, problems } = (await read(report)) as { run: { totalExchanges: number; skippedExchanges: number }; problems: RawProblem[] }
    const { operations } = (await read(coverage)) as { operations: OperationCoverage[] }
    if (run.totalExchanges !== entries.length || run.skippedExchanges > 0 || /failed to execute|not validated/.test(output)) {
      fail(`it compared ${run.totalExchanges - run.skippedExchanges} of ${entries.length} exchanges, or not all parts of them`, output)
    }
    return { problems, operations }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** What is compared, and no more: an archive of somebody's browser holds credentials, which stay out of the copy. */
function bare({ request, response }: Entry) {
  const typeOf = ({ headers }: Entry['request' | 'response']) => headers.filter(({ name }) => name.toLowerCase() === 'content-type')
  const { method, url, postData } = request
  return {
    request: { method, url, headers: typeOf(request), ...(postData === undefined ? {} : { postData }) },
    response: { status: response.status, headers: typeOf(response), content: response.content },
  }
}

function fail(cause: string, output: string): never {
  throw new StepFailed(`Failed to compare traffic with the description: ${cause}. What redocly says:\n\n${output}`)
}
