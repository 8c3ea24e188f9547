import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import type { Browser, BrowserContext } from 'playwright-core'
import { type PreviewServer, preview } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { linkFrom } from '../../console/links.ts'
import { loadRegister } from '../../contract/src/register/load.ts'
import { type Built, buildDocs } from '../../docs/site/build.ts'
import { operations } from '../../generated/operations.ts'
import { launchBrowser } from '../browser/launch.ts'
import { describeHome } from './home-in-browser.ts'
import { describeLists } from './lists-in-browser.ts'
import { describeReference } from './reference-in-browser.ts'
import { describeSearch } from './search-in-browser.ts'
import { type Visit, visit } from './visit.ts'

/** A download, as redocly makes it. */
const CLASSIC = 'classic-reference.html'
/** Bytes, compressed. */
const LARGEST_SITE = 500_000
const LARGEST_PAGE = 100_000
const LATEST_CONTENT_MS = 1_000

const folder = mkdtempSync(join(tmpdir(), 'site-'))
const files = `${pathToFileURL(folder)}/`
let built: Built
let server: PreviewServer
let served: string
let browser: Browser
let fromFiles: Visit[]
let fromServer: Visit[]

beforeAll(async () => {
  built = await buildDocs(folder, { reports: null })
  const options = { preview: { host: '127.0.0.1', port: 0 }, build: { outDir: '.' } }
  server = await preview({ configFile: false, root: folder, appType: 'mpa', logLevel: 'silent', ...options })
  served = server.resolvedUrls?.local[0] ?? ''
  browser = await launchBrowser()
  const wide = await browser.newContext({ viewport: { width: 1280, height: 900 }, colorScheme: 'light' })
  const narrow = await browser.newContext({ viewport: { width: 360, height: 740 }, colorScheme: 'dark' })
  // Beside one another, on two processors.
  ;[fromFiles, fromServer] = await Promise.all([all(wide, files), all(narrow, served)])
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
  rmSync(folder, { recursive: true, force: true })
})

async function all(context: BrowserContext, base: string): Promise<Visit[]> {
  const visits: Visit[] = []
  for (const name of namesOf(/\.html$/)) visits.push(await visit(context, base, name))
  return visits
}

const namesOf = (end: RegExp): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => end.test(name) && name !== CLASSIC)

const both = (): Visit[] => [...fromFiles, ...fromServer]
const of = <Key extends keyof Visit>(key: Key): Record<string, Visit[Key]> => {
  const found = both().filter(({ [key]: value }) => Array.isArray(value) && value.length > 0)
  return Object.fromEntries(found.map(({ name, [key]: value }) => [name, value]))
}

describe('every page, from a file and from a server', () => {
  it('is there, as the navigation has it', () => {
    expect(fromFiles.map(({ name }) => name).toSorted()).toEqual(
      [...built.pages.map(({ path }) => `${path}.html`), 'console.html'].toSorted(),
    )
    expect(fromFiles.length).toBeGreaterThanOrEqual(15)
  })

  it('opens without an error in the console', () => expect(of('faults')).toEqual({}))

  it('asks nothing of another place', () => expect(of('foreign')).toEqual({}))

  it('has nothing that axe finds, wide and light, narrow and dark', () => expect(of('violations')).toEqual({}))

  it('does not move while it loads, and is not wider than the window', () => {
    expect(
      both()
        .filter(({ shift, sideways }) => shift > 0 || sideways)
        .map(({ name }) => name),
    ).toEqual([])
  })

  it('is light and quick', () => {
    const weights = new Map(namesOf(/\.(html|css|js)$/).map((name) => [name, gzipSync(readFileSync(join(folder, name))).length]))
    const total = [...weights.values()].reduce((sum, bytes) => sum + bytes, 0)
    const shared = (weights.get('site.js') ?? 0) + (weights.get('site.css') ?? 0)
    const heavy = [...weights].filter(([name, bytes]) => name.endsWith('.html') && bytes + shared > LARGEST_PAGE)
    const times = fromServer.map(({ firstContent }) => firstContent)
    // The one in the middle: other work on the machine holds single pages up.
    const usual = times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? Number.POSITIVE_INFINITY
    const kB = (bytes = 0): string => `${(bytes / 1000).toFixed(0)} kB`
    process.stderr.write(
      `docs: ${built.pages.length} pages and the console, ${kB(total)} compressed, clauses ${kB(weights.get('clauses.html'))}; first content after ${usual.toFixed(0)} ms, ${Math.max(...times).toFixed(0)} at most; ${built.words}\n`,
    )
    expect(total).toBeLessThan(LARGEST_SITE)
    expect(heavy).toEqual([])
    expect(usual).toBeLessThan(LATEST_CONTENT_MS)
  })
})

