/** A step that cannot be done; its message tells what failed, why, and what to do. */
export class StepFailed extends Error {
  override name = 'StepFailed'
}

/**
 * Runs one step and tells on stderr how long it took.
 *
 * @param name what the person at the terminal reads
 * @param run the step
 */
export async function step<T>(name: string, run: () => Promise<T>): Promise<T> {
  const start = performance.now()
  const result = await run()
  process.stderr.write(`${name.padEnd(36)} ${((performance.now() - start) / 1000).toFixed(2)} s\n`)
  return result
}
