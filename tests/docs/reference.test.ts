import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { buildReference, withLinks } from '../../docs/site/reference.ts'

const sample = { operation: 'freezeAsyncOrder', language: 'python', source: 'print("a sample")', file: '' } as const
const links = {
  idUrl: (id: string) => (id === 'FRZ-30' || id === 'C-400-422' ? `known.html#${id}` : null),
  samples: [{ ...sample, skipped: 'no Python' }],
  console: true,
}

const generated = (file: string): string => readFileSync(new URL(`../../generated/${file}`, import.meta.url), 'utf8')

let html: string
let scripts: { attributes: string; code: string }[]
/** The page without what is in its scripts, where markup is only text. */
let markup: string
beforeAll(async () => {
  html = await buildReference(JSON.parse(generated('openapi.json')), links)
  // The text of a script ends at the first `</script`, whatever stands in it.
  scripts = [...html.matchAll(/<script([^>]*)>([\s\S]*?)<\/script>/g)].map(([, attributes = '', code = '']) => ({ attributes, code }))
  markup = html.replace(/<script[^>]*>[\s\S]*?<\/script>/g, '')
})

describe('the reference loads nothing from elsewhere', () => {
  it('has its scripts and styles in the page, or beside it', () => {
    const beside = scripts.flatMap(({ attributes }) => /src="([^"]*)"/.exec(attributes)?.[1] ?? [])
    expect(beside).toEqual(['search.js', 'reference.js'])
    expect(scripts.length).toBeGreaterThan(beside.length + 1)
    const loading = markup.match(/<(link|img|iframe|object|embed|base|video|audio|source)\b[^>]*>/gi) ?? []
    expect(loading).toEqual([
      '<link rel="alternate" type="text/markdown" href="reference.md">',
      '<link rel="icon" href="data:,">',
      '<link rel="stylesheet" href="reference.css">',
    ])
    expect(markup.match(/@import|url\((?!\s*["']?(data:|#))[^)]*\)/gi) ?? []).toEqual([])
    expect(markup.match(/\b(src|srcset|action)\s*=\s*["']?(https?:)?\/\/[^"' >]*/gi) ?? []).toEqual([])
  })

  it('has links that stay on the page, before its script runs too', () => {
    expect(markup.match(/ href="\/[^"]*"/g)).toBeNull()
    expect(markup).toContain(' href="#/events"')
  })

  it('names no host of logos, icons or fonts in its scripts either', () => {
    expect(html.match(/https?:\/\/(cdn|fonts|static)\.[\w.]+|https?:\/\/[\w.-]+\/[\w./-]+\.(svg|png|woff2?|css|js)\b/g) ?? []).toEqual([])
  })

  it('shuts every other source out, and lets its own scripts run', () => {
    const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(markup)?.[1] ?? ''
    const rules = new Map(policy.split('; ').map((rule) => [rule.split(' ')[0], rule.split(' ').slice(1)]))
    expect(rules.get('default-src')).toEqual(["'none'"])
    expect([...rules.values()].flat().filter((source) => /[.*]|https?:|unsafe-eval/.test(source.replace(/^'sha256-.*/, '')))).toEqual([])
    const inside = scripts.filter(({ attributes }) => !attributes.includes('src'))
    const hashes = inside.map(({ code }) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`)
    expect(new Set(rules.get('script-src'))).toEqual(new Set(["'self'", ...hashes]))
    expect(rules.has('connect-src')).toBe(false)
    expect(markup.indexOf('Content-Security-Policy')).toBeLessThan(html.indexOf('<script'))
  })

  it('has telemetry off', () => {
    expect(/const __redoc_options = (\{.*?\});/.exec(html)?.[1]).toContain('"disableTelemetry":true')
  })
})

describe('the reference tells the whole description', () => {
  it('holds the four operations and the event', () => {
    const shown = scripts.at(-1)?.code ?? ''
    const definition = /const __redoc_definition = (.*);\n/.exec(shown)?.[1] ?? ''
    const description = JSON.parse(generated('openapi.json'))
    for (const id of ['freezeAsyncOrder', 'unfreezeAsyncOrder', 'cancelAsyncOrder', 'updateAsyncOrder']) {
      expect(definition).toContain(`"operationId":"${id}"`)
    }
    expect(definition).toContain(JSON.stringify(description.webhooks.OrderActionStatus.post.summary))
    expect(html).toContain(`<title>${description.info.title}</title>`)
  })

  it('stands under the header of the site, with ways to the other pages', () => {
    for (const page of ['index', 'clauses', 'interpretations', 'lifecycle', 'console', 'downloads'])
      expect(markup).toContain(`href="${page}.html"`)
    expect(markup).toContain('id="search"')
  })

  it('links from operations to their clauses and to the console, and shows samples', () => {
    const definition = /const __redoc_definition = (.*);\n/.exec(scripts.at(-1)?.code ?? '')?.[1] ?? ''
    const { post } = JSON.parse(definition).paths['/asyncOrders/{referenceOrderID}/freeze']
    expect(post.description).toContain('[FRZ-30](known.html#FRZ-30)')
    expect(post.description).toMatch(/\(clauses\.html#freeze\).*\(console\.html#operation=freezeAsyncOrder\)$/)
    expect(post.requestBody.content['application/json'].examples).toBeUndefined()
    expect(post['x-codeSamples']).toEqual([{ lang: 'Python', label: 'Python', source: '# Not executed in this build.\nprint("a sample")' }])
  })
})

describe('withLinks', () => {
  const described = (description: string) => withLinks({ info: { description: '' }, components: { x: { description } } }, links).components

  it('links ids that are known, outside of code', () => {
    expect(described('See FRZ-30, C-400-422 and `FRZ-30`, not FRZ-31.')).toEqual({
      x: { description: 'See [FRZ-30](known.html#FRZ-30), [C-400-422](known.html#C-400-422) and `FRZ-30`, not FRZ-31.' },
    })
  })

  it('says where a part comes from, in its description', () => {
    const part = { 'x-documented': ['FRZ-30'], 'x-assumed': ['FRZ-31', 'C-400-422'], 'x-never-observed': true }
    const { x, y } = withLinks({ info: { description: '' }, components: { x: { ...part, description: 'A field.' }, y: part } }, links)
      .components as Record<string, { description: string }>
    const marks =
      '_Documented: [FRZ-30](known.html#FRZ-30). Assumed: FRZ-31, [C-400-422](known.html#C-400-422). No published example shows it._'
    expect([x?.description, y?.description]).toEqual([`A field.\n\n${marks}`, marks])
  })

  it('leaves the description that it is given as it is', () => {
    const bundle = { info: { description: 'See FRZ-30.' } }
    withLinks(bundle, links)
    expect(bundle).toEqual({ info: { description: 'See FRZ-30.' } })
  })
})
