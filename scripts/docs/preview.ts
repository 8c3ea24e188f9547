import { spawn } from 'node:child_process'
import { watch } from 'node:fs'
import { join } from 'node:path'
import { root } from '../generate/documents.ts'
import type { Served } from './serve.ts'

/** Milliseconds; an editor writes a file in several steps. */
const SETTLED = 150

/**
 * Builds again whenever something in docs/ or openapi/ changes, and asks the open pages to load again. What cannot be built is told, and the
 * site stays as it was.
 *
 * @param rebuild builds the site
 * @param served where the pages are open
 * @param tell told what happened, for people
 * @returns stops the watching
 * @example const stop = watchSources(rebuild, served, (words) => process.stderr.write(words))
 */
export function watchSources(rebuild: () => Promise<string>, served: Served, tell: (words: string) => void): () => void {
  const changed = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  let running = Promise.resolve()
  const build = async (): Promise<void> => {
    const folders = new Set(changed)
    changed.clear()
    if (folders.size === 0) return
    try {
      if (folders.has('openapi')) await generate()
      tell(`${[...folders].join(' and ')} changed: ${await rebuild()}\n`)
      served.reload()
    } catch (error) {
      tell(`${error instanceof Error ? error.message : error}\n`)
    }
  }
  const watchers = ['docs', 'openapi'].map((folder) =>
    watch(join(root, folder), { recursive: true }, () => {
      changed.add(folder)
      clearTimeout(timer)
      timer = setTimeout(() => {
        running = running.then(build)
      }, SETTLED)
    }),
  )
  return () => {
    clearTimeout(timer)
    for (const watcher of watchers) watcher.close()
  }
}

/** The site is made from generated/, which has to follow openapi/. */
function generate(): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'scripts/generate.ts')], { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] })
    let said = ''
    child.stderr.on('data', (chunk) => {
      said += chunk
    })
    child.once('error', reject)
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(said.trim()))))
  })
}
