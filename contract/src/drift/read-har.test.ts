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

  it('has no credentials that a browser left in it, wherever a response repeats them', () => {
    const pair = Buffer.from('acme:key-7f3a-91c2').toString('base64')
    const headers = Object.entries({ Authorization: `Basic ${pair}`, Cookie: 'id=session-5d1e-a; a=b', 'X-Control-Token': 'control-5c1d' })
    const sent = { ...request, headers: headers.map(([name, value]) => ({ name, value })) }
    const text = JSON.stringify({ a: ['key-7f3a-91c2', pair, 'session-5d1e-a', 'control-5c1d', 'Basic'] })
    const cookie = { name: 'Set-Cookie', value: 'b=session-77aa; Path=/raas/v2; HttpOnly' }
    const [found] = read(
      archive({ ...entry, request: sent, response: { ...entry.response, headers: [cookie], content: { size: 1, text } } }),
    )
    expect(JSON.stringify(found)).not.toMatch(/key-7f3a|session-5d1e|control-5c1d/)
    expect(JSON.stringify(found)).not.toContain(pair)
    expect(JSON.parse(found?.response.content.text ?? '')).toEqual({ a: [...Array(4).fill('{credential}'), 'Basic'] })
    expect(found?.response.headers[0]?.value).toBe('b={credential}; Path=/raas/v2; HttpOnly')
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
