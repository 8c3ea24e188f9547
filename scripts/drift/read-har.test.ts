import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readHar } from './read-har.ts'

const folder = mkdtempSync(join(tmpdir(), 'har-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function read(text: string) {
  const file = join(folder, 'a.har')
  writeFileSync(file, text)
  return readHar(file)
}

const request = { method: 'POST', url: 'http://a.test/x', headers: [{ name: 'a', value: 'b' }], httpVersion: 'HTTP/2' }
const entry = { request, response: { status: 202, headers: [], content: { size: 0 } }, time: 1.5, _priority: 'High' }
const archive = (...entries: unknown[]) => JSON.stringify({ log: { version: '1.2', pages: [], entries } })

describe('an archive', () => {
  it('is read whoever wrote it', () => {
    expect(read(archive(entry))).toEqual([entry])
  })

  it.each([
    ['secret', 'it is not JSON'],
    ['{}', "it is no HAR, since it must have required property 'log'"],
    [archive({ ...entry, request: { ...request, method: 'secret' } }), 'since /log/entries/0/request/method must match pattern'],
    [archive({ ...entry, response: { ...entry.response, status: '202' } }), 'since /log/entries/0/response/status must be integer'],
    [archive({ ...entry, _onPurpose: 'secret' }), 'since /log/entries/0/_onPurpose must be equal to one of the allowed values'],
  ])('is refused when it is none, and what stands in it is not told', (text, message) => {
    expect(() => read(text)).toThrow(message)
    expect(() => read(text)).not.toThrow('secret')
  })

  it('is refused when it is not there', () => {
    expect(() => readHar(join(folder, 'gone.har'))).toThrow(/Failed to read the archive .*ENOENT/)
  })
})
