import type { Instant } from '../model.ts'
import { Refusal } from './refusal.ts'

const FIRST = Date.parse('0000-01-01T00:00:00.000Z')
const LAST = Date.parse('9999-12-31T23:59:59.999Z')

/**
 * An instant whose ISO form has a year of four digits, as every date that is answered must have.
 *
 * @throws Refusal when it is earlier or later than that, or no number at all
 */
export function possibleInstant(instant: Instant, path: string, given: string, advice = 'Write it as 2026-03-02T10:00:00Z.'): Instant {
  if (instant >= FIRST && instant <= LAST) return instant
  throw new Refusal('invalid', path, `Failed to read ${path}: ${given} is no instant of the years 0000 to 9999. ${advice}`)
}

/** Reads an instant that fits `format: date-time`; leap seconds, and offsets without minutes, fit it and are none that can be read. */
export function instantFrom(text: string, path: string): Instant {
  return possibleInstant(Date.parse(text), path, text)
}
