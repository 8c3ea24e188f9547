import { StepFailed } from '../redocly/steps.ts'

/** What a change asks of the version. */
export type Bump = 'patch' | 'minor' | 'major'

const ORDER: readonly Bump[] = ['patch', 'minor', 'major']

/** The higher of two bumps; none is the lowest. */
export function higher(one: Bump | null, other: Bump | null): Bump | null {
  if (one === null || other === null) return one ?? other
  return ORDER.indexOf(one) >= ORDER.indexOf(other) ? one : other
}

/**
 * The bump that a version has to get for a change. Before 1.0.0 everything may change: what breaks needs a minor bump, all else a patch.
 *
 * @example bumpFor('0.4.1', 'major') // 'minor'
 */
export function bumpFor(version: string, bump: Bump): Bump {
  if (numbers(version)[0] > 0) return bump
  return bump === 'major' ? 'minor' : 'patch'
}

/**
 * The lowest version that carries a bump.
 *
 * @example nextVersion('1.4.1', 'minor') // '1.5.0'
 */
export function nextVersion(version: string, bump: Bump): string {
  const [major, minor, patch] = numbers(version)
  if (bump === 'major') return `${major + 1}.0.0`
  return bump === 'minor' ? `${major}.${minor + 1}.0` : `${major}.${minor}.${patch + 1}`
}

/**
 * Whether a version is another one or a later one.
 *
 * @example atLeast('0.10.0', '0.9.3') // true
 */
export function atLeast(version: string, lowest: string): boolean {
  const [one, other] = [numbers(version), numbers(lowest)]
  const at = one.findIndex((part, i) => part !== other[i])
  return at === -1 || (one[at] ?? 0) > (other[at] ?? 0)
}

function numbers(version: string): [number, number, number] {
  const found = /^(\d+)\.(\d+)\.(\d+)$/.exec(version)
  if (found === null) {
    throw new StepFailed(`Failed to judge the version: info.version "${version}" is not three numbers. Write it like 1.4.0.`)
  }
  return [Number(found[1]), Number(found[2]), Number(found[3])]
}
