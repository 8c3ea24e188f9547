import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { Evidence } from './evidence.ts'
import { readEvidence, writeEvidence } from './files.ts'

const root = mkdtempSync(join(tmpdir(), 'evidence-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const found = (startedAt: string, host = 'integration-api.tangocard.com'): Evidence => ({
  descriptionHash: 'a'.repeat(64),
  contractVersion: '0.1.0',
  startedAt,
  host,
  rehearsal: false,
  redacted: 'credentials',
  clauses: [{ id: 'FRZ-12', result: 'passed' }],
  interpretations: [],
  har: { log: { version: '1.2', creator: { name: 'async-orders-contract', version: '0.1.0' }, entries: [] } },
})

describe('evidence in a folder', () => {
  it('is written by date and host, never over another, and read by age', () => {
    const folder = join(root, 'new', 'evidence')
    expect(readEvidence(folder)).toEqual([])
    const later = found('2026-11-22T10:00:00.000Z')
    const earlier = found('2026-11-21T10:00:00.000Z', '[::1]:8080')
    const files = [later, later, earlier].map((evidence) => basename(writeEvidence(folder, evidence)))
    expect(files).toEqual([
      '2026-11-22-integration-api.tangocard.com.json',
      '2026-11-22-integration-api.tangocard.com-2.json',
      '2026-11-21--1-8080.json',
    ])
    expect(readEvidence(folder)).toEqual([earlier, later, later])
  })

  it.each<[string, string, string]>([
    ['no JSON', '{', 'it must be object'],
    ['no evidence', '{}', "it must have required property 'descriptionHash'"],
    [
      'of an unknown result',
      JSON.stringify({ ...found('2026-11-22T10:00:00.000Z'), clauses: [{ id: 'FRZ-12', result: 'skipped' }] }),
      '/clauses/0/result',
    ],
    ['of no date', JSON.stringify(found('yesterday')), '/startedAt must match format'],
  ])('that is %s stops the run', (name, text, why) => {
    const folder = mkdtempSync(join(root, 'bad-'))
    writeFileSync(join(folder, `${name}.json`), text)
    expect(() => readEvidence(folder)).toThrow(`Failed to read the evidence: ${join(folder, `${name}.json`)}: ${why}`)
  })

  it('allows no header that could hold a credential', () => {
    const schema = JSON.parse(readFileSync(new URL('evidence.schema.json', import.meta.url), 'utf8'))
    expect(schema.$defs.headers.items.properties.name.enum).toEqual([
      'accept',
      'allow',
      'content-type',
      'date',
      'prefer',
      'retry-after',
      'x-request-id',
    ])
  })
})
