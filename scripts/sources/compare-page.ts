import type { Register, Source } from '../../contract/src/register/types.ts'
import type { SourceUnit } from './split-page.ts'

/** One unit that does not stand in the page as `sources.yaml` maps it. */
export interface Difference {
  /** changed: other words in the same place. moved: the same words elsewhere on the page. */
  kind: 'new' | 'gone' | 'changed' | 'moved'
  /** Where `sources.yaml` has it: not for a new unit. */
  was?: string
  /** Where the page has it: not for a unit that is gone. */
  now?: SourceUnit
  /** The clauses that its going or changing puts in doubt. */
  clauses: string[]
  /** The interpretations that it leads to, and those of the clauses in doubt. */
  interpretations: string[]
}

interface Pair {
  was?: Source
  now?: SourceUnit
}

/**
 * How a page differs from what `sources.yaml` maps; nothing when every unit stands where it is mapped.
 *
 * Units are paired by their hashes, section by section and in order, so that one new sentence does not put all those after it in doubt.
 *
 * @example comparePage(sourcesOfPage, splitPage('freeze', text), register).filter(({ kind }) => kind !== 'moved')
 */
export function comparePage(sources: Source[], units: SourceUnit[], register: Register): Difference[] {
  const was = bySection(sources)
  const now = bySection(units)
  const gaps: { was: Source[]; now: SourceUnit[] }[] = []
  const pairs: Pair[] = []
  for (const section of new Set([...was.keys(), ...now.keys()])) {
    const aligned = align(was.get(section) ?? [], now.get(section) ?? [])
    pairs.push(...aligned.same)
    gaps.push(...aligned.gaps)
  }
  const moved = pairMoved(
    gaps.flatMap((gap) => gap.was),
    gaps.flatMap((gap) => gap.now),
  )
  const found = new Set([...moved.values()])
  pairs.push(...[...moved].map(([source, unit]) => ({ was: source, now: unit })))
  for (const gap of gaps) {
    const lost = gap.was.filter((source) => !moved.has(source))
    const come = gap.now.filter((unit) => !found.has(unit))
    // Nothing is left of the old words but a hash, so what stands between the same neighbours is taken for the same unit.
    for (let index = 0; index < Math.max(lost.length, come.length); index++) pairs.push(pairOf(lost[index], come[index]))
  }
  return pairs.flatMap((pair) => differenceOf(pair, register))
}

/** Groups by section, each in the order of its numbers. */
function bySection<T extends { locator: string }>(units: T[]): Map<string, T[]> {
  const numberOf = ({ locator }: T): number => Number(locator.slice(locator.lastIndexOf('/') + 1))
  const sections = Map.groupBy(units, ({ locator }) => locator.slice(0, locator.lastIndexOf('/')))
  for (const section of sections.values()) section.sort((a, b) => numberOf(a) - numberOf(b))
  return sections
}

/** The longest common sequence of two lists of units, and what lies between its members. */
function align(was: Source[], now: SourceUnit[]): { same: Pair[]; gaps: { was: Source[]; now: SourceUnit[] }[] } {
  const length = commonLengths(was, now)
  const same: Pair[] = []
  const gaps = [{ was: [] as Source[], now: [] as SourceUnit[] }]
  let left = 0
  let right = 0
  while (left < was.length || right < now.length) {
    const source = was[left]
    const unit = now[right]
    if (source !== undefined && unit !== undefined && source.hash === unit.hash) {
      same.push({ was: source, now: unit })
      gaps.push({ was: [], now: [] })
      left++
      right++
    } else if (unit === undefined || (source !== undefined && length(left + 1, right) >= length(left, right + 1))) {
      if (source !== undefined) gaps.at(-1)?.was.push(source)
      left++
    } else {
      gaps.at(-1)?.now.push(unit)
      right++
    }
  }
  return { same, gaps }
}

/** Length of the longest common sequence of the two lists from the given places to their ends. */
function commonLengths(was: Source[], now: SourceUnit[]): (left: number, right: number) => number {
  const width = now.length + 1
  const table = new Uint32Array((was.length + 1) * width)
  const at = (left: number, right: number): number => table[left * width + right] ?? 0
  for (let left = was.length - 1; left >= 0; left--) {
    for (let right = now.length - 1; right >= 0; right--) {
      const equal = was[left]?.hash === now[right]?.hash
      table[left * width + right] = equal ? at(left + 1, right + 1) + 1 : Math.max(at(left + 1, right), at(left, right + 1))
    }
  }
  return at
}

/** Pairs units of the same words wherever they stand, each at most once. */
function pairMoved(was: Source[], now: SourceUnit[]): Map<Source, SourceUnit> {
  const places = Map.groupBy(now, ({ hash }) => hash)
  const moved = new Map<Source, SourceUnit>()
  for (const source of was) {
    const unit = places.get(source.hash)?.shift()
    if (unit !== undefined) moved.set(source, unit)
  }
  return moved
}

const pairOf = (was: Source | undefined, now: SourceUnit | undefined): Pair => ({ ...(was && { was }), ...(now && { now }) })

function differenceOf({ was, now }: Pair, register: Register): Difference[] {
  if (was === undefined) return now === undefined ? [] : [{ kind: 'new', now, clauses: [], interpretations: [] }]
  if (was.hash === now?.hash) {
    return was.locator === now.locator ? [] : [{ kind: 'moved', was: was.locator, now, clauses: [], interpretations: [] }]
  }
  const clauses = was.clauses ?? []
  const interpretations = new Set([
    ...(was.interpretations ?? []),
    ...clauses.flatMap((id) => register.clauses.get(id)?.interpretations ?? []),
  ])
  const doubt = { was: was.locator, clauses, interpretations: [...interpretations].sort() }
  return [now === undefined ? { kind: 'gone', ...doubt } : { kind: 'changed', ...doubt, now }]
}
