import { watch } from 'node:fs'
import { join } from 'node:path'

/** Milliseconds; an editor writes a file in several steps. */
const SETTLED = 150

/** What the preview is made of. */
export interface Preview {
  /** Folder that holds docs/ and openapi/. */
  root: string
  /** Makes generated/ anew from openapi/. */
  generate: () => Promise<void>
  /** Builds the site; what it returns is told. */
  rebuild: () => Promise<string>
  /** Asks the open pages to load again. */
  reload: () => void
  /** Told what happened, for people. */
  tell: (words: string) => void
}

/**
 * Builds again whenever something in docs/ or openapi/ changes, one build at a time, then asks the open pages to load again. What cannot be
 * built is told, and the site stays as it was.
 *
 * @returns stops the watching
 * @example const stop = watchSources({ root, generate, rebuild, reload: served.reload, tell: (words) => process.stderr.write(words) })
 */
export function watchSources({ root, generate, rebuild, reload, tell }: Preview): () => void {
  const changed = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  let running = Promise.resolve()
  const build = async (): Promise<void> => {
    const folders = [...changed]
    changed.clear()
    if (folders.length === 0) return
    try {
      if (folders.includes('openapi')) await generate()
      tell(`${folders.join(' and ')} changed: ${await rebuild()}\n`)
      reload()
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
