import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../generate/documents.ts'
import { redocly } from '../generate/redocly.ts'
import { StepFailed } from '../generate/steps.ts'
import { ID } from './ids.ts'
import { type Node, operationsOf } from './operations.ts'
import { partUrl } from './pages/clauses.ts'
import { type Executed, LANGUAGES, labelOf } from './samples.ts'

/** What the reference is told beside the description. */
export interface Links {
  /** Where an id of a clause or a reading is told of, or null when there is none such. */
  idUrl: (id: string) => string | null
  /** Code for each operation. */
  samples: readonly Executed[]
}

/**
 * Builds the reference: one page that needs nothing from elsewhere.
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
    await writeFile(description, JSON.stringify(withLinks(bundle, links)))
    const config = join(root, 'scripts/docs/redocly.yaml')
    const { output, failed } = await redocly(['build-docs', description, '--inlineBundle', '--output', page, '--config', config])
    if (failed) {
      throw new StepFailed(`Failed to build the reference: redocly does not take the description. Run \`npm run lint\`.\n\n${output}`)
    }
    return selfContained(await readFile(page, 'utf8'))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/**
 * The description with links from its texts to clauses and readings, and with samples.
 *
 * @example withLinks({ description: 'See FRZ-07.' }, links).description // 'See [FRZ-07](clauses.html#FRZ-07).'
 */
export function withLinks(bundle: Node, { idUrl, samples }: Links): Node {
  const linked = JSON.parse(JSON.stringify(bundle), (key, value) =>
    key === 'description' && typeof value === 'string' ? linkIds(value, idUrl) : value,
  ) as Node & { info: { description: string } }
  linked.info.description = `[Home](index.html) · [Clauses](clauses.html) · [Readings](readings.html) · [Lifecycle](lifecycle.html)\n\n${linked.info.description}`
  for (const { id, prefix, node, description } of operationsOf(linked)) {
    const more = [
      `[All clauses of it](${partUrl(prefix)})`,
      ...('operationId' in node ? [`[try it in the console](console.html#operation=${id})`] : []),
    ]
    node.description = `${description}\n\n${more.join(' · ')}`
    const own = samples.filter(({ operation }) => operation === id)
    if (own.length === 0) continue
    node['x-codeSamples'] = own.map((sample) => ({
      lang: LANGUAGES[sample.language].highlight,
      label: labelOf(sample),
      source: sample.source,
    }))
  }
  return linked
}

const IDS = new RegExp(`\`[^\`]*\`|${ID.source}`, 'g')

const linkIds = (text: string, idUrl: Links['idUrl']): string =>
  text.replace(IDS, (id) => {
    const url = id.startsWith('`') ? null : idUrl(id)
    return url === null ? id : `[${id}](${url})`
  })

/** What Redoc would load from another host: its logo, and icons that nothing here uses. */
const ELSEWHERE = /https:\/\/cdn\.redoc(?:ly\.com|\.ly)\/[\w./-]*/g

/** Links of the menu as Redoc writes them before its script runs: they would lead to the root of the server. Scripts are passed over. */
const MENU = /<script[^>]*>[\s\S]*?<\/script>| href="(\/(?!\/)[^"]*)"/g

/**
 * Makes a page of Redoc one that loads nothing: without the logo, with links that stay on the page, and with a policy that shuts out every other source, so that a later
 * Redoc cannot bring one back unseen.
 *
 * @example selfContained('<head></head><script>1</script>').includes("default-src 'none'") // true
 */
function selfContained(html: string): string {
  const page = html
    .replace('<meta charset="utf8" />', '<meta charset="utf-8">\n  <link rel="alternate" type="text/markdown" href="reference.md">')
    .replace(ELSEWHERE, 'data:,')
    .replace(MENU, (text, path?: string) => (path === undefined ? text : ` href="#${path}"`))
  const hashes = [...page.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map(
    ([, code = '']) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`,
  )
  const policy = [
    "default-src 'none'",
    `script-src ${[...new Set(hashes)].join(' ')}`,
    "style-src 'unsafe-inline'",
    'img-src data:',
    'font-src data:',
    // Redoc searches in workers that it makes of its own code.
    'worker-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ]
  return page.replace('<head>', () => `<head>\n  <meta http-equiv="Content-Security-Policy" content="${policy.join('; ')}">`)
}
