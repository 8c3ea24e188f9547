export const times = (short: number, long: number): number => (process.env.LONG === '1' ? long : short)
