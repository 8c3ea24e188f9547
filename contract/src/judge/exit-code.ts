import type { Verdict } from './judge.ts'

/**
 * 1 where a rule was broken, 2 where nothing can be said, else 0.
 *
 * @param inconclusive why there is no verdict, or a partial one
 */
export function exitCodeOf({ passed, rules, forgotten }: Verdict, inconclusive: readonly string[] = []): 0 | 1 | 2 {
  if (rules.some(({ result }) => result === 'failed')) return 1
  return passed && inconclusive.length === 0 && forgotten === 0 ? 0 : 2
}
