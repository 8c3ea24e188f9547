import type { Json } from '../wire.ts'
import { type Benign, eachOf, onText, type Variants, variantsOf } from './benign.ts'

const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+|[{}[\],:]/g
const tokens = (change: (token: string) => string) => (json: string) => json.replace(TOKEN, change)
const numbers = (change: (token: string) => string) => tokens((token) => (/^[-\d]/.test(token) ? change(token) : token))

const numbered = (char: string): string => char.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
const inCapitals = (char: string): string => numbered(char).replace(/[a-f]/g, (digit) => digit.toUpperCase())
const plain = (char: string): string => JSON.stringify(char).slice(1, -1)
/** Writes some characters of strings and keys in another way. */
const characters = (which: RegExp, write = numbered) =>
  tokens((token) =>
    token.startsWith('"') ? `"${[...JSON.parse(token)].map((char) => (which.test(char) ? write(char) : plain(char))).join('')}"` : token,
  )

const ordered = (permute: (keys: string[]) => string[]) => (json: string) => JSON.stringify(inOrder(JSON.parse(json), permute))
function inOrder(value: Json, permute: (keys: string[]) => string[]): Json {
  if (Array.isArray(value)) return value.map((item) => inOrder(item, permute))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(permute(Object.keys(value)).map((key) => [key, inOrder(value[key], permute)]))
}

const indented = (indent: string) => (json: string) => JSON.stringify(JSON.parse(json), null, indent)

/** Texts that a parser reads as the same value: each gets JSON without white space. */
export const spellings: Variants<(json: string) => string> = {
  'RFC 8259 2': {
    indented: indented('  '),
    'indented-crlf': (json) => indented('\t')(json).replaceAll('\n', '\r\n'),
    blanks: tokens((token) => (/^[,:]$/.test(token) ? `${token} ` : token)),
    'line-per-token': tokens((token) => `\n${token}`),
    'newline-at-end': (json) => `${json}\n`,
    'blanks-before': (json) => ` \r\n\t${json}`,
    padded: (json) => json + ' '.repeat(10_000),
  },
  'RFC 8259 1, 4': {
    'keys-reversed': ordered((keys) => keys.toReversed()),
    'keys-sorted': ordered((keys) => keys.toSorted()),
    'keys-rotated': ordered((keys) => [...keys.slice(1), ...keys.slice(0, 1)]),
  },
  'RFC 8259 7': {
    'non-ascii-escaped': characters(/[^ -~]/u),
    'escapes-in-capitals': characters(/[^ -~]/u, inCapitals),
    'all-escaped': characters(/./su),
    'vowels-escaped': characters(/[aeiou]/u),
    'slashes-escaped': characters(/\//u, () => '\\/'),
    'markup-escaped': characters(/[<>&']/u),
    'quotes-by-number': characters(/["\\]/u),
  },
  'RFC 8259 6; JSON Schema Core 2020-12 6.3': {
    'integers-with-fraction': numbers((token) => `${token}.0`),
    'integers-with-exponent': numbers((token) => `${token}.00E+0`),
  },
}

/** Responses whose JSON is spelt in another way. */
export const jsonVariants: Benign[] = variantsOf(
  'json',
  eachOf(spellings, (write) => onText(({ text }) => ({ text: write(text) }))),
)
