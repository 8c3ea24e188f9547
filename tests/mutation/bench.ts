import { documentedRules } from '../../sandbox/src/index.ts'
import { createSchemaCheck, type SchemaCheck } from '../contract/checks/schema.ts'
import { inProcessMock, inProcessTarget } from '../contract/in-process.ts'
import type { Target } from '../contract/targets/target.ts'
import type { Edited, InProcess, Wrong } from './mutant.ts'

/** What the cases meet while a mutant is judged. */
export interface Bench {
  /** What the cases run on, one target after the other. */
  targets: (() => Target | Promise<Target>)[]
  schemas: SchemaCheck
  close: () => Promise<void>
}

/**
 * Puts up what a mutant breaks.
 *
 * @param schemas of the description as it is
 * @example const { targets, close } = await benchOf(mutant, createSchemaCheck(description))
 */
export async function benchOf(wrong: Wrong, schemas: SchemaCheck): Promise<Bench> {
  return 'edit' in wrong ? editedBench(wrong) : { targets: [() => targetWith(wrong)], schemas, close: async () => undefined }
}

/** The mock on the edited description, and the sandbox, whose answers are held against it. */
function editedBench({ edit }: Edited): Bench {
  const description = edit()
  let mock: Promise<Target> | undefined
  const edited = (): Promise<Target> => {
    mock ??= inProcessMock(description)
    return mock
  }
  return { targets: [edited, () => inProcessTarget()], schemas: createSchemaCheck(description), close: async () => undefined }
}

/** A sandbox in this process, with one thing wrong. Each case gets one of its own, so that what it sees depends on no other case. */
function targetWith(wrong: InProcess): Target {
  const given = 'rules' in wrong ? wrong.rules : {}
  const rules = { ...documentedRules, ...(typeof given === 'function' ? given() : given) }
  return inProcessTarget(
    { rules },
    {
      ...('wrapFetch' in wrong ? { fetch: wrong.wrapFetch } : {}),
      ...('wrapDeliver' in wrong ? { deliver: wrong.wrapDeliver } : {}),
      ...('wrapStore' in wrong ? { store: wrong.wrapStore } : {}),
    },
  )
}
