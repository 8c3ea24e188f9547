import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'

/**
 * What publint and attw find wrong with a packed package.
 *
 * @param file the tarball
 * @param system whether the package can be used from CommonJS too. Of ES modules alone, what attw says of `require`, and of resolutions
 *   that know no entries (node10), is left out.
 */
export async function complaintsAbout(file: string, system: 'both' | 'ES modules' = 'ES modules'): Promise<string[]> {
  const bytes = new Uint8Array(await readFile(file))
  const { messages, pkg = {} } = await publint({ pack: { tarball: bytes.buffer }, strict: true })
  const analysis = await checkPackage(createPackageFromTarballData(bytes))
  if (!analysis.types) return ['it has no types']
  const wrong = analysis.problems.filter(
    (problem) =>
      system === 'both' || (problem.kind !== 'CJSResolvesToESM' && !('resolutionKind' in problem && problem.resolutionKind === 'node10')),
  )
  return [
    ...messages.map((message) => `publint: ${formatMessage(message, pkg)}`),
    ...wrong.map((problem) => `attw: ${JSON.stringify(problem)}`),
  ]
}

/**
 * The declarations of an installed package, as they stand in its API report: by file, without the mark that leads to a source map.
 *
 * @param dist the folder that the declarations are in
 */
export async function declarationsIn(dist: string): Promise<Map<string, string>> {
  const names = (await readdir(dist)).filter((name) => name.endsWith('.d.ts')).sort()
  const texts = await Promise.all(names.map((name) => readFile(join(dist, name), 'utf8')))
  return new Map(names.map((name, index) => [name, `${texts[index]?.replace(/\/\/# sourceMappingURL=.*/, '').trimEnd()}\n`]))
}
