import { describe, expect, it } from 'vitest'
import { secretsOf } from './forms.ts'
import { createRedactor } from './redactor.ts'
import { base64, ways } from './ways.ts'

const key = 'k"7f/3a\\9-é&<'
const credentials = { name: 'acme', key, token: 'token_91c2~x' }
const redactor = createRedactor(secretsOf(credentials))

/** What is left of a text without the placeholder, which may not show half of a secret either. */
const rest = (text: string): string => text.replaceAll('{credential}', '')

describe('what leaves the process has no secret', () => {
  it.each(ways)('%s', (_, write) => {
    for (const secret of [key, credentials.token, key.slice(0, -1)]) {
      const written = write(secret)
      for (const text of [written, `before ${written} after`, `"${written}"`]) {
        const shown = redactor.text(text)
        expect(shown).toContain('{credential}')
        // What stands around the secret, and the bits that base64 puts together with that.
        expect(rest(shown).length).toBeLessThanOrEqual(text.length - written.length + 8)
      }
    }
  })

  it('as the pair that Basic sends, whole or cut', () => {
    const pair = base64(`acme:${key}`)
    expect(redactor.text(`Basic ${pair}, Basic ${pair.replace(/=+$/, '')}`)).toBe('Basic {credential}, Basic {credential}')
    for (const sent of [`acme:${key.toUpperCase()}`, `acme:${key.slice(0, -1)}`, `nobody:${key}`])
      expect(redactor.text(Buffer.from(base64(sent)).toString('hex'))).toBe('{credential}')
    expect(redactor.text(base64(`Basic ${pair}`))).not.toContain(base64(`Basic ${pair}`).slice(9, 30))
    const long = 'x'.repeat(500)
    expect(redactor.text(`${long} ${pair.slice(0, 12)}`)).toBe(`${long} {credential}`)
  })

  it('in names of fields, strings, numbers and lists, at any depth', () => {
    const number = createRedactor(['1234567890'])
    expect(number.value({ a: [1_234_567_890, 'x 1234567890'], '1234567890': null, b: 12 })).toEqual({
      a: ['{credential}', 'x {credential}'],
      '{credential}': null,
      b: 12,
    })
  })

  it('where a long text is cut within it', () => {
    for (let before = 470; before < 520; before++) {
      const { text } = redactor.value({ text: `${'x'.repeat(before)}${JSON.stringify(credentials)}` }, 500)
      expect(text.replace(/… \(\d+ characters\)$/, '')).not.toMatch(/token_91c|k\\"7f\/3a\\/)
    }
  })
})

describe('what is no secret stays', () => {
  it.each([
    ['a text without one', 'a "b" \\u0041 %41 &amp; acme, tok_91 token'],
    ['the name of the platform', 'acme'],
    ['a secret that is too short to be told from other words', 'key abc'],
  ])('%s', (_, text) => {
    expect(createRedactor([...secretsOf(credentials), 'abc', '']).text(text)).toBe(text)
  })

  it('a value of no secret, as it was', () => {
    const value = { a: [1, null, true, { b: 'c' }], d: undefined, e: /x/ }
    expect(redactor.value(value)).toEqual(value)
  })
})
