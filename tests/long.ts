/**
 * How often a check is done: a few times in `npm test`, as often as it takes in `npm run test:long`.
 *
 * @example const ROUNDS = times(3, 100)
 */
export const times = (short: number, long: number): number => (process.env.LONG === '1' ? long : short)
