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
import { actions, operations } from '../../generated/operations.ts'
import { launchBrowser } from '../browser/launch.ts'
import { times } from '../long.ts'
import { describeReference } from './reference-in-browser.ts'
import { describeSearch } from './search-in-browser.ts'
import { type Visit, visit } from './visit.ts'

const REFERENCE = 'reference.html'
/** Its script has run, in a wide window, when the headings have links. */
const REDOC_READY = { wide: 'a[href^="#/events/"]', narrow: '#redoc' }
/** Bytes, compressed. */
const LARGEST_SITE = 1_000_000
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
  ;[fromFiles, fromServer] = await Promise.all([all(wide, files, REDOC_READY.wide), all(narrow, served, REDOC_READY.narrow)])
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
  rmSync(folder, { recursive: true, force: true })
})

async function all(context: BrowserContext, base: string, ready: string): Promise<Visit[]> {
  // Redoc shows one operation at a time, and what is near.
  const operations = built.pages.find(({ path }) => path === 'reference')?.entries.map(({ url }) => `#${url.split('#')[1]}`) ?? []
  const places = operations.map((hash) => ({ hash, ready: `[id="${hash.slice(2)}"] h4` }))
  const visits: Visit[] = []
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.html'))) {
    visits.push(...(name === REFERENCE ? await visit(context, base, name, ready, places) : await visit(context, base, name)))
  }
  return visits
}

const both = (): Visit[] => [...fromFiles, ...fromServer]
const of = <Key extends keyof Visit>(key: Key): Record<string, Visit[Key]> => {
  const found = both().filter(({ [key]: value }) => Array.isArray(value) && value.length > 0)
  return Object.fromEntries(found.map(({ name, [key]: value }) => [name, value]))
}

describe('every page, from a file and from a server', () => {
  it('is there, as the navigation has it', () => {
    const described = actions.map((action) => `actions/${action}asyncorder`)
    const views = [...described, 'updates/updateasyncorder', 'events/paths/orderactionstatus/post'].map((id) => `${REFERENCE}#/${id}`)
    expect(fromFiles.map(({ name }) => name).toSorted()).toEqual(
      [...built.pages.map(({ path }) => `${path}.html`), 'console.html', ...views].toSorted(),
    )
    expect(fromFiles.length).toBeGreaterThanOrEqual(15)
  })

  it('opens without an error in the console', () => expect(of('faults')).toEqual({}))

  it('asks nothing of another place', () => expect(of('foreign')).toEqual({}))

  it('has nothing that axe finds, wide and light, narrow and dark', () => expect(of('violations')).toEqual({}))

  it('does not move while it loads, and is not wider than the window', () => {
    const own = both().filter(({ name }) => !name.startsWith(REFERENCE))
    expect(own.filter(({ shift, sideways }) => shift > 0 || sideways).map(({ name }) => name)).toEqual([])
  })

  it('is light and quick', () => {
    const own = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(html|css|js)$/.test(name))
    const weights = new Map(own.map((name) => [name, gzipSync(readFileSync(join(folder, name))).length]))
    const total = [...weights].reduce((sum, [name, bytes]) => sum + (name === REFERENCE ? 0 : bytes), 0)
    const times = fromServer.filter(({ name }) => !name.startsWith(REFERENCE)).map(({ firstContent }) => firstContent)
    // The one in the middle: other work on the machine holds single pages up.
    const usual = times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? Number.POSITIVE_INFINITY
    const kB = (bytes = 0): string => `${(bytes / 1000).toFixed(0)} kB`
    process.stderr.write(
      `docs: ${built.pages.length} pages and the console, ${kB(total)} compressed, reference ${kB(weights.get(REFERENCE))}; first content after ${usual.toFixed(0)} ms, ${Math.max(...times).toFixed(0)} at most; ${built.words}\n`,
    )
    expect(total).toBeLessThan(LARGEST_SITE)
    expect(usual).toBeLessThan(LATEST_CONTENT_MS)
  })
})

describe('links', () => {
  it('lead to pages, files and anchors that are there', () => {
    const anchors = new Map(
      fromFiles.map(({ name, ids, links }) => [name, new Set([...ids, ...(name === REFERENCE ? ownAnchors(links) : [])])]),
    )
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
    expect([...hosts].toSorted()).toEqual(['https://developers.tangocard.com', 'https://redocly.com'])
  })

  it('lead to every clause, every rule for integrators and every interpretation', () => {
    const { clauses, consumer, interpretations } = loadRegister()
    const idsOf = (page: string) => new Set(fromFiles.find(({ name }) => name === page)?.ids)
    expect([...clauses.keys()].filter((id) => !idsOf('clauses.html').has(id))).toEqual([])
    expect([...consumer.keys()].filter((id) => !idsOf('consumer.html').has(id))).toEqual([])
    expect([...interpretations.keys()].filter((id) => !idsOf('interpretations.html').has(id))).toEqual([])
  })

  it('lead from clauses to each operation of the reference, and from there back', async () => {
    const operations = fromClauses().filter((link) => link.split('#').length === 2)
    expect(operations).toHaveLength(5)
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
    for (const operation of operations) {
      await page.goto(operation)
      // Redoc shows what is near, and the page stands at the operation when its own clauses can be followed.
      const prefix = PREFIXES.find(([end = '']) => operation.includes(end))?.[1]
      await page.locator(`a[href^="clauses.html#${prefix}-"]`).first().waitFor()
    }
    await page.close()
  })

  it('lead from clauses to the answers and fields that they are about', async () => {
    const parts = fromClauses().filter((link) => link.split('#').length === 3)
    expect(parts.length).toBeGreaterThan(150)
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
    await page.goto(`${files}${REFERENCE}`)
    await page.locator('#api-content').waitFor()
    const step = times(8, 1)
    for (const link of parts.filter((_, index) => index % step === 0)) {
      const [, hash = '', id = ''] = link.split('#')
      await page.evaluate((wanted) => {
        location.hash = wanted
      }, `${hash}#${id}`)
      // Redoc opens what hides a field, and goes to it.
      await page.waitForFunction(isInView, id, { timeout: 5_000 }).catch(() => expect.fail(`${link} does not lead there`))
    }
    await page.close()
  })
})

/** The links from the page of the clauses to the reference, each once. */
const fromClauses = (): string[] => {
  const links = new Set(fromFiles.find(({ name }) => name === 'clauses.html')?.links)
  return [...links].filter((link) => link.startsWith(`${files}${REFERENCE}#`))
}

function isInView(id: string): boolean {
  const { top = -1, height = 0 } = document.getElementById(id)?.getBoundingClientRect() ?? {}
  return top >= 0 && top < innerHeight && height > 0
}

/** How the addresses of operations in the reference end. */
const PREFIXES = [...Object.entries(operations).map(([id, { prefix }]) => [`/${id}`.toLowerCase(), prefix]), ['orderactionstatus', 'EVT']]

/** Redoc makes no element of an anchor's id; what its own links lead to is there. */
const ownAnchors = (links: string[]): string[] =>
  links.filter((link) => link.includes(`${REFERENCE}#/`)).map((link) => link.split('#')[1] ?? '')

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

describe('the reference', () => describeReference(() => ({ browser, url: `${files}${REFERENCE}` })))

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
    expect(read('reference.md').match(/^## /gm)).toHaveLength(5)
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
    const marks = readFileSync(join(folder, 'samples.html'), 'utf8').match(/not executed in this build/g) ?? []
    expect(marks).toHaveLength(skipped.length)
  })
})
