import { describe, expect, it } from 'vitest'
import { secretsOf } from './forms.ts'
import { createRedactor } from './redactor.ts'

const key = 'k"7f/3a\\9-é&<'
const credentials = { name: 'acme', key, token: 'token_91c2~x' }
const redactor = createRedactor(secretsOf(credentials))

const base64 = (text: string): string => Buffer.from(text).toString('base64')
const each = (write: (unit: string) => string) => (text: string) => text.split('').map(write).join('')
const code = (unit: string, radix = 16): string => unit.charCodeAt(0).toString(radix)

/** How a secret can be written. */
const forms: [name: string, write: (text: string) => string][] = [
  ['as it is', (text) => text],
  ['in capitals', (text) => text.toUpperCase()],
  ['in JSON', (text) => JSON.stringify(text).slice(1, -1)],
  ['in JSON in JSON', (text) => JSON.stringify(JSON.stringify(text)).slice(3, -3)],
  ['in \\u escapes', each((unit) => `\\u${code(unit).padStart(4, '0')}`)],
  ['in \\u escapes in JSON', each((unit) => `\\\\u${code(unit).toUpperCase().padStart(4, '0')}`)],
  ['in base64', base64],
  ['in base64 at the second place', (text) => base64(`x${text}yz`)],
  ['in base64 at the third place', (text) => base64(`xy${text}z`)],
  ['in base64url without padding', (text) => Buffer.from(text).toString('base64url')],
  ['in base64 in lines', (text) => base64(text).replace(/.{5}/g, '$&\r\n')],
  ['in base64, percent-encoded', (text) => encodeURIComponent(base64(text))],
  ['in hexadecimal', (text) => Buffer.from(text).toString('hex')],
  ['in hexadecimal in capitals', (text) => Buffer.from(text).toString('hex').toUpperCase()],
  ['percent-encoded', encodeURIComponent],
  ['percent-encoded in small letters', (text) => encodeURIComponent(text).toLowerCase()],
  ['percent-encoded throughout', (text) => [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')],
  ['percent-encoded twice', (text) => encodeURIComponent(encodeURIComponent(text))],
  ['in HTML', (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;')],
  ['in decimal entities', each((unit) => `&#${code(unit, 10)};`)],
  ['in hexadecimal entities', each((unit) => `&#X${code(unit)};`)],
  ['in UTF-8 read as Latin-1', (text) => Buffer.from(text).toString('latin1')],
  ['in pieces over a line break', (text) => `${text.slice(0, 4)}\r\n    ${text.slice(4)}`],
  ['in pieces over a line break in JSON', (text) => JSON.stringify(`${text.slice(0, 4)}\n${text.slice(4)}`).slice(1, -1)],
  ['in pieces over a zero-width space', (text) => `${text.slice(0, 4)}\u200b${text.slice(4)}`],
]

/** What is left of a text without the placeholder, which may not show half of a secret either. */
const rest = (text: string): string => text.replaceAll('{credential}', '')

describe('what leaves the process has no secret', () => {
  it.each(forms)('%s', (_, write) => {
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
    expect(redactor.text(base64(`acme:${key.toUpperCase()}`))).toContain('{credential}')
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
