import { execFile } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { buildDocs } from '../docs/site/build.ts'
import type { BuildCache } from '../docs/site/build-cache.ts'
import { SampleFailed } from '../docs/site/execute-samples.ts'
import { watchSources } from '../docs/site/preview.ts'
import { serveFolder } from '../docs/site/serve.ts'
import { portFrom, runCommand, UsageError, untilInterrupted } from '../sandbox/src/node/command/command.ts'
import { root } from './generate/documents.ts'

const HELP = `Usage: npm run docs [-- --out DIR] [--reports DIR] [--serve [--port N]]

Builds the site: reference, code samples, clauses, interpretations, lifecycle, guides, search, a Markdown twin of every page, and the console with
a sandbox in the page. Every page works from a file and loads nothing from elsewhere. Code samples are executed against the sandbox first;
those in Python need a Python with httpx; without it their page says so.

  --out DIR      folder to write to (default: dist/docs)
  --reports DIR  folder with the reports of the contract run and the mutation run (default: reports). The site says so
                 where one is missing
  --serve        a preview: serve the site, build it again when docs/ or openapi/ changes (for openapi/, generated/ too), and load the
                 open pages again. Prints "docs listening on http://127.0.0.1:PORT/" when ready; Ctrl-C stops it
  --port N       port of the preview (default: a free one)
  --help         show this text

Exit codes: 0 built; 1 a code sample fails; 2 the site cannot be built.
`

const OPTIONS = {
  out: { type: 'string', default: 'dist/docs' },
  reports: { type: 'string' },
  serve: { type: 'boolean', default: false },
  port: { type: 'string' },
} as const

await runCommand('docs', HELP, OPTIONS, async ({ out, reports, serve, port }) => {
  if (port !== undefined && !serve) throw new UsageError('Failed to read the options: --port is for --serve.')
  const listenOn = portFrom(port ?? '0')
  if (reports !== undefined && !existsSync(reports)) throw new UsageError(`Failed to read the options: there is no folder ${reports}.`)
  const folder = madeFolder(out)
  const cache: BuildCache = new Map()
  const build = async (): Promise<string> => (await buildDocs(folder, { reports: resolve(reports ?? 'reports'), cache })).words
  try {
    process.stderr.write(`${await build()}\nwrote ${relative(process.cwd(), join(folder, 'index.html'))}\n`)
  } catch (error) {
    if (!(error instanceof SampleFailed)) throw error
    process.stderr.write(`${error.message}\n`)
    return 1
  }
  if (serve) await preview(folder, build, listenOn)
  return 0
})

/** Before anything is executed for it. */
function madeFolder(out: string): string {
  try {
    mkdirSync(out, { recursive: true })
  } catch (error) {
    throw new UsageError(`Failed to make the folder ${out}: ${error instanceof Error ? error.message : error}. Name another with --out.`)
  }
  return resolve(out)
}

async function preview(folder: string, rebuild: () => Promise<string>, port: number): Promise<void> {
  const served = await serveFolder(folder, { port })
  const tell = (words: string): boolean => process.stderr.write(words)
  const stop = watchSources({ root, generate, rebuild, reload: served.reload, tell })
  const interrupted = untilInterrupted()
  process.stdout.write(`docs listening on ${served.origin}/\n`)
  await interrupted
  stop()
  await served.close()
}

/** The site is made from generated/, which has to follow openapi/. */
function generate(): Promise<void> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [join(root, 'scripts/generate.ts')], { cwd: root }, (error, _, said) =>
      error === null ? resolve() : reject(new Error(said.trim() || error.message)),
    )
  })
}
