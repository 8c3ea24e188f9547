import { parentPort } from 'node:worker_threads'
import { cases } from '../contract/cases/index.ts'
import { createSchemaCheck } from '../contract/checks/schema.ts'
import { bundle } from './bundle.ts'
import { mutants } from './mutants.ts'
import { runMutant, type Verdict } from './run.ts'

/** What a worker is asked: the id of a mutant. */
export type Question = string

/** What it answers. */
export interface Answer {
  id: string
  verdict: Verdict
}

const schemas = createSchemaCheck(bundle)
const byId = new Map(mutants.map((mutant) => [mutant.id, mutant]))

parentPort?.on('message', async (id: Question) => {
  const mutant = byId.get(id)
  if (mutant === undefined) throw new Error(`Failed to judge the mutant ${id}: there is none of this id.`)
  parentPort?.postMessage({ id, verdict: await runMutant(mutant, cases, schemas) } satisfies Answer)
})
