import { mkdirSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { choiceFrom, runCommand, UsageError } from '../../sandbox/src/node/command/command.ts'
import { didYouMean } from '../../sandbox/src/node/command/nearest.ts'
import { onOneLine } from '../../sandbox/src/node/command/one-line.ts'
import { bundle, bundleHash } from './bundle.ts'
import { families } from './mutant.ts'
import type { Subject } from './mutants.ts'
import { createReport, holds, toTable } from './report.ts'

const HELP = `Usage: npm run mutants -- [--only ID] [--clause ID] [--family F] [--report DIR]

Breaks the sandbox, the OpenAPI description and the wire in one place after another. Reports which mistakes the contract cases find,
which clauses they blame, and whether variants that keep to the documentation raise false alarms.

  --only ID     this mutant alone
  --clause ID   the mutants that break this clause
  --family F    ${families.join(', ')}
  --report DIR  folder for report.json (default: reports/mutants)
  --help        print this

  behaviour     the sandbox does one thing wrong
  description   one edit of the OpenAPI description, which the mock and the checks of responses use
  transport     a proxy on the wire to the sandbox, or to the receiver of events, alters real HTTP
  benign        the sandbox or the wire differs and breaks nothing: no case may fail

The table is written to stderr. Each mutant meets up to 6 cases for its own clause, 6 for the others that it breaks with it, and one for
each of up to 8 other clauses that it can change (5 each on the wire), spread evenly; if none of them fails, the rest until one does. What
is blamed is blamed by these. A variant meets one case for each of 32 clauses (16 on the wire), others than the variant before it.
Exit code: 0 at least 99 % are killed and blamed on the right clause, at most 3 % of the blamed clauses are wrong, at most 1 % of the
mutants are equivalent, no survivor lacks a reason, and no variant raises an alarm; 1 otherwise; 2 inconclusive: a bad option, no such
mutant, or cases that fail without a mutant.
`

/** A thread takes a second to be ready. */
const WORTH_A_THREAD = 40

const options = {
  only: { type: 'string' },
  clause: { type: 'string' },
  family: { type: 'string' },
  report: { type: 'string', default: 'reports/mutants' },
} as const

await runCommand('mutants', HELP, options, async ({ only, clause, family, report: directory = '' }) => {
  const { subjects, isMutant } = await import('./mutants.ts')
  const chosen = choose(subjects, { only, clause, family })
  const told = (done: number): void => showProgress(done, chosen.length)
  const threads = Math.min(availableParallelism(), Math.ceil(chosen.length / WORTH_A_THREAD))
  // Prism and all that the cases need take a second to load, which help and refusals need not wait for.
  const [{ cases }, { createSchemaCheck }, { runSubjects }] = await Promise.all([
    import('../../contract/src/cases/index.ts'),
    import('../../contract/src/checks/schema.ts'),
    import('./run.ts'),
  ])
  const { judged, alarms } = await runSubjects(chosen, cases, createSchemaCheck(bundle), told, threads - 1)
  const report = createReport(judged, {
    descriptionHash: bundleHash,
    complete: chosen.length === subjects.length,
    benign: chosen.filter((subject) => !isMutant(subject)).length,
    alarms,
  })
  mkdirSync(directory, { recursive: true })
  writeFileSync(join(directory, 'report.json'), `${JSON.stringify(report, null, 2)}\n`)
  process.stderr.write(toTable(report))
  return holds(report) ? 0 : 1
})

/** The mutants that the options name; none is a mistake of the caller, since nothing would be verified. */
function choose(
  subjects: readonly Subject[],
  { only, clause, family }: Record<'only' | 'clause' | 'family', string | undefined>,
): Subject[] {
  if (family !== undefined) choiceFrom('family', family, families)
  refuseUnknown(
    'only',
    only,
    subjects.map(({ id }) => id),
  )
  refuseUnknown(
    'clause',
    clause,
    subjects.flatMap((subject) => ('clause' in subject ? [subject.clause] : [])),
  )
  const fits = (wanted: string | undefined, actual: string): boolean => wanted === undefined || wanted === actual
  const chosen = subjects.filter(
    (subject) => fits(only, subject.id) && fits(clause, 'clause' in subject ? subject.clause : '') && fits(family, subject.family),
  )
  if (chosen.length > 0) return chosen
  const filters = Object.entries({ only, clause, family }).flatMap(([name, value]) => (value === undefined ? [] : [`--${name} ${value}`]))
  throw new UsageError(`Failed to choose mutants: none fits ${filters.join(' ')}. Leave one of them out.`)
}

function refuseUnknown(option: string, value: string | undefined, known: readonly string[]): void {
  if (value === undefined || known.includes(value)) return
  const hint = didYouMean(value, new Set(known), 'The ids are in reports/mutants/report.json after a whole run.')
  throw new UsageError(`Failed to choose mutants: none fits --${option} ${onOneLine(value)}. ${hint}`)
}

/** One line that is written over, where there is somebody to see it. */
function showProgress(done: number, all: number): void {
  if (!process.stderr.isTTY) return
  process.stderr.write(done < all ? `\r${done} of ${all}` : `\r${' '.repeat(24)}\r`)
}
