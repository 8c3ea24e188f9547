import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildDocs } from '../../scripts/docs/build.ts'

const generated = (file: string): string => readFileSync(new URL(`../../generated/${file}`, import.meta.url), 'utf8')

let folder: string
let html: string
let scripts: { attributes: string; code: string }[]
/** The page without what is in its scripts, where markup is only text. */
let markup: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'docs-'))
  await buildDocs(folder)
  html = readFileSync(join(folder, 'index.html'), 'utf8')
  // The text of a script ends at the first `</script`, whatever stands in it.
  scripts = [...html.matchAll(/<script([^>]*)>([\s\S]*?)<\/script>/g)].map(([, attributes = '', code = '']) => ({ attributes, code }))
  markup = html.replace(/<script[^>]*>[\s\S]*?<\/script>/g, '')
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true }))

describe('the reference loads nothing from elsewhere', () => {
  it('has its scripts and styles in the page', () => {
    expect(scripts.length).toBeGreaterThan(1)
    expect(scripts.filter(({ attributes }) => attributes.includes('src'))).toEqual([])
    expect(markup.match(/<(link|img|iframe|object|embed|base|video|audio|source)\b[^>]*>/gi) ?? []).toEqual([])
    expect(markup.match(/@import|url\((?!\s*["']?(data:|#))[^)]*\)/gi) ?? []).toEqual([])
    expect(markup.match(/\b(src|srcset|action)\s*=\s*["']?(https?:)?\/\/[^"' >]*/gi) ?? []).toEqual([])
  })

  it('names no host of logos, icons or fonts in its scripts either', () => {
    expect(html.match(/https?:\/\/(cdn|fonts|static)\.[\w.]+|https?:\/\/[\w.-]+\/[\w./-]+\.(svg|png|woff2?|css|js)\b/g) ?? []).toEqual([])
  })

  it('shuts every other source out, and lets its own scripts run', () => {
    const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(markup)?.[1] ?? ''
    const rules = new Map(policy.split('; ').map((rule) => [rule.split(' ')[0], rule.split(' ').slice(1)]))
    expect(rules.get('default-src')).toEqual(["'none'"])
    expect(
      [...rules.values()].flat().filter((source) => /[.*]|https?:|unsafe-eval|'self'/.test(source.replace(/^'sha256-.*/, ''))),
    ).toEqual([])
    const hashes = scripts.map(({ code }) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`)
    expect(new Set(rules.get('script-src'))).toEqual(new Set(hashes))
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

  it('links to the description beside it', () => {
    expect(html).toMatch(/"downloadUrls":\[\{[^\]]*"url":"openapi.yaml"/)
    expect(readFileSync(join(folder, 'openapi.yaml'), 'utf8')).toBe(generated('openapi.yaml'))
  })
})
