import type { TargetCredentials } from '../targets/target.ts'

/** The name of no platform, which cases send with a key that is one's. */
export const WRONG_NAME = 'nobody'
/** A shorter text would be found in words that are no secret. */
export const SHORTEST = 8

/**
 * The secrets in credentials: what is sent with them, and what cases make of them to be refused with.
 *
 * @example secretsOf({ name: 'acme', key: 'key-7f3a', token: null }) // ['key-7f3a', 'key-7f3', 'KEY-7F3A', 'acme:key-7f3a', 'YWNtZTprZXktN2YzYQ==', …]
 */
export function secretsOf({ name, key, token }: TargetCredentials): string[] {
  const keys = key === null ? [] : [key, key.slice(0, -1), key.toUpperCase()]
  const pairs = name === null ? [] : [name, WRONG_NAME].flatMap((user) => keys.map((text) => `${user}:${text}`))
  return [...keys, ...pairs.slice(0, 1), ...pairs.map((text) => Buffer.from(text).toString('base64')), ...(token === null ? [] : [token])]
}

/**
 * How a secret may be written, folded: as it is, in hexadecimal, and in base64, alone or within a longer text.
 *
 * @example formsOf('key-7f3a').length // 6
 */
export function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret)
  const forms = [secret, ...(['latin1', 'hex', 'base64'] as const).map((encoding) => bytes.toString(encoding).replace(/=+$/, ''))]
  // Base64 writes three bytes in four characters, so what stands before a text makes three forms of it.
  const within = [0, 1, 2].map((before) =>
    Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .slice(Math.ceil((before * 4) / 3), Math.floor(((before + bytes.length) * 4) / 3)),
  )
  return [...new Set([...forms, ...within].map(foldedForm))].filter(({ length }) => length >= SHORTEST)
}

/** As {@link folded}, in a quarter of the time for the short texts that nearly all forms are. */
const foldedForm = (form: string): string =>
  /^[!-~]*$/.test(form) ? form.toLowerCase().replaceAll('-', '+').replaceAll('_', '/') : folded(form).text

/** A text without what may be put between the pieces of a secret, and where each unit that is left comes from. */
export interface Folded {
  text: string
  from: Int32Array
}

const utf16 = new TextDecoder('utf-16le', { ignoreBOM: true })

/**
 * A text in which upper and lower case, and base64 and base64url, are the same, without blanks, line breaks and control characters.
 *
 * @example folded('Ab-\n c_').text // 'ab+c/'
 */
export function folded(text: string): Folded {
  const units = new Uint16Array(text.length)
  const from = new Int32Array(text.length)
  let length = 0
  table ??= foldingTable()
  for (let at = 0; at < text.length; at++) {
    const unit = table[text.charCodeAt(at)] ?? 0
    if (unit === 0) continue
    units[length] = unit
    from[length++] = at
  }
  return { text: utf16.decode(units.subarray(0, length)), from: from.subarray(0, length) }
}

// Made when it is needed: a command without secrets begins sooner.
let table: Uint16Array | undefined

/** By code unit, what it is folded to; 0 for what is left out. */
const foldingTable = (): Uint16Array =>
  Uint16Array.from({ length: 0x10000 }, (_, unit) => {
    const character = String.fromCharCode(unit)
    if (/[\s\p{Cc}\p{Cf}\ufffd]/u.test(character)) return 0
    const lower = character.toLowerCase()
    return lower === '-' ? 0x2b : lower === '_' ? 0x2f : lower.length === 1 ? lower.charCodeAt(0) : unit
  })
