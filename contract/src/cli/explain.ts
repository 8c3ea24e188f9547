import { runCommand, UsageError } from '../../../sandbox/src/node/command/command.ts'
import { nearest } from '../../../sandbox/src/node/command/nearest.ts'
import { onOneLine } from '../../../sandbox/src/node/command/one-line.ts'
import { ourDescription } from '../assets.ts'
import { cases } from '../cases/index.ts'
import { caseFacts, clauseFacts, consumerFacts, interpretationFacts, type Material } from '../explain/facts.ts'
import { readKnown } from '../explain/known.ts'
import { type Facts, factsText } from '../explain/text.ts'
import { probes } from '../probes/index.ts'
import { loadRegister } from '../register/load.ts'
import { pointersOf } from '../register/pointers.ts'

const HELP = `Usage: npx async-orders explain ID [options]

Shows what is known about a clause (FRZ-07), a rule for integrators (CON-06), an interpretation (C-400-422) or a case
(freeze-answer-accepts): its source, its place in the OpenAPI description, the sandbox's rule, its cases and mutants, and their latest
results. Sends nothing. Prints to stdout.

  --json          Print JSON
  --report DIR    Folder with report.json of the last run (default: reports/contract)
  --mutants FILE  Report of the last mutation run (default: reports/mutants/report.json)
  --evidence DIR  Folder with evidence of live runs (default: evidence)
  --help          Show this text

Exit codes: 0 shown; 2 unknown id, or a bad option.
`

const OPTIONS = {
  json: { type: 'boolean', default: false },
  report: { type: 'string', default: 'reports/contract' },
  mutants: { type: 'string', default: 'reports/mutants/report.json' },
  evidence: { type: 'string', default: 'evidence' },
} as const

/**
 * The command `async-orders explain ID`.
 *
 * @param args what stands after `explain`
 */
export async function explainCommand(args: string[]): Promise<void> {
  await runCommand(
    'explain',
    HELP,
    OPTIONS,
    ({ json, report, mutants: file, evidence }, [id]) => {
      if (id === undefined)
        throw new UsageError('Failed to explain: the id is missing. Give that of a clause, an interpretation or a case.')
      const known = readKnown({ report, mutants: file, evidence })
      const pointers = pointersOf(ourDescription())
      const probed = new Set(probes.map(({ interpretation }) => interpretation.split('.')[0] ?? ''))
      const facts = explain(id, { register: loadRegister(), cases, pointers, probed, known })
      for (const problem of known.problems) process.stderr.write(`${onOneLine(problem)}\n`)
      process.stdout.write(json ? `${JSON.stringify(facts, patterns, 2)}\n` : factsText(facts))
      return 0
    },
    { args, positionals: 1, program: 'npx async-orders explain' },
  )
}

/**
 * What is known of a clause, an interpretation or a case.
 *
 * @throws UsageError when there is none with this id, with those that are most like it
 * @example explain('FRZ-07', material).kind // 'clause'
 */
export function explain(id: string, material: Material): Facts {
  const { register } = material
  const clause = register.clauses.get(id)
  if (clause !== undefined) return clauseFacts(clause, material)
  const consumer = register.consumer.get(id)
  if (consumer !== undefined) return consumerFacts(consumer)
  const interpretation = register.interpretations.get(id)
  if (interpretation !== undefined) return interpretationFacts(interpretation, material)
  const row = material.cases.find((known) => known.id === id)
  if (row !== undefined) return caseFacts(row, material)
  const near = nearest(id, [
    ...register.clauses.keys(),
    ...register.consumer.keys(),
    ...register.interpretations.keys(),
    ...material.cases.map((known) => known.id),
  ])
  const hint = near.length === 0 ? 'The ids are in openapi/clauses/.' : `Did you mean ${near.join(', ')}?`
  throw new UsageError(`Failed to explain ${onOneLine(id)}: no clause, interpretation or case has this id. ${hint}`)
}

const patterns = (_: string, value: unknown): unknown => (value instanceof RegExp ? String(value) : value)
