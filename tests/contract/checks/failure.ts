/** One thing that is not as it must be. */
export interface Failure {
  /** The clause that does not hold. */
  clause: string
  what: string
  expected: unknown
  actual: unknown
}
