/** One thing that is not as it must be. */
export interface Failure {
  /** The clause that the assertion is about, and no other. */
  clause: string
  what: string
  expected: unknown
  actual: unknown
  /** A more basic clause that the same target violates too, and that explains this one. */
  follows?: string
  /** Why it does not count on this target: `assumed`, or the option of an open question that the target was observed to follow. */
  differs?: string
  /** Why a baseline knows it, and until when: it does not fail the run. */
  known?: string
}
