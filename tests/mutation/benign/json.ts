import { rowsOf } from '../mutant.ts'
import type { Json } from '../wire.ts'
import { type Benign, benign, onText } from './benign.ts'

/** Another text for the same JSON. */
interface Spelling {
  id: string
  differs: string
  allows: string
  /** Gets JSON without white space. */
  write: (json: string) => string
}

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
const spelling = (id: string, differs: string, allows: string, write: Spelling['write']): Spelling => ({ id, differs, allows, write })

/** Texts that a parser reads as the same value. */
export const spellings: Spelling[] = [
  ...rowsOf(spelling, [
    ['indented', 'indents JSON', 'RFC 8259 2', indented('  ')],
    ['indented-crlf', 'indents JSON by tabs, with CR and LF', 'RFC 8259 2', (json) => indented('\t')(json).replaceAll('\n', '\r\n')],
    ['blanks', 'puts a blank behind commas and colons', 'RFC 8259 2', tokens((token) => (/^[,:]$/.test(token) ? `${token} ` : token))],
    ['line-per-token', 'gives each token of JSON a line', 'RFC 8259 2', tokens((token) => `\n${token}`)],
    ['newline-at-end', 'ends JSON with a newline', 'RFC 8259 2', (json) => `${json}\n`],
    ['blanks-before', 'begins with white space', 'RFC 8259 2', (json) => ` \r\n\t${json}`],
    ['padded', 'pads JSON with ten thousand blanks', 'RFC 8259 2', (json) => json + ' '.repeat(10_000)],
    ['keys-reversed', 'writes keys in reverse order', 'RFC 8259 1, 4', ordered((keys) => keys.toReversed())],
    ['keys-sorted', 'writes keys in alphabetical order', 'RFC 8259 1, 4', ordered((keys) => keys.toSorted())],
  ]),
  spelling(
    'keys-rotated',
    'begins objects with their second key',
    'RFC 8259 1, 4',
    ordered(([first, ...others]) => (first === undefined ? [] : [...others, first])),
  ),
  spelling('non-ascii-escaped', 'escapes what is not ASCII', 'RFC 8259 7', characters(/[^ -~]/u)),
  spelling('escapes-in-capitals', 'escapes what is not ASCII, in capitals', 'RFC 8259 7', characters(/[^ -~]/u, inCapitals)),
  spelling('all-escaped', 'escapes every character, of keys too', 'RFC 8259 7', characters(/./su)),
  spelling('vowels-escaped', 'escapes the vowels of keys and strings', 'RFC 8259 7', characters(/[aeiou]/u)),
  spelling(
    'slashes-escaped',
    'escapes slashes',
    'RFC 8259 7',
    characters(/\//u, () => '\\/'),
  ),
  spelling('markup-escaped', 'escapes the characters of HTML markup', 'RFC 8259 7', characters(/[<>&']/u)),
  spelling('quotes-by-number', 'escapes quotes by their number', 'RFC 8259 7', characters(/["\\]/u)),
  spelling(
    'integers-with-fraction',
    'writes integers with a fraction of zero',
    'RFC 8259 6; JSON Schema Core 2020-12 6.3',
    numbers((token) => `${token}.0`),
  ),
  spelling(
    'integers-with-exponent',
    'writes integers with an exponent',
    'RFC 8259 6; JSON Schema Core 2020-12 6.3',
    numbers((token) => `${token}.00E+0`),
  ),
]

/** Responses whose JSON is spelt in another way. */
export const jsonVariants: Benign[] = spellings.map(({ id, differs, allows, write }) =>
  benign(
    `json-${id}`,
    `${differs}, in responses`,
    allows,
    onText(({ text }) => ({ text: write(text) })),
  ),
)
