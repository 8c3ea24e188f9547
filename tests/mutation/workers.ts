import { Worker } from 'node:worker_threads'
import type { Subject } from './mutants.ts'
import type { Verdict } from './run.ts'

/** So many a thread gets at once: it need not wait while this one is busy. */
const AT_ONCE = 8

/**
 * Runs mutants and variants here and in other threads, each of which takes the next ones when it is done. What is found depends neither on
 * the number of threads nor on which of them takes what.
 *
 * @param run as `runSubject`
 * @param others how many threads beside this one
 * @param progress called with how many are done
 * @returns the verdicts, in the order of the subjects
 * @throws Error when a thread fails
 * @example const verdicts = await runInThreads(subjects, run, 1, (done) => console.error(done))
 */
export async function runInThreads(
  subjects: readonly Subject[],
  run: (subject: Subject) => Promise<Verdict>,
  others: number,
  progress: (done: number) => void,
): Promise<Verdict[]> {
  const verdicts = new Map<string, Verdict>()
  const waiting = [...subjects]
  const note = (found: readonly (readonly [id: string, Verdict])[]): void => {
    for (const [id, verdict] of found) verdicts.set(id, verdict)
    progress(verdicts.size)
  }
  const workers = Array.from({ length: others }, () => new Worker(new URL('./worker.ts', import.meta.url)))
  const inWorker = (worker: Worker): Promise<void> =>
    new Promise((resolve, reject) => {
      const next = (): void => {
        const ids = waiting.splice(0, AT_ONCE).map(({ id }) => id)
        if (ids.length === 0) resolve()
        else worker.postMessage(ids)
      }
      worker.on('message', (found: [string, Verdict][]) => {
        note(found)
        next()
      })
      worker.once('error', reject)
      next()
    })
  const here = async (): Promise<void> => {
    for (let subject = waiting.pop(); subject !== undefined; subject = waiting.pop()) {
      note([[subject.id, await run(subject)]])
      // The other threads have their turn to report and to get more.
      await new Promise((resume) => setImmediate(resume))
    }
  }
  try {
    await Promise.all([here(), ...workers.map(inWorker)])
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()))
  }
  return subjects.map(({ id }) => verdicts.get(id) as Verdict)
}
