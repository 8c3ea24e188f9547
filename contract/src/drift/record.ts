import type { Case } from '../cases/case.ts'
import type { SchemaCheck } from '../checks/schema.ts'
import { type HarEntry, recorded } from '../evidence/exchanges.ts'
import { checkCase } from '../run/check-case.ts'
import type { Target } from '../targets/target.ts'

/** Cases at a time. */
const AT_ONCE = 8

/**
 * Runs cases and records what is exchanged for them. Whether they hold is for `npx async-orders contract` to tell.
 *
 * @param startedAt ISO 8601; every entry carries it
 * @example const entries = await recordCases(cases, sandbox, schemas, new Date().toISOString())
 */
export async function recordCases(cases: readonly Case[], target: Target, schemas: SchemaCheck, startedAt: string): Promise<HarEntry[]> {
  const entries: HarEntry[] = []
  const left = cases.values()
  const worker = async (): Promise<void> => {
    for (const row of left) {
      const record = recorded(target, row, startedAt)
      await checkCase(row, record.target, schemas)
      entries.push(...(target.redactor?.value(record.entries) ?? record.entries))
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return entries
}
