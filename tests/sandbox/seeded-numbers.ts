/**
 * Numbers that look random and are the same for the same seed: whole ones, from 0 up to but not including the limit (mulberry32).
 *
 * @example const next = seededNumbers(7); next(10)
 */
export function seededNumbers(seed: number): (limit: number) => number {
  let state = seed
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit
  }
}
