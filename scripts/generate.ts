import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { StepFailed, step } from '../contract/src/redocly/steps.ts'
import { runCommand, UsageError } from '../sandbox/src/node/command/command.ts'
import { buildDocument, writeValidators } from './generate/build.ts'
import { bringUpToDate, staleFiles } from './generate/compare.ts'
import { writeConsole } from './generate/console.ts'
import { documents, root } from './generate/documents.ts'
import { writeInterpretations } from './generate/interpretations.ts'
import { writeLifecycle } from './generate/lifecycle.ts'
import { writeOperations } from './generate/operations.ts'

const HELP = `Usage: npm run generate [-- --check | --code] [--help]

Rebuilds generated/. What is committed, from openapi/: lints the descriptions, bundles them, and writes types. What is not, from the
bundles and console/: validators, and the console that a sandbox serves.

  --check  Write nothing; exit 1 and name each committed file that is stale
  --code   Only what is not committed. npm ci does it, and each command where it is missing or older than its sources
  --help   Show this text

Exit codes: 0 done, or fresh; 1 stale, or a description is broken; 2 bad option.
`

const present = documents.filter(({ source, optional }) => !optional || existsSync(join(root, source)))
const target = join(root, 'generated')

/** Builds what is committed into a fresh folder, and either compares it with generated/ or puts it there. */
async function generate(check: boolean): Promise<number> {
  const fresh = await mkdtemp(join(tmpdir(), 'generate-'))
  try {
    const builds = await Promise.allSettled([
      ...present.map((document) => buildDocument(document, fresh)),
      step('make interpretations.ts', () => writeInterpretations(fresh)),
      step('make lifecycle.md', () => writeLifecycle(fresh)),
    ])
    for (const build of builds) if (build.status === 'rejected') throw build.reason
    await step('make operations.ts', () => writeOperations(fresh))
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

/** Builds what is not committed. The console comes last: its age is that of all. */
async function generateCode(): Promise<void> {
  for (const document of present) await step(`make ${document.validators}.js`, () => writeValidators(document, target))
  await step('make console.ts', () => writeConsole(target))
}

const OPTIONS = { check: { type: 'boolean', default: false }, code: { type: 'boolean', default: false } } as const

await runCommand('generate', HELP, OPTIONS, async ({ check, code }) => {
  if (check && code) throw new UsageError('Failed to read the options: --check and --code have no effect together. Leave one of them out.')
  try {
    const exitCode = code ? 0 : await step('generate', () => generate(check))
    if (!check) await generateCode()
    return exitCode
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error
    process.stderr.write(`${error.message}\n`)
    return 1
  }
})
