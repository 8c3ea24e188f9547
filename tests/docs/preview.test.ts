import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { html } from '../../contract/src/report/html/markup.ts'
import { cached } from '../../docs/site/build-cache.ts'
import { layout } from '../../docs/site/layout.ts'
import { watchSources } from '../../docs/site/preview.ts'
import { type Served, serveFolder } from '../../docs/site/serve.ts'
import { launchBrowser } from '../browser/launch.ts'

const root = mkdtempSync(join(tmpdir(), 'preview-'))
const about = { path: 'index', title: 'A', description: 'A.', section: 'Start', order: 1, html: html``, markdown: '', entries: [] } as const
const page = layout({ ...about, entries: [] }, { pages: [], version: '1.0.0' })
let served: Served
beforeAll(async () => {
  for (const folder of ['docs', 'openapi', 'site']) mkdirSync(join(root, folder))
  writeFileSync(join(root, 'site/index.html'), page)
  writeFileSync(join(root, 'secret'), 'not yours')
  // As in the repository: without a word about it, Vite would serve all of a workspace.
  writeFileSync(join(root, 'package.json'), '{ "workspaces": [] }')
  served = await serveFolder(join(root, 'site'), { port: 0 })
})
afterAll(async () => {
  await served.close()
  rmSync(root, { recursive: true })
})

/** The path goes out as it is: fetch would resolve the dots before. */
const status = (path: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    request(`${served.origin}/`, { path }, (response) => resolve(response.resume().statusCode))
      .on('error', reject)
      .end()
  })

describe('serveFolder', () => {
  it.each(['/../secret', '/%2e%2e/secret', '/..%2fsecret', '/%00', '/%', '/nowhere.html', `/@fs${root}/secret`])(
    'does not serve %s',
    async (path) => {
      expect([403, 404]).toContain(await status(path))
    },
  )

  it('lets a page load again when it is told to, and that alone', async () => {
    const browser = await launchBrowser()
    const opened = await browser.newPage()
    const said: string[] = []
    opened.on('console', (message) => said.push(message.text()))
    const connected = opened.waitForEvent('console', (message) => message.text() === '[vite] connected.')
    await opened.goto(`${served.origin}/`)
    await connected
    writeFileSync(join(root, 'site/index.html'), page.replace('<title>A', '<title>B'))
    served.reload()
    await vi.waitUntil(async () => (await opened.title().catch(() => '')).startsWith('B'), { timeout: 60_000 })
    await browser.close()
    expect(said.filter((text) => text.includes('Content Security Policy'))).toEqual([])
  })

  it('says that a port is taken', async () => {
    await expect(serveFolder(root, { port: Number(new URL(served.origin).port) })).rejects.toThrow(
      /^Failed to serve the site: .*Choose another/,
    )
  })
})

describe('watchSources', () => {
  it('builds after a change, with generated/ first when it is one of openapi/, and reloads', async () => {
    const did: string[] = []
    const stop = watchSources({
      root,
      generate: async () => void did.push('generate'),
      rebuild: async () => {
        did.push('rebuild')
        return 'built'
      },
      reload: () => did.push('reload'),
      tell: (words) => did.push(words),
    })
    writeFileSync(join(root, 'docs/a.md'), '# A')
    await vi.waitUntil(() => did.includes('reload'), { timeout: 5_000 })
    expect(did).toEqual(['rebuild', 'docs changed: built\n', 'reload'])
    writeFileSync(join(root, 'openapi/a.yaml'), 'a: 1')
    await vi.waitUntil(() => did.filter((what) => what === 'reload').length === 2, { timeout: 5_000 })
    expect(did.slice(3)).toEqual(['generate', 'rebuild', 'openapi changed: built\n', 'reload'])
    stop()
  })

  it('tells what cannot be built, and goes on', async () => {
    const told: string[] = []
    let broken = true
    const stop = watchSources({
      root,
      generate: async () => undefined,
      rebuild: async () => {
        if (broken) throw new Error('Failed to read docs/a.md: it does not begin with a heading.')
        return 'built'
      },
      reload: () => told.push('reload'),
      tell: (words) => told.push(words),
    })
    writeFileSync(join(root, 'docs/a.md'), 'A')
    await vi.waitUntil(() => told.length === 1, { timeout: 5_000 })
    expect(told).toEqual(['Failed to read docs/a.md: it does not begin with a heading.\n'])
    broken = false
    writeFileSync(join(root, 'docs/a.md'), '# A')
    await vi.waitUntil(() => told.includes('reload'), { timeout: 5_000 })
    stop()
  })
})

describe('cached', () => {
  it('makes a thing again when what it is made of has changed, or it could not be made', async () => {
    const cache = new Map()
    let made = 0
    const make = async () => ++made
    expect([await cached(cache, 'a', [1], make), await cached(cache, 'a', [1], make), await cached(cache, 'a', [2], make)]).toEqual([
      1, 1, 2,
    ])
    await expect(cached(cache, 'a', [3], () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await cached(cache, 'a', [3], make)).toBe(3)
  })
})
