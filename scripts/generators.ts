import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runCommand } from './command.ts'
import { callWithHeyApi, GENERATORS, generate, install, typecheck } from './generators/steps.ts'

const HELP = `Usage: npm run generators [-- --keep]

Tries the generators of others on the bundle of the description: ${GENERATORS.join(', ')}.
They are installed from the npm registry into a temporary folder, so that the normal install does not carry them. Neither may warn, what
they write has to typecheck under strict, and the client of @hey-api/openapi-ts calls the four operations of our sandbox.

  --keep  leave the temporary folder there, and print where it is
  --help  show this text

Exit codes: 0 all of it holds; 1 something does not; 2 it could not be tried.
`

await runCommand('generators', HELP, { keep: { type: 'boolean', default: false } }, async ({ keep }) => {
  const folder = mkdtempSync(join(tmpdir(), 'async-orders-generators-'))
  const steps = [
    { name: 'install', run: install },
    { name: 'generate without a warning', run: generate },
    { name: 'typecheck under strict', run: typecheck },
    { name: 'call the four operations', run: callWithHeyApi },
  ]
  try {
    for (const { name, run } of steps) {
      const problem = await run(folder)
      process.stderr.write(`${problem === null ? 'passed' : 'failed'}  ${name}${problem === null ? '' : `\n${problem}`}\n`)
      // Without the generators nothing was judged.
      if (problem !== null) return run === install ? 2 : 1
    }
    return 0
  } finally {
    if (keep) process.stderr.write(`kept ${folder}\n`)
    else rmSync(folder, { recursive: true })
  }
})
