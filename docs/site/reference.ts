import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { resolved } from '../../contract/src/checks/pointers.ts'
import { redocly } from '../../contract/src/redocly/redocly.ts'
import { StepFailed } from '../../contract/src/redocly/steps.ts'
import { root } from '../../scripts/generate/documents.ts'
import { ID } from './ids.ts'
import { type Node, operationsOf } from './operations.ts'
import { ownAnswers } from './own-answers.ts'
import { partUrl } from './pages/clauses.ts'
import { finished, template } from './reference-page.ts'
import { type Executed, LANGUAGES } from './samples.ts'

/** What the reference is told beside the description. */
export interface Links {
  /** Where an id of a clause or an interpretation is told of, or null when there is none such. */
  idUrl: (id: string) => string | null
  /** Code for each operation. */
  samples: readonly Executed[]
}

/**
 * Builds the reference: a page of Redoc under the header of the site, which needs nothing but the files beside it.
 *
 * @param bundle the bundled description
 * @returns the page
 * @throws StepFailed when redocly cannot build it
 * @example await writeFile('reference.html', await buildReference(bundle, links))
 */
export async function buildReference(bundle: Node, links: Links): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'reference-'))
  try {
    const description = join(folder, 'openapi.json')
    const page = join(folder, 'reference.html')
    const frame = join(folder, 'reference.hbs')
    await Promise.all([writeFile(description, JSON.stringify(withLinks(bundle, links))), writeFile(frame, template())])
    const config = join(root, 'docs/site/redocly.yaml')
    const { output, failed } = await redocly([
      'build-docs',
      description,
      '--inlineBundle',
      '--template',
      frame,
      '--output',
      page,
      '--config',
      config,
    ])
    if (failed) {
      throw new StepFailed(`Failed to build the reference: redocly does not take the description. Run \`npm run lint\`.\n\n${output}`)
    }
    return finished(await readFile(page, 'utf8'))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/**
 * The description with links from its texts to clauses and interpretations, and with samples.
 *
 * @example withLinks({ description: 'See FRZ-07.' }, links).description // 'See [FRZ-07](clauses.html#FRZ-07).'
 */
export function withLinks(bundle: Node, { idUrl, samples }: Links): Node {
  const linked = JSON.parse(JSON.stringify(bundle), (key, value) => {
    if (key === 'description' && typeof value === 'string') return linkIds(value, idUrl)
    return isPart(value) ? withMarks(value, idUrl) : value
  }) as Node
  const operations = operationsOf(linked)
  const answers = operations.map((operation) => ownAnswers(operation, linked, operations))
  for (const [index, { id, prefix, node, description }] of operations.entries()) {
    node.responses = answers[index]
    const more = [
      `[All clauses of it](${partUrl(prefix)})`,
      ...('operationId' in node ? [`[try it in the console](console.html#operation=${id})`] : []),
    ]
    node.description = `${description}\n\n${more.join(' · ')}`
    const own = samples.filter(({ operation }) => operation === id)
    if (own.length === 0) continue
    // Redoc would let the reader choose one, and show the same code.
    delete (resolved(linked, node.requestBody).content as { 'application/json': { examples?: Node } })['application/json'].examples
    node['x-codeSamples'] = own.map((sample) => ({
      lang: LANGUAGES[sample.language].highlight,
      label: LANGUAGES[sample.language].label,
      // Redoc shows languages by names of its own. Only Python can be left out.
      source: sample.skipped === null ? sample.source : `# Not executed in this build.\n${sample.source}`,
    }))
  }
  return linked
}

const MARKS = { 'x-documented': 'Documented', 'x-inferred': 'Inferred', 'x-assumed': 'Assumed' } as const

/** A part of the description with marks; operations tell their clauses by themselves. */
const isPart = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && Object.keys(MARKS).some((mark) => mark in value) && !('responses' in value)

/** Says in the description of a part where it comes from: Redoc does not show the marks. */
function withMarks(part: Node, idUrl: Links['idUrl']): Node {
  const marks = Object.entries(MARKS).flatMap(([mark, word]) =>
    Array.isArray(part[mark]) ? [`${word}: ${linkIds(part[mark].join(', '), idUrl)}.`] : [],
  )
  const never = part['x-never-observed'] === true ? ['No published example shows it.'] : []
  return { ...part, description: [part.description ?? '', `_${[...marks, ...never].join(' ')}_`].join('\n\n').trim() }
}

const IDS = new RegExp(`\`[^\`]*\`|${ID.source}`, 'g')

const linkIds = (text: string, idUrl: Links['idUrl']): string =>
  text.replace(IDS, (id) => {
    const url = id.startsWith('`') ? null : idUrl(id)
    return url === null ? id : `[${id}](${url})`
  })
