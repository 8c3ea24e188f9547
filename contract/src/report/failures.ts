import { groupBy } from '../group-by.ts'
import type { TargetName } from '../targets/target.ts'
import { type Example, type Found, ofCase, ofPhase } from './found.ts'
import type { Report } from './report.ts'

/** One mistake on one target: the failures of one clause that have one cause. */
export interface FailureGroup {
  target: TargetName
  /** Null where no clause says it. */
  clause: string | null
  /** What is wrong: `sender` is missing in the 200. */
  title: string
  /** What shows it: `53 cases`. */
  size: string
  /** Why it does not count on this target. */
  differs?: string
  /** Why the baseline knows it, and until when. */
  known?: string
  /** The simplest case that shows it. */
  example: Example
  /** Ids of the other cases and phases that show it. */
  others: string[]
  /** Failures that this one explains, by clause. */
  follow: { clause: string; cases: string[] }[]
}

/**
 * What failed, one entry for each mistake: those that count first, of them those that most cases show.
 *
 * @example failureGroups(report).map(({ clause, title, size }) => `${clause}: ${title} (${size})`)
 */
export function failureGroups({ cases, phases = [], again = '' }: Pick<Report, 'cases' | 'phases' | 'again'>): FailureGroup[] {
  const all = [...cases.flatMap(ofCase), ...phases.flatMap((phase) => ofPhase(phase, again))]
  const following = groupBy(
    all.filter(({ follows }) => follows !== undefined),
    ({ target, follows }) => `${target} ${follows}`,
  )
  const roots = all.filter(({ follows }) => follows === undefined).toSorted((one, other) => keyOf(one).localeCompare(keyOf(other)))
  const groups = [...groupBy(roots, keyOf).values()].toSorted((one, other) => other.length - one.length)
  return groups
    .map((group) => {
      const root = `${group[0]?.target} ${group[0]?.clause}`
      const follow = following.get(root) ?? []
      // A clause that is violated in two ways explains them once.
      following.delete(root)
      return { group: groupOf(group, follow), weight: group.length + follow.length }
    })
    .toSorted((one, other) => rank(one) - rank(other) || other.weight - one.weight)
    .map(({ group }) => group)
}

/** What fails the run, what the baseline knows, and what does not count. */
export type Kind = 'failed' | 'known' | 'differs'

/**
 * What a group comes to.
 *
 * @example failureGroups(report).filter((group) => kindOf(group) === 'failed')
 */
export const kindOf = ({ differs, known }: Pick<FailureGroup, 'differs' | 'known'>): Kind =>
  differs !== undefined ? 'differs' : known !== undefined ? 'known' : 'failed'

const RANKS: Record<Kind, number> = { failed: 0, known: 1, differs: 2 }

const rank = ({ group }: { group: FailureGroup }): number => RANKS[kindOf(group)]

/**
 * What follows from a failure, in words.
 *
 * @example followWords(group) // '38 more cases: UNF-25 (30), FRZ-41 (8)'
 */
export function followWords({ follow, example, others }: FailureGroup): string {
  const own = new Set([example.id, ...others])
  const more = new Set(follow.flatMap(({ cases }) => cases.filter((id) => !own.has(id)))).size
  const clauses = follow.map(({ clause, cases }) => `${clause} (${cases.length})`).join(', ')
  return `${more === 0 ? '' : `${more} more ${more === 1 ? 'case' : 'cases'}: `}${clauses}`
}

/**
 * Why a failure does not count on a target, in words.
 *
 * @example differsWords('assumed') // 'the clause is assumed, which does not count on this target'
 */
export const differsWords = (differs: string): string =>
  differs.includes('=')
    ? `the target was observed to follow ${differs}, which differs from our default`
    : `the clause is ${differs}, which does not count on this target`

/** The clauses that a group explains, and the cases of each. */
function groupOf(group: Found[], follow: Found[]): FailureGroup {
  const sorted = group.toSorted((one, other) => compare(one.effort, other.effort) || one.example.id.localeCompare(other.example.id))
  const [{ target, clause, differs, known, difference, example }] = sorted as [Found, ...Found[]]
  const ids = (found: Found[]): string[] => [...new Set(found.map(({ example: { id } }) => id))]
  return {
    ...{ target, clause, title: `${difference.title}${difference.isField ? where(group) : ''}`, size: sizeOf(group) },
    ...(differs === undefined ? {} : { differs }),
    ...(known === undefined ? {} : { known }),
    ...{ example, others: ids(sorted).filter((id) => id !== example.id) },
    follow: [...groupBy(follow, (found) => found.clause ?? '')].map(([own, found]) => ({ clause: own, cases: ids(found) })),
  }
}

/** The statuses of the responses: in the 400 and 404. */
function where(group: Found[]): string {
  const statuses = [...new Set(group.flatMap(({ example: { exchange } }) => exchange?.response.status ?? []))].toSorted()
  return statuses.length === 0 ? '' : ` in the ${new Intl.ListFormat('en-GB').format(statuses.map(String))}`
}

function sizeOf(group: Found[]): string {
  const counts = groupBy(group, ({ counted }) => counted)
  const words = [...counts].map(([counted, found]) => {
    const own = counted === 'case' ? new Set(found.map(({ example }) => example.id)).size : found.reduce((sum, { cases }) => sum + cases, 0)
    return `${own} ${counted}${own === 1 ? '' : 's'}`
  })
  return words.join(', ')
}

const keyOf = ({ target, clause, differs = '', known = '', difference }: Found): string =>
  [target, clause, differs, known, difference.key].join('\n')

const compare = (one: number[], other: number[]): number => {
  const at = one.findIndex((value, index) => value !== other[index])
  return at === -1 ? 0 : (one[at] ?? 0) - (other[at] ?? 0)
}
