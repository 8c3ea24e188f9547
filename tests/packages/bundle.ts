import { gzipSync } from 'node:zlib'
import { rolldown } from 'rolldown'

/** A program as a browser would get it. */
export interface Bundle {
  code: string
  /** What it still imports: nothing, unless it needs a module of a platform. */
  imports: string[]
  /** Bytes after minification and gzip. */
  size: number
}

/**
 * Bundles a program that imports installed packages, for a browser, minified.
 *
 * @param source the program, an ES module
 * @param folder the project that the packages are installed in
 * @example (await bundled("export * from 'async-orders-client'", consumer)).size
 */
export async function bundled(source: string, folder: string, format: 'esm' | 'iife' = 'esm'): Promise<Bundle> {
  const entry = `${folder}/entry-in-memory.js`
  const build = await rolldown({
    input: entry,
    platform: 'browser',
    logLevel: 'silent',
    plugins: [
      { name: 'the-program-in-memory', resolveId: (id) => (id === entry ? id : null), load: (id) => (id === entry ? source : null) },
    ],
  })
  const { output } = await build.generate({ minify: true, format })
  await build.close()
  if (output.length > 1) throw new Error(`Failed to bundle: it fell into ${output.length} parts. Leave out what is imported later.`)
  return { code: output[0].code, imports: output[0].imports, size: gzipSync(output[0].code).length }
}
