import { join, relative } from 'node:path'
import { runCommand } from './command.ts'
import { buildDocs } from './docs/build.ts'
import { root } from './generate/documents.ts'

const HELP = `Usage: npm run docs [-- --help]

Builds the documentation into dist/docs/: the reference as index.html, openapi.yaml beside it, and console.html, the console with a
sandbox in the page. They work from a file and load nothing from elsewhere.

  --help  show this text

Exit codes: 0 built; 2 it could not be built.
`

await runCommand('docs', HELP, {}, async () => {
  const folder = join(root, 'dist/docs')
  await buildDocs(folder)
  process.stderr.write(`wrote ${relative(process.cwd(), join(folder, 'index.html'))}\n`)
  return 0
})
