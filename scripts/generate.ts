import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { StepFailed, step } from '../contract/src/redocly/steps.ts'
import { runCommand } from '../sandbox/src/node/command/command.ts'
import { buildDocument } from './generate/build.ts'
import { bringUpToDate, staleFiles } from './generate/compare.ts'
import { writeConsole } from './generate/console.ts'
import { documents, root } from './generate/documents.ts'
import { writeInterpretations } from './generate/interpretations.ts'
import { writeLifecycle } from './generate/lifecycle.ts'
import { writeOperations } from './generate/operations.ts'

const HELP = `Usage: npm run generate [-- --check] [--help]

Rebuilds generated/ from openapi/: lints the descriptions, bundles them, and writes types and validators; and from console/: the
console as a running sandbox serves it.

  --check  write nothing; exit 1 and name each file of generated/ that is stale
  --help   show this text

Exit codes: 0 done, or fresh; 1 stale, or a description is broken; 2 bad option.
`

/** Builds every document that is there into a fresh folder, and either compares it with generated/ or puts it there. */
async function generate(check: boolean): Promise<number> {
  const fresh = await mkdtemp(join(tmpdir(), 'generate-'))
  try {
    const present = documents.filter(({ source, optional }) => !optional || existsSync(join(root, source)))
    const builds = await Promise.allSettled([
      ...present.map((document) => buildDocument(document, fresh)),
      step('make interpretations.ts', () => writeInterpretations(fresh)),
      step('make lifecycle.md', () => writeLifecycle(fresh)),
    ])
    for (const build of builds) if (build.status === 'rejected') throw build.reason
    await step('make operations.ts', () => writeOperations(fresh))
    await step('make console.ts', () => writeConsole(fresh))
    const target = join(root, 'generated')
    const stale = await staleFiles(fresh, target)
    if (!check) {
      await bringUpToDate(fresh, target, stale)
      process.stderr.write(stale.length === 0 ? 'generated/ was fresh\n' : stale.map((file) => `updated generated/${file}\n`).join(''))
      return 0
    }
    for (const file of stale) process.stderr.write(`stale: generated/${file}\n`)
    process.stderr.write(stale.length === 0 ? 'generated/ is fresh\n' : 'Run `npm run generate` and commit what it writes.\n')
    return stale.length === 0 ? 0 : 1
  } finally {
    await rm(fresh, { recursive: true, force: true })
  }
}

await runCommand('generate', HELP, { check: { type: 'boolean' } }, async ({ check = false }) => {
  try {
    return await step('generate', () => generate(check))
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error
    process.stderr.write(`${error.message}\n`)
    return 1
  }
})
