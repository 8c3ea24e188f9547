import { readdirSync, readFileSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadRegister } from '../../contract/src/register/load.ts'
import { renderMarkdown } from '../../docs/site/markdown.ts'
import { operationsOf } from '../../docs/site/operations.ts'
import { daysDiagram } from '../../docs/site/pages/days-diagram.ts'
import { guidePages, readGuides, resolveLink } from '../../docs/site/pages/guides.ts'
import { lifecycleDiagram } from '../../docs/site/pages/lifecycle-diagram.ts'
import { sequenceDiagram } from '../../docs/site/pages/sequence-diagram.ts'
import { playTimeline } from '../../docs/site/pages/timeline.ts'
import { usersOf } from '../../docs/site/parts.ts'

const render = (text: string, resolve = (href: string): string | null => href) =>
  renderMarkdown(text, { path: 'page', resolve, idUrl: (id) => (id === 'FRZ-07' ? `clauses.html#${id}` : null) })

describe('renderMarkdown', () => {
  it('shows raw HTML as text', () => {
    expect(render('# A\n\n<img src=x onerror=alert(1)>\n\nb <script>c</script>').html.toString()).not.toMatch(/<(img|script)/)
  })

  it('escapes code, its language and links', () => {
    const text = render('# A\n\n```"><b>\n<i>\n```\n\n[x](https://a/"onclick=1)').html.toString()
    expect(text).not.toMatch(/<[bi]>|"onclick/)
    expect(text).toContain('&lt;i&gt;')
  })

  it('gives no link to what the site does not have', () => {
    expect(render('# A\n\n[words](x.yaml)', () => null).html.toString()).toContain('<p>words</p>')
  })

  it('links ids that are known, outside of code and links', () => {
    const text = render('# A\n\nFRZ-07 FRZ-99 `FRZ-07` [FRZ-07](b.html)').html.toString()
    expect(text).toContain(
      '<p><a class="id" href="clauses.html#FRZ-07">FRZ-07</a> FRZ-99 <code>FRZ-07</code> <a href="b.html">FRZ-07</a></p>',
    )
  })

  it('gives headings of the same words different anchors, and an entry to each for the search', () => {
    const { entries } = render('# A\n\none\n\n## B & C\n\ntwo\n\n## B & C\n\n`three`')
    expect(entries).toEqual([
      { url: 'page.html', title: 'A', text: 'one' },
      { url: 'page.html#b-c', title: 'B & C', text: 'two' },
      { url: 'page.html#b-c-1', title: 'B & C', text: 'three' },
    ])
  })
})

const paths = new Set(['testing', 'client/errors', 'openapi.yaml', 'classic.html'])

describe('guides', () => {
  it.each([
    ['../testing.md#x', 'client/errors', '../testing.html#x'],
    ['errors.md', 'client/first', 'errors.html'],
    ['openapi.yaml', 'index', 'openapi.yaml'],
    ['classic.html', 'index', 'classic.html'],
    ['../../openapi/interpretations.yaml#C-400-422', 'client/errors', '../interpretations.html#C-400-422'],
    ['../contract/vectors/webhooks.json', 'webhooks', 'webhooks.json'],
    ['../../openapi/workflows.arazzo.yaml', 'client/errors', null],
    ['https://example.com/a.md', 'index', 'https://example.com/a.md'],
    ['javascript:alert(1)', 'index', null],
  ])('resolve %s on %s to %s', (href, path, url) => expect(resolveLink(href, path, paths)).toBe(url))

  it('tell what is wrong with a text', () => {
    const of = (text: string) => () => guidePages([{ path: 'a', text }], loadRegister(), paths)
    expect(of('No heading')).toThrow('Failed to read docs/a.md: it does not begin with a heading.')
    expect(of('---\nsection: Nowhere\n---\n# A')).toThrow('Failed to read docs/a.md: its section is Nowhere.')
  })

  it('have twins whose links lead to twins', () => {
    const text = '# A\n\n[t](testing.md#x), [out](https://example.com), [no](x.yaml)'
    expect(guidePages([{ path: 'a', text }], loadRegister(), paths)[0]?.markdown).toBe(
      '# A\n\n[t](testing.md#x), [out](https://example.com), no',
    )
  })
})

describe('recipes', () => {
  const guides = readGuides('docs').filter(({ path }) => path.startsWith('recipes/'))
  const files = readdirSync('docs/recipes', { recursive: true, encoding: 'utf8' }).filter((name) => /\.[a-z]+$/.test(name))
  const recipes = files.filter((name) => !name.endsWith('.md'))

  it('stand on their pages as their files have them, each once', () => {
    const text = guides.map((guide) => guide.text).join('\n')
    const shown = recipes.map(
      (name) => `\n\`${basename(name)}\`:\n\n\`\`\`${extname(name).slice(1)}\n${readFileSync(join('docs/recipes', name), 'utf8')}\`\`\`\n`,
    )
    expect(recipes.length).toBeGreaterThan(13)
    expect(shown.map((code) => text.split(code).length - 1)).toEqual(recipes.map(() => 1))
  })

  it('are code in the page and in its twin', () => {
    const page = guidePages(guides, loadRegister(), paths).find(({ path }) => path === 'recipes/receivers')
    expect(page?.html.toString()).toContain('<pre tabindex="0"><code class="language-js">import { isOrderActionStatus }')
    expect(page?.markdown).toContain('```js\nimport { isOrderActionStatus }')
  })
})

describe('places of the description', () => {
  const bundle = JSON.parse(readFileSync('generated/openapi.json', 'utf8'))
  const operations = operationsOf(bundle)
  const users = (pointer: string) => usersOf(pointer, bundle, operations).map(({ id }) => id)

  it('belong to the operation that they stand in, or to those that refer to them', () => {
    expect(users('/paths/~1asyncOrders~1{referenceOrderID}~1cancel/post/responses')).toEqual(['cancelAsyncOrder'])
    expect(users('/components/schemas/FreezeRequest/oneOf/0')).toEqual(['freezeAsyncOrder'])
    expect(users('/components/schemas/OrderActionStatusEventData')).toEqual(['OrderActionStatus'])
    expect(users('/components/schemas/ErrorInfo')).toHaveLength(4)
    expect(users('/info')).toHaveLength(5)
    expect(users('/components/securitySchemes/basicAuth')).toHaveLength(4)
    expect(users('/components/schemas/Unused')).toEqual([])
  })

  it.each([
    ['/paths/~1asyncOrders~1{referenceOrderID}~1cancel/post', 'cancel.html'],
    ['/components/schemas/CancelRequest', 'cancel.html#request'],
    ['/components/schemas/CancelRequest/oneOf/1/properties/reasonCode', 'cancel.html#request.2.reasonCode'],
    ['/components/responses/CancelAccepted', 'cancel.html#response-202'],
    ['/components/responses/BadUpdate', 'update.html#response-400'],
    ['/components/responses/MethodNotAllowed/headers/Allow', 'update.html#response-405.Allow'],
    ['/components/parameters/CustomerIdentifier', 'update.html#parameter-customerIdentifier'],
    ['/components/schemas/UpdateAsyncOrderRequest/properties/notes/maxLength', 'update.html#request.notes'],
    ['/components/schemas/LineItemError/properties/field', 'update.html#response-200.failedLineItems.errors.field'],
    ['/components/schemas/ErrorInfo/properties/path', 'update.html#error.path'],
  ])('lead to the part of the reference that shows %s', (pointer, url) => {
    expect(usersOf(pointer, bundle, operations).map((each) => each.url)).toContain(url)
  })
})

describe('lifecycle', () => {
  it('is not drawn when a way has no place in the drawing', () => {
    expect(() => lifecycleDiagram([{ on: 'UNFREEZE', from: 'CANCELLED', to: 'ACTIVE', clauses: [] }])).toThrow(
      'no arrow for CANCELLED ACTIVE',
    )
  })

  it('is drawn from the OpenAPI description as a sequence: request, 202, event, 200', () => {
    const [freeze, , , , event] = operationsOf(JSON.parse(readFileSync('generated/openapi.json', 'utf8')))
    if (freeze === undefined || event === undefined) throw new Error('an operation is missing')
    const drawn = sequenceDiagram(freeze, event).toString()
    expect(/<title[^>]*>(.*)<\/title>/.exec(drawn)?.[1]).toBe(
      'Your client to API: POST …/freeze; API to Your client: 202, at once; API to API: judges each line item; API to Your receiver: OrderActionStatus; Your receiver to API: 200',
    )
  })

  it('is drawn as days: frozen for 48 hours, a window until the end of day 5', async () => {
    const drawn = daysDiagram(await playTimeline()).toString()
    const bars = [...drawn.matchAll(/<rect class="(\w+)[^"]*" x="(\d+)" y="\d+" width="(\d+)"/g)].map(([, name, x, width]) => [
      name,
      Number(x),
      Number(width),
    ])
    expect(bars.filter(([name]) => name === 'window')).toEqual([['window', 46, 346]])
    expect(bars.filter(([name]) => name === 'frozen').reduce((sum, [, , width]) => sum + Number(width), 0)).toBe(129)
  })

  it('tells what the sandbox did: released after 48 hours, refused on day 6', async () => {
    const moments = await playTimeline()
    expect(moments.map(({ when, status, answer }) => `${when} ${status} ${answer}`.trim())).toEqual([
      'day 0, 10:00 ACTIVE',
      'day 0, 11:00 FROZEN 202',
      'day 0, 12:00 FROZEN refused',
      'day 2, 10:59:59.999 FROZEN',
      'day 2, 11:00 ACTIVE',
      'day 2, 12:00 FROZEN 202',
      'day 2, 14:00 ACTIVE 202',
      'day 5, 23:59:59.999 CANCELLED 202',
      'day 6, 00:00 ACTIVE 202',
    ])
    expect(moments.map(({ seen }) => seen.includes('No event'))).toEqual([true, false, true, true, true, false, false, false, false])
  })
})
