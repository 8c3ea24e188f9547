import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSandbox } from '../../sandbox/src/index.ts'
import { type Listening, listen } from '../../sandbox/src/node/index.ts'
import { codeBlocks } from './code-blocks.ts'
import { type Workplace, workplace } from './run-code.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const pages = ['client/README.md', ...readdirSync(`${root}docs/client`).map((name) => `docs/client/${name}`)]
const blocks = pages.flatMap((page) => codeBlocks(readFileSync(`${root}${page}`, 'utf8')).map((block) => ({ page, ...block })))
/** Commands are the matter of this one. */
const judged = codeBlocks(readFileSync(`${root}docs/judge.md`, 'utf8')).flatMap((block) =>
  block.run ? [{ page: 'docs/judge.md', ...block }] : [],
)
const programs = [...blocks, ...judged].map((block) => ({ ...block, name: `${block.page.replace(/\W/g, '-')}-${block.line}.ts` }))

let place: Workplace
let server: Listening

const sandbox = createSandbox({
  deliver: async () => new Response(),
  platforms: [{ name: 'demo', key: 'demo-key', token: 'demo-token' }],
})

beforeAll(async () => {
  place = await workplace()
  await Promise.all(programs.map(({ name, text }) => place.write(name, text)))
  sandbox.createOrder('demo', {
    ...{ referenceOrderID: 'AA260302-118204-37', externalRefID: 'wellness-2026-w09', lineItems: [{ count: 3 }] },
    ...{ customerIdentifier: 'harbor-clinic', accountIdentifier: 'harbor-clinic-rewards' },
  })
  server = await listen(sandbox.fetch, { host: '127.0.0.1', port: 0 })
})

afterAll(async () => {
  await server?.close()
  sandbox.close()
  await place?.remove()
})

describe('the code of the pages about the client', () => {
  it('is in TypeScript, and on every page', () => {
    expect(programs.filter(({ language }) => language !== 'ts')).toEqual([])
    expect(pages.filter((page) => !programs.some((program) => program.page === page))).toEqual([])
  })

  it('is right to the compiler', async () => {
    expect(await place.compile(programs.map(({ name }) => name))).toBe('')
  })

  const run = programs.filter(({ run }) => run)
  it.each(run.map((block) => [block.page, block.line, block] as const))('prints what the page says: %s:%d', async (_, __, block) => {
    const TANGO_BASE_URL = `${server.origin}/raas/v2`
    const credentials = { TANGO_BASE_URL, TANGO_PLATFORM_NAME: 'demo', TANGO_PLATFORM_KEY: 'demo-key' }
    expect(await place.run(block.name, credentials)).toBe(block.output ?? 'a text block after it')
  })
})

describe('the code of a page', () => {
  it('is found by its fences, with what it prints', () => {
    const page = [
      '# A page',
      '```ts run',
      'one()',
      '```',
      'prints',
      '```text',
      '1',
      '```',
      '',
      '````js',
      '```',
      '````',
      '```text',
      'x',
      '```',
      '',
    ]
    expect(codeBlocks(page.join('\n'))).toEqual([
      { line: 2, language: 'ts', run: true, text: 'one()\n', output: '1\n' },
      { line: 10, language: 'js', run: false, text: '```\n' },
      { line: 13, language: 'text', run: false, text: 'x\n' },
    ])
  })

  it('has to end', () => {
    expect(() => codeBlocks('```ts\none()\n')).toThrow('the fence of line 1 is not closed')
  })
})
