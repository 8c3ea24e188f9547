import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { redocly } from '../../contract/src/redocly/redocly.ts'
import { StepFailed } from '../../contract/src/redocly/steps.ts'
import { root } from '../../scripts/generate/documents.ts'

/**
 * The reference as `redocly build-docs` makes it: one page, which the site offers as a download.
 *
 * @throws StepFailed when redocly cannot build it
 * @example await writeFile('classic-reference.html', await buildClassic())
 */
export async function buildClassic(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'classic-'))
  try {
    const page = join(folder, 'reference.html')
    const { output, failed } = await redocly(['build-docs', join(root, 'generated/openapi.json'), '--inlineBundle', '--output', page])
    if (failed)
      throw new StepFailed(
        `Failed to build the classic reference: redocly refuses the OpenAPI description. Run \`npm run lint\`.\n\n${output}`,
      )
    return await readFile(page, 'utf8')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
