import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { assetPath } from '../assets.ts'
import { redocly } from '../redocly/redocly.ts'
import { StepFailed } from '../redocly/steps.ts'
import type { Bump } from './version.ts'

/** One change as redocly tells it. */
export interface RawChange {
  /** Where in the description, with every reference followed. */
  path: string
  typeName: string
  kind: 'added' | 'removed' | 'modified'
  impact: Bump
  verdicts: { message: string; ruleId: string }[]
  /** The field that is modified. */
  property?: string
  base?: Side
  revision?: Side
}

interface Side {
  /** Where it is written. */
  pointer: string
  value?: unknown
}

/**
 * Lets redocly compare two bundled descriptions.
 *
 * @param folder where its report may be written
 * @throws StepFailed when it cannot
 * @example const changes = await diff('base.json', 'revision.json', folder)
 */
export async function diff(base: string, revision: string, folder: string): Promise<RawChange[]> {
  const report = join(folder, 'diff.json')
  const config = assetPath('contract/src/breaking/redocly.yaml')
  const options = ['--format', 'json', '--fail-on', 'none', '--config', config, '--output', report]
  const { output, failed } = await redocly(['diff', base, revision, ...options])
  // A problem in a description leaves parts of it uncompared.
  if (failed || output.includes('No diff rules are on') || output.includes('unresolved')) {
    throw new StepFailed(`Failed to compare the descriptions: redocly cannot read one of them. Run \`npm run lint\`.\n\n${output}`)
  }
  return (JSON.parse(await readFile(report, 'utf8')) as { changes: RawChange[] }).changes
}
