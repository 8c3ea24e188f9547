/** A step that cannot be done; its message tells what failed, why, and what to do. */
export class StepFailed extends Error {
  override name = 'StepFailed'
}

/**
 * Runs one step and tells on stderr how long it took.
 *
 * @param name what the person at the terminal reads, as an order: `lint openapi.yaml`
 * @param run the step
 */
export async function step<T>(name: string, run: () => Promise<T>): Promise<T> {
  const start = performance.now()
  try {
    const result = await run()
    process.stderr.write(`${name.padEnd(36)} ${((performance.now() - start) / 1000).toFixed(2)} s\n`)
    return result
  } catch (error) {
    if (error instanceof StepFailed) throw error
    const cause = error instanceof Error ? error.message : String(error)
    throw new StepFailed(`Failed to ${name}: ${cause}. Correct what it names in openapi/, or the step in scripts/generate/.`, {
      cause: error,
    })
  }
}
