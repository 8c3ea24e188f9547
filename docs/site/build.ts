import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { buildConsole } from '../../console/build.ts'
import { loadRegister } from '../../contract/src/register/load.ts'
import { root } from '../../scripts/generate/documents.ts'
import { type BuildCache, cached } from './build-cache.ts'
import { buildClassic } from './classic.ts'
import { startDemo } from './demo.ts'
import { executeSamples } from './execute-samples.ts'
import { isKnown, urlOf } from './ids.ts'
import { layout, pagesOf } from './layout.ts'
import { type Node, operationsOf } from './operations.ts'
import { type Page, SECTIONS } from './page.ts'
import { clausesPage } from './pages/clauses.ts'
import { consumerPage } from './pages/consumer.ts'
import { downloads } from './pages/downloads.ts'
import { guidePages, readGuides } from './pages/guides.ts'
import { homePage } from './pages/home.ts'
import { interpretationsPage } from './pages/interpretations.ts'
import { lifecyclePage } from './pages/lifecycle.ts'
import { operationPage } from './pages/operation.ts'
import { referencePage } from './pages/reference.ts'
import { playTimeline } from './pages/timeline.ts'
import { readResults } from './results.ts'
import { countWords, type Executed, readSamples } from './samples.ts'
import { browserScript, searchIndex } from './search.ts'

/** What a build may be told. */
export interface BuildOptions {
  /** Folder of the reports of contract and mutants, or null for none. */
  reports: string | null
  /** Of the builds before; a new one unless given. */
  cache?: BuildCache
}

/** What was built. */
export interface Built {
  pages: Page[]
  samples: Executed[]
  /** For people: how many samples were executed. */
  words: string
}

/** Pages that are not written by hand; links to them are known before they are made. */
const MADE = ['reference', 'clauses', 'consumer', 'interpretations', 'lifecycle', 'changelog', 'downloads']

/**
 * Builds the site into a folder: pages, their Markdown twins, search, reference and downloads. Code samples are executed first.
 *
 * @param folder where the files go; made when it is not there
 * @throws Error when a page cannot be made or a sample fails
 * @example await buildDocs('dist/docs', { reports: 'reports' })
 */
export async function buildDocs(folder: string, { reports, cache = new Map() }: BuildOptions): Promise<Built> {
  const bundle = JSON.parse(await readFile(join(root, 'generated/openapi.json'), 'utf8')) as Node
  const { version } = bundle.info as { version: string }
  const register = loadRegister()
  const operations = operationsOf(bundle)
  const results = readResults(reports, version)
  const idUrl = (id: string): string | null => (isKnown(register, id) ? urlOf(id) : null)
  const written = readSamples(join(root, 'docs/samples'), operations)
  const classic = cached(cache, 'classic', bundle, buildClassic)
  const [samples, moments, script, sandbox, first] = await Promise.all([
    cached(cache, 'samples', written, () => executeSamples(written)),
    playTimeline(),
    browserScript(new URL('browser/site.ts', import.meta.url)),
    browserScript(new URL('browser/sandbox.ts', import.meta.url)),
    startDemo().then(({ look }) => look()),
  ])
  const files = await downloads(reports)
  const guides = [
    ...readGuides(join(root, 'docs')),
    { path: 'changelog', text: await changelog() },
    { path: 'downloads', text: files.text },
  ]
  const described = { bundle, operations, samples, idUrl }
  const paths = new Set([...MADE, ...operations.map(({ name }) => name), ...guides.map(({ path }) => path), ...files.names])
  const pages = [
    ...guidePages(guides, register, paths).map((page) => (page.path === 'index' ? homePage(page, first) : page)),
    referencePage(described),
    ...operations.map((operation, index) => operationPage(operation, 11 + index, described)),
    clausesPage(register, bundle, operations, results),
    consumerPage(register),
    interpretationsPage(register, results),
    lifecyclePage(moments),
  ]
  await mkdir(folder, { recursive: true })
  await Promise.all(pages.map((page) => writePage(folder, page, { pages, version })))
  await Promise.all([
    writeFile(join(folder, 'site.js'), script),
    writeFile(join(folder, 'sandbox.js'), sandbox),
    writeFile(join(folder, 'search-index.js'), searchIndex(pages)),
    writeFile(join(folder, 'site.css'), await styles('tokens', 'theme', 'header', 'site', 'lists', 'home')),
    writeFile(join(folder, 'llms.txt'), llmsText(pages)),
    writeFile(join(folder, 'classic-reference.html'), await classic),
    buildConsole({ home: 'page', out: folder }),
    ...files.copies.map(({ from, name }) => copyFile(from, join(folder, name))),
  ])
  return { pages, samples, words: countWords(samples) }
}

async function writePage(folder: string, page: Page, site: { pages: Page[]; version: string }): Promise<void> {
  const file = join(folder, page.path)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(`${file}.md`, `${page.markdown.trimEnd()}\n`)
  await writeFile(`${file}.html`, layout(page, site))
}

async function changelog(): Promise<string> {
  const text = await readFile(join(root, 'CHANGELOG.md'), 'utf8')
  return `---\nsection: Project\norder: 10\ndescription: What changed, by version.\n---\n${text}`
}

/** Style sheets of docs/ as one. */
async function styles(...names: string[]): Promise<string> {
  const files = names.map((name) => readFile(join(root, `docs/${name}.css`), 'utf8'))
  return (await Promise.all(files)).join('\n')
}

/** The list of the site's pages as Markdown, as programs that read look for it. */
function llmsText(pages: readonly Page[]): string {
  const sections = SECTIONS.map((section) => ({
    section,
    own: pagesOf(section, pages),
  })).filter(({ own }) => own.length > 0)
  return [
    '# Async-orders contract',
    '',
    "> An unofficial description of four operations on Tango's asynchronous gift-card orders (freeze, unfreeze, cancel, update) and of the OrderActionStatus event, with a clause register, a mock, a sandbox, a contract gate and a client.",
    '',
    ...sections.flatMap(({ section, own }) => [
      `## ${section}`,
      '',
      ...own.map(({ path, title, description }) => `- [${title}](${path}.md): ${description}`),
      '',
    ]),
  ].join('\n')
}