describe('links', () => {
  it('lead to pages, files and anchors that are there', () => {
    const anchors = new Map(fromFiles.map(({ name, ids }) => [name, new Set(ids)]))
    const leads = (link: string): boolean => {
      const [name = '', fragment = ''] = link.slice(files.length).split('#')
      if (!existsSync(join(folder, name))) return false
      // The console reads its fragments itself.
      if (name === 'console.html') return linkFrom(fragment).unknown === undefined
      return fragment === '' || (anchors.get(name)?.has(decodeURIComponent(fragment)) ?? false)
    }
    const inside = fromFiles.flatMap(({ name, links }) => links.filter((link) => link.startsWith(files)).map((link) => ({ name, link })))
    expect(inside.length).toBeGreaterThan(1_000)
    expect(inside.filter(({ link }) => !leads(link))).toEqual([])
  })

  it('outside lead to pages of the documentation, and by https', () => {
    const outside = new Set(fromFiles.flatMap(({ links }) => links).filter((link) => !link.startsWith(files)))
    const hosts = new Set([...outside].map((link) => new URL(link).origin))
    expect([...hosts].toSorted()).toEqual(['https://developers.tangocard.com'])
  })

  it('lead to every clause, every rule for integrators and every interpretation', () => {
    const { clauses, consumer, interpretations } = loadRegister()
    const idsOf = (page: string) => new Set(fromFiles.find(({ name }) => name === page)?.ids)
    expect([...clauses.keys()].filter((id) => !idsOf('clauses.html').has(id))).toEqual([])
    expect([...consumer.keys()].filter((id) => !idsOf('consumer.html').has(id))).toEqual([])
    expect([...interpretations.keys()].filter((id) => !idsOf('interpretations.html').has(id))).toEqual([])
  })

  it('lead from clauses to each operation, and to its responses and fields, and from there back', () => {
    const clauses = new Set(fromFiles.find(({ name }) => name === 'clauses.html')?.links)
    for (const [page, prefix] of PAGES) {
      const links = [...clauses].filter((link) => link.startsWith(`${files}${page}.html`))
      expect(links).toContain(`${files}${page}.html`)
      expect(links.length).toBeGreaterThan(10)
      const back = fromFiles
        .find(({ name }) => name === `${page}.html`)
        ?.links.filter((link) => link.startsWith(`${files}clauses.html#${prefix}-`))
      expect(back?.length).toBeGreaterThan(10)
    }
  })
})

/** The pages of the reference, and how the ids of their clauses begin. */
const PAGES = [...Object.values(operations).map(({ name, prefix }) => [name, prefix]), ['event', 'EVT']]

it('the console leads back to the documentation', async () => {
  const page = await browser.newPage()
  await page.goto(`${files}console.html#interpretation=C-400-422`)
  await page.getByRole('link', { name: 'Its sources and tests' }).click()
  await page.waitForURL(`${files}interpretations.html#C-400-422`)
  await page.goBack()
  await page.getByRole('link', { name: 'Documentation' }).click()
  await page.waitForURL(`${files}index.html`)
  await page.close()
})

describe('the home page', () => describeHome(() => ({ browser, site: files })))

describe('lists', () => describeLists(() => ({ browser, site: files })))

describe('the reference', () => describeReference(() => ({ browser, site: files })))

describe('Markdown twins', () => {
  it('stand beside every page, and llms.txt names each', () => {
    const list = readFileSync(join(folder, 'llms.txt'), 'utf8')
    for (const { path, title } of built.pages) {
      expect(readFileSync(join(folder, `${path}.md`), 'utf8')).toMatch(/^# \S/)
      expect(list).toContain(`[${title}](${path}.md)`)
    }
  })

  it('hold every clause and every operation', () => {
    const read = (name: string): string => readFileSync(join(folder, name), 'utf8')
    expect([...loadRegister().clauses.keys()].filter((id) => !read('clauses.md').includes(`**${id}**`))).toEqual([])
    for (const id of [...Object.keys(operations), 'OrderActionStatus'])
      expect(built.pages.filter(({ markdown }) => markdown.includes(`(\`${id}\`)`))).toHaveLength(1)
  })

  it('have links that lead to files', () => {
    const broken = built.pages.flatMap(({ path, markdown }) =>
      [...markdown.matchAll(/\]\(([^)#:\s]+)(?:#[^)]*)?\)/g)]
        .map(([, href = '']) => href)
        .filter((href) => !existsSync(join(folder, path, '..', href))),
    )
    expect(broken).toEqual([])
  })
})

describe('search', () => describeSearch(() => ({ browser, file: files, server: served })))

describe('code samples', () => {
  it('were executed in curl and TypeScript, and in Python or marked', () => {
    expect(built.samples).toHaveLength(12)
    const skipped = built.samples.filter((sample) => sample.skipped !== null)
    expect(skipped.filter(({ language }) => language !== 'python')).toEqual([])
    const marks = namesOf(/\.html$/).flatMap(
      (name) => readFileSync(join(folder, name), 'utf8').match(/Python \(not executed in this build\)/g) ?? [],
    )
    expect(marks).toHaveLength(skipped.length)
  })
})

it('the classic reference is a download that holds the whole OpenAPI description', () => {
  const page = readFileSync(join(folder, CLASSIC), 'utf8')
  for (const id of Object.keys(operations)) expect(page).toContain(`"operationId":"${id}"`)
  expect(page).toContain('"disableTelemetry":true')
  expect(readFileSync(join(folder, 'downloads.html'), 'utf8')).toContain(`href="${CLASSIC}"`)
})
