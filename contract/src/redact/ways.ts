/** @example base64('ab') // 'YWI=' */
export const base64 = (text: string): string => Buffer.from(text).toString('base64')
const each = (write: (unit: string) => string) => (text: string) => text.split('').map(write).join('')
const hex = (unit: string, radix = 16): string => unit.charCodeAt(0).toString(radix)

/**
 * How a secret can be written by a target that wants it in a report.
 *
 * @example ways.map(([, write]) => write('key-7f3a'))
 */
export const ways: [name: string, write: (text: string) => string][] = [
  ['as it is', (text) => text],
  ['in capitals', (text) => text.toUpperCase()],
  ['in JSON', (text) => JSON.stringify(text).slice(1, -1)],
  ['in JSON in JSON', (text) => JSON.stringify(JSON.stringify(text)).slice(3, -3)],
  ['in \\u escapes', each((unit) => `\\u${hex(unit).padStart(4, '0')}`)],
  ['in \\u escapes in JSON', each((unit) => `\\\\u${hex(unit).toUpperCase().padStart(4, '0')}`)],
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
  ['in decimal entities', each((unit) => `&#${hex(unit, 10)};`)],
  ['in hexadecimal entities', each((unit) => `&#X${hex(unit)};`)],
  ['in UTF-8 read as Latin-1', (text) => Buffer.from(text).toString('latin1')],
  ['in pieces over a line break', (text) => `${text.slice(0, 4)}\r\n    ${text.slice(4)}`],
  ['in pieces over a line break in JSON', (text) => JSON.stringify(`${text.slice(0, 4)}\n${text.slice(4)}`).slice(1, -1)],
  ['in pieces over a zero-width space', (text) => `${text.slice(0, 4)}\u200b${text.slice(4)}`],
]
