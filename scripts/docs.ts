import { join, relative, resolve } from 'node:path'
import { runCommand } from './command.ts'
import { buildDocs } from './docs/build.ts'
import { SampleFailed } from './docs/execute-samples.ts'

const HELP = `Usage: npm run docs [-- --out DIR] [--reports DIR]

Builds the site: reference, code samples, clauses, readings, lifecycle, guides, search, and a Markdown twin of every page. Every page works
from a file and loads nothing from elsewhere. Code samples are executed against the sandbox first; those in Python only where there is a
Python with httpx, else their page says that they were not.

  --out DIR      where it goes; dist/docs unless given
  --reports DIR  where the contract run and the mutation run left what they found; reports unless given. What is not there is shown as
                 not run
  --help         show this text

Exit codes: 0 built; 1 a code sample fails; 2 it could not be built.
`

const OPTIONS = { out: { type: 'string', default: 'dist/docs' }, reports: { type: 'string', default: 'reports' } } as const

await runCommand('docs', HELP, OPTIONS, async ({ out, reports }) => {
  try {
    const { words } = await buildDocs(resolve(out), { reports: resolve(reports) })
    process.stderr.write(`${words}\nwrote ${relative(process.cwd(), join(resolve(out), 'index.html'))}\n`)
    return 0
  } catch (error) {
    if (!(error instanceof SampleFailed)) throw error
    process.stderr.write(`${error.message}\n`)
    return 1
  }
})
