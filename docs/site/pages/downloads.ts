import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '../../../scripts/generate/documents.ts'

/** A file of the repository that the site offers. */
interface Copy {
  from: string
  /** Name beside the pages. */
  name: string
}

/** The files that the site offers, and the text of the page that names them. */
export interface Downloads {
  copies: Copy[]
  names: string[]
  text: string
}

/**
 * What there is to download: the description, the control plane of the sandbox, deliveries as data, and the reports of this build where they are.
 *
 * @param reports folder of the reports, or null
 * @example (await downloads('reports')).names // ['openapi.yaml', …]
 */
export async function downloads(reports: string | null): Promise<Downloads> {
  const offered = [
    { from: join(root, 'generated/openapi.yaml'), name: 'openapi.yaml', about: 'the description, one file (OpenAPI 3.1, YAML)' },
    { from: join(root, 'generated/openapi.json'), name: 'openapi.json', about: 'the same as JSON' },
    { from: join(root, 'generated/control.json'), name: 'control.json', about: 'the control plane of the sandbox (OpenAPI 3.1, JSON)' },
    {
      from: join(root, 'contract/vectors/webhooks.json'),
      name: 'webhooks.json',
      about: 'deliveries that a [receiver](webhooks.md#test-your-verification) must accept or refuse, as data',
    },
    ...(reports === null
      ? []
      : [
          { from: join(reports, 'contract/report.json'), name: 'contract-report.json', about: 'what the contract run of this build found' },
          { from: join(reports, 'mutants/report.json'), name: 'mutants-report.json', about: 'what the mutation run of this build found' },
        ]),
  ].filter(({ from }) => existsSync(from))
  const sizes = await Promise.all(offered.map(async ({ from }) => (await readFile(from)).length))
  const lines = offered.map(({ name, about }, index) => `- [${name}](${name}): ${about}, ${Math.ceil((sizes[index] ?? 0) / 1000)} kB`)
  const text = [
    '---\nsection: Project\norder: 20\ndescription: The description as one file, the reports of this build, and the licence (license).\n---\n# Downloads\n',
    ...lines,
    "- [classic-reference.html](classic-reference.html): the reference as one page of redocly; it loads a logo from redocly's server",
    '- [llms.txt](llms.txt): every page of this site as Markdown, for programs that read\n',
    'All of it is under the MIT licence.\n',
  ].join('\n')
  return { copies: offered, names: [...offered.map(({ name }) => name), 'classic-reference.html', 'llms.txt'], text }
}
