import { parseArgs } from 'node:util'
import { loadRegister } from './register/load.ts'
import { isAsMapped, reportSources, toJson, toText } from './register/sources-report.ts'

const HELP = `Usage: npm run sources -- --pages DIR [--json]

Compares saved documentation pages with openapi/clauses/sources.yaml, in both directions, and names
the clauses and readings that new wording puts in doubt.

  --pages DIR  folder that holds freeze.txt, unfreeze.txt, cancel.txt and update.txt, each at most 1 MiB
  --json       print the result as JSON on stdout: locators and hashes, no words of the pages
  --help       print this

People read stderr, where the words of new and changed units are shown if it is a terminal.
Exit code: 0 all as mapped; 1 the pages differ, or a unit leads nowhere; 2 it could not be judged.
`

/** Reads the options; parseArgs alone would explain an unknown one with a lesson on positional arguments. */
function readOptions(args: string[]): { pages: string; json: boolean; help: boolean } {
  const way = 'Run `npm run sources -- --help` to see the options.'
  try {
    const { values } = parseArgs({
      args,
      options: { pages: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
      strict: true,
    })
    const { pages = '', json = false, help = false } = values
    if (pages === '' && !help) throw new Error('--pages DIR is missing')
    return { pages, json, help }
  } catch (error) {
    const cause = error instanceof Error ? error.message.split(/\.?(?: |\n)(?=To |Did )|\.\n/)[0] : error
    throw new Error(`Failed to read the options: ${cause}. ${way}`)
  }
}

function main(args: string[]): number {
  const { pages, json, help } = readOptions(args)
  if (help) {
    process.stdout.write(HELP)
    return 0
  }
  const report = reportSources(pages, loadRegister())
  process.stderr.write(toText(report, process.stderr.isTTY))
  if (json) process.stdout.write(`${JSON.stringify(toJson(report), null, 2)}\n`)
  return isAsMapped(report) ? 0 : 1
}

try {
  process.exitCode = main(process.argv.slice(2))
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
  process.exitCode = 2
}
