/**
 * A clock that stands still but for those who wait on it.
 *
 * @param at where it begins; milliseconds
 * @example const clock = manualClock(); await clock.wait(500); clock.now() // 500
 */
export function manualClock(at = 0): { now: () => number; wait: (milliseconds: number) => Promise<void> } {
  let instant = at
  return {
    now: () => instant,
    wait: async (milliseconds) => {
      instant += milliseconds
    },
  }
}
