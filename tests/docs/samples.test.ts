import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { executeSamples, SampleFailed } from '../../docs/site/execute-samples.ts'
import { operationsOf } from '../../docs/site/operations.ts'
import { countWords, labelOf, readSamples, type Sample } from '../../docs/site/samples.ts'

const folder = mkdtempSync(join(tmpdir(), 'sample-'))
afterAll(() => rmSync(folder, { recursive: true }))
beforeEach(() => vi.stubEnv('PYTHON', join(folder, 'nowhere')))
afterEach(() => vi.unstubAllEnvs())

function sample(language: Sample['language'], source: string): Sample {
  const file = join(folder, `sample.${language}`)
  writeFileSync(file, source)
  return { operation: 'freezeAsyncOrder', language, source, file }
}
const curl = (path: string): string =>
  `curl -sS --fail-with-body -u "$TANGO_PLATFORM_NAME:$TANGO_PLATFORM_KEY" --json '{"reasonCode":"FRAUD"}' "$TANGO_BASE_URL/${path}"`

describe('executeSamples', () => {
  it('runs one that does what its operation does', async () => {
    const [executed] = await executeSamples([sample('curl', curl('asyncOrders/AA260302-118204-37/freeze'))])
    expect(executed?.skipped).toBeNull()
    expect(JSON.parse(executed?.output ?? '')).toMatchObject({ status: 'PENDING', date: '2026-03-02T10:00:00.000Z' })
  })

  it.each([
    [
      'is refused',
      curl('asyncOrders/AA1/freeze'),
      /^Failed to execute the curl sample of freezeAsyncOrder: [\s\S]*404[\s\S]* Correct it in docs\/samples\/\.$/,
    ],
    ['changes nothing', 'true', /the order has "ACTIVE", not "FROZEN"/],
    ['ends badly', 'echo broken >&2; exit 3', /: broken\. Correct/],
  ])('fails for one that %s', async (_, source, words) => {
    const failed = executeSamples([sample('curl', source)])
    await expect(failed).rejects.toThrow(SampleFailed)
    await expect(failed).rejects.toThrow(words)
  })

  it('gives a sample no more of the environment than it needs', async () => {
    vi.stubEnv('TANGO_TOKEN', 'a-secret')
    const source = `[ -z "$TANGO_TOKEN" ] && ${curl('asyncOrders/AA260302-118204-37/freeze')}`
    await expect(executeSamples([sample('curl', source)])).resolves.toHaveLength(1)
  })

  it('marks those in Python where there is none', async () => {
    const [skipped] = await executeSamples([sample('python', 'print(1)')])
    if (skipped === undefined) throw new Error('nothing came back')
    expect(labelOf(skipped)).toBe('Python (not executed in this build)')
    expect(countWords([skipped])).toBe('executed 0 of 1 code samples; Python: there is no Python with httpx')
  })
})

it('there is a sample of each operation in each language', () => {
  const operations = operationsOf(JSON.parse(readFileSync('generated/openapi.json', 'utf8')))
  expect(readSamples('docs/samples', operations)).toHaveLength(12)
  expect(() => readSamples(folder, operations)).toThrow('ENOENT')
})
