import { existsSync, readFileSync, statSync } from 'node:fs'
import { UsageError } from '../../../sandbox/src/node/command/command.ts'
import { provenBy } from '../report/proven.ts'

/** Where a mutation run writes its report unless told otherwise. */
const USUAL_PLACE = 'reports/mutants/report.json'
/** Bytes; a report of two thousand mutants has half a million. */
const LARGEST = 50_000_000

/**
 * Which clauses the last mutation run proved. None where there is no report at the usual place, or it is about another description.
 *
 * @param option of `--mutants`: then a report that cannot be used is a mistake of the caller
 * @param hash of the description, as `descriptionHash` makes it
 * @param tell told why a report at the usual place is not used
 * @throws UsageError when the file of the option cannot be used
 * @example const proven = provenClauses(undefined, descriptionHash(text), (why) => console.error(why))
 */
export function provenClauses(option: string | undefined, hash: string, tell: (why: string) => void): ReadonlyMap<string, boolean> {
  const file = option ?? USUAL_PLACE
  if (option === undefined && !existsSync(file)) return new Map()
  const proof = provenBy(read(file), hash)
  if ('proven' in proof) return proof.proven
  const why = `Failed to take over what mutants proved: ${file} is not used, since ${proof.reason}. Run \`npm run mutants\`.`
  if (option !== undefined) throw new UsageError(why)
  tell(why)
  return new Map()
}

function read(file: string): unknown {
  try {
    return statSync(file).size > LARGEST ? undefined : JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw new UsageError(`Failed to read ${file}: ${error instanceof Error ? error.message : error}. Give the report of a mutation run.`)
  }
}
