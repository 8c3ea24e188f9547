import { mkdirSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { runCommand } from '../sandbox/src/node/command/command.ts'
import { writeClients } from './clients/languages.ts'

const HELP = `Usage: npm run generate:clients [-- --out DIR]

Generates clients in Python, Java, Go and PHP from the OpenAPI description: one file each, by redocly generate-client.
The samples of the site use the Python one against our sandbox, and a test compiles the Java one. Go and PHP are not tried.

  --out DIR   Where they go (default: dist/clients)
  --help      Show this text

Exit codes: 0 written; 2 they could not be written.
`

await runCommand('generate:clients', HELP, { out: { type: 'string', default: 'dist/clients' } }, async ({ out }) => {
  const folder = resolve(out)
  mkdirSync(folder, { recursive: true })
  for (const file of await writeClients(folder)) process.stderr.write(`wrote ${relative(process.cwd(), file)}\n`)
  return 0
})
