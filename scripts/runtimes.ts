import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runCommand } from '../sandbox/src/node/command/command.ts'
import { packed, runIn } from './runtimes/project.ts'
import { RUNTIMES } from './runtimes/runtimes.ts'

const HELP = `Usage: npm run runtimes

Runs the packed client in Bun, Deno and workerd, each installed from npm into a temporary folder: a freeze, a retry after 503, a time
limit, verifyWebhook of a good and of a forged delivery, and readEvents, against a sandbox on this machine. Prints PASS, FAIL or SKIPPED
for each, with the reason. Needs the npm registry.

  --help   Show this text

Exit codes: 0 every installable runtime passed; 1 one failed; 2 none could be installed, or the client could not be packed.
`

await runCommand('runtimes', HELP, {}, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'async-orders-runtimes-'))
  const results: string[] = []
  try {
    const tarball = await packed(folder)
    for (const runtime of RUNTIMES) {
      const { result, why } = await runIn(runtime, tarball)
      process.stdout.write(`${result} ${runtime.name}${why === undefined ? '' : `: ${why}`}\n`)
      results.push(result)
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  if (results.includes('FAIL')) return 1
  return results.includes('PASS') ? 0 : 2
})
