import { parentPort } from 'node:worker_threads'
import { cases } from '../contract/cases/index.ts'
import { createSchemaCheck } from '../contract/checks/schema.ts'
import { bundle } from './bundle.ts'
import { subjects } from './mutants.ts'
import { runSubject, type Verdict } from './run.ts'

/** What a worker is asked: the id of a mutant. */
export type Question = string

/** What it answers. */
export interface Answer {
  id: string
  verdict: Verdict
}

const schemas = createSchemaCheck(bundle)
const byId = new Map(subjects.map((subject) => [subject.id, subject]))

parentPort?.on('message', async (id: Question) => {
  const subject = byId.get(id)
  if (subject === undefined) throw new Error(`Failed to run ${id}: there is no mutant or variant of this id.`)
  parentPort?.postMessage({ id, verdict: await runSubject(subject, cases, schemas) } satisfies Answer)
})
