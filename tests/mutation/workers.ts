import { Worker } from 'node:worker_threads'
import type { Subject } from './mutants.ts'
import type { Verdict } from './run.ts'
import type { Answer } from './worker.ts'

/**
 * Runs mutants and variants in threads, each of which takes the next one when it is done. What is found depends neither on the number of threads
 * nor on which of them takes what.
 *
 * @param count of threads
 * @param progress called after each of them with how many are done
 * @returns the verdicts, in the order of the subjects
 * @throws Error when a thread fails
 * @example const verdicts = await judgeInThreads(mutants, 2, (done) => console.error(done))
 */
export async function judgeInThreads(subjects: readonly Subject[], count: number, progress: (done: number) => void): Promise<Verdict[]> {
  const verdicts = new Map<string, Verdict>()
  const waiting = subjects.map(({ id }) => id).values()
  const work = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const worker = new Worker(new URL('./worker.ts', import.meta.url))
      const next = (): void => {
        const { value, done } = waiting.next()
        if (done) worker.terminate().then(() => resolve(), reject)
        else worker.postMessage(value)
      }
      worker.on('message', ({ id, verdict }: Answer) => {
        verdicts.set(id, verdict)
        progress(verdicts.size)
        next()
      })
      worker.once('error', reject)
      next()
    })
  await Promise.all(Array.from({ length: count }, work))
  return subjects.map(({ id }) => verdicts.get(id) as Verdict)
}
