import { loadRegister } from '../contract/src/register/load.ts'
import { runCommand, UsageError } from '../sandbox/src/node/command/command.ts'
import { isAsMapped, reportSources, toJson, toText } from './sources/sources-report.ts'

const HELP = `Usage: npm run sources -- --pages DIR [--json]

Compares saved documentation pages with openapi/clauses/sources.yaml, in both directions, and names
the clauses and interpretations that new wording puts in doubt.

  --pages DIR  folder that holds freeze.txt, unfreeze.txt, cancel.txt and update.txt, each at most 1 MiB
  --json       print the result as JSON on stdout: locators and hashes, no words of the pages
  --help       print this

People read stderr, where the words of new and changed units are shown if it is a terminal.
Exit code: 0 all as mapped; 1 the pages differ, or a unit leads nowhere; 2 inconclusive.
`

await runCommand('sources', HELP, { pages: { type: 'string' }, json: { type: 'boolean', default: false } }, ({ pages = '', json }) => {
  if (pages === '') throw new UsageError('Failed to read the options: --pages DIR is missing.')
  const report = reportSources(pages, loadRegister())
  process.stderr.write(toText(report, process.stderr.isTTY))
  if (json) process.stdout.write(`${JSON.stringify(toJson(report), null, 2)}\n`)
  return isAsMapped(report) ? 0 : 1
})
