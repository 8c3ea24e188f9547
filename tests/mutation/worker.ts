import { parentPort } from 'node:worker_threads'
import { cases } from '../../contract/src/cases/index.ts'
import { createSchemaCheck } from '../../contract/src/checks/schema.ts'
import { bundle } from './bundle.ts'
import { subjects } from './mutants.ts'
import { runSubject, type Verdict } from './run.ts'

const schemas = createSchemaCheck(bundle)
const byId = new Map(subjects.map((subject) => [subject.id, subject]))

parentPort?.on('message', async (ids: string[]) => {
  const verdicts: [id: string, Verdict][] = []
  for (const id of ids) {
    const subject = byId.get(id)
    if (subject === undefined) throw new Error(`Failed to run ${id}: there is no mutant or variant of this id.`)
    verdicts.push([id, await runSubject(subject, cases, schemas)])
  }
  parentPort?.postMessage(verdicts)
})
