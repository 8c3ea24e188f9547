import { onOneLine } from '../../../sandbox/src/node/command/one-line.ts'
import type { Coverage } from './coverage.ts'
import type { Finding } from './findings.ts'

/** What `npx async-orders drift` writes into report.json. */
export interface DriftReport {
  /** `info.version` of the description. */
  contractVersion: string
  /** What the addresses of the traffic begin with. */
  server: string
  exchanges: { recorded: number; shown: number; otherMethod: number; leftOut: { reason: string; count: number }[] }
  findings: Finding[]
  coverage: Coverage
}

/** At most so many lines of a list are printed; the file has all. */
const LONGEST = 20

/** The report as a person at a terminal reads it. */
export function driftText({ exchanges, findings, coverage, server }: DriftReport): string {
  const { totals, neverObserved, inEmptyLists, missing } = coverage
  const rows = Object.entries(totals).map(([kind, { covered, total }]) => `  ${plural(kind).padEnd(12)} ${covered} of ${total} seen`)
  const apart = [
    neverObserved > 0 && `  ${neverObserved} more properties are marked x-never-observed: no response shows them`,
    inEmptyLists > 0 &&
      `  ${inEmptyLists} more are in lists that are empty in these responses; another response of the same schema shows each`,
  ]
  const leftOut = exchanges.leftOut.map(({ reason, count }) => `  ${count} left out: ${reason}`)
  const moved =
    exchanges.otherMethod > 0 &&
    `  ${exchanges.otherMethod} of them use an unknown method on purpose; their responses are compared as those of the path`
  return [
    `${exchanges.shown} of ${exchanges.recorded} exchanges with ${server} compared with the description`,
    moved,
    ...leftOut,
    `${findings.length} findings`,
    ...shortened(findings.map(findingText)),
    'Coverage of the description',
    ...rows,
    ...apart,
    ...shortened(outermost(missing).map((item) => `  not seen: ${item}`)),
    'Not compared: credentials, which are not recorded, and headers. The contract cases check both.',
  ]
    .filter((line) => typeof line === 'string')
    .join('\n')
}

function findingText({ by, message, method, path, status, count, ...rest }: Finding): string {
  const seen = `${count === 1 ? 'once' : `${count} times`}${rest.case === undefined ? '' : `, as in ${rest.case}`}`
  return `  ✗ ${onOneLine(`${method} ${path} ${status}: ${message} (${seen}; ${by})`)}`
}

/** What stands in an answer that was not seen goes without saying. */
const outermost = (missing: readonly string[]): string[] => missing.filter((item) => !missing.some((outer) => item.startsWith(`${outer} `)))

const plural = (kind: string): string => (kind === 'property' ? 'properties' : `${kind}s`)

function shortened(lines: string[]): string[] {
  return lines.length <= LONGEST ? lines : [...lines.slice(0, LONGEST), `  and ${lines.length - LONGEST} more, in the report`]
}
