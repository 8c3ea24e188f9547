/** A text and where each of its units comes from in the text that it was decoded from. */
export interface View {
  text: string
  /** Of each unit, where it begins and ends there. */
  begins: Int32Array
  ends: Int32Array
}

/** How a character is written in JSON or JavaScript, in an address, and in HTML or XML. */
const ESCAPES = [
  /\\(?:u[\da-f]{4}|u\{[\da-f]{1,6}\}|x[\da-f]{2}|[^ux])/,
  /%[\da-f]{2}/,
  /&(?:#x[\da-f]{1,6};?|#\d{1,7};?|(?:quot|apos|amp|lt|gt|nbsp|newline);?)/,
].map(({ source }) => source)

const patternOf = (sources: readonly string[]): RegExp => new RegExp(sources.join('|'), 'gis')
const EACH = ESCAPES.map((source) => patternOf([source]))
const ALL = patternOf(ESCAPES)
/** The beginning of one, where a text was cut. */
const HALF = /(?:\\[ux]?\{?[\da-f]{0,6}|%[\da-f]?|&#?\w{0,7})$/i
/** So often may a text have been escaped again: JSON in JSON in HTML. */
const MOST_LEVELS = 4

/**
 * The ways to read a text: as it is, without the escapes of one kind, and without those of all kinds, layer by layer.
 *
 * @example viewsOf('a%62c').map(({ text }) => text) // ['a%62c', 'abc']
 */
export function viewsOf(text: string): View[] {
  const plain = { text, begins: Int32Array.from({ length: text.length }, (_, at) => at), ends: new Int32Array(0) }
  plain.ends = plain.begins.map((at) => at + 1)
  const single = EACH.flatMap((pattern) => decoded(plain, pattern) ?? [])
  const views: View[] = [plain, ...single]
  let last = single.length > 1 ? decoded(plain, ALL) : single[0]
  if (single.length > 1 && last) views.push(last)
  for (let level = 1; last && level < MOST_LEVELS; level++) {
    last = decoded(last, ALL)
    if (last) views.push(last)
  }
  return views
}

/** Null where there is nothing to decode. */
function decoded({ text, begins, ends }: View, pattern: RegExp): View | undefined {
  const parts: string[] = []
  const next = { begins: new Int32Array(text.length), ends: new Int32Array(text.length) }
  let length = 0
  let last = 0
  const copy = (to: number): void => {
    parts.push(text.slice(last, to))
    next.begins.set(begins.subarray(last, to), length)
    next.ends.set(ends.subarray(last, to), length)
    length += to - last
  }
  for (const { 0: written, index } of text.matchAll(pattern)) {
    copy(index)
    last = index + written.length
    const character = characterOf(written)
    parts.push(character)
    next.begins.fill(begins[index] ?? 0, length, length + character.length)
    next.ends.fill(ends[last - 1] ?? 0, length, length + character.length)
    length += character.length
  }
  if (parts.length === 0) return undefined
  copy(text.length)
  return { text: parts.join(''), begins: next.begins.subarray(0, length), ends: next.ends.subarray(0, length) }
}

const NAMED: Record<string, string> = { quot: '"', apos: "'", amp: '&', lt: '<', gt: '>', nbsp: ' ', newline: '\n' }
const CONTROLS: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', v: '\v', '0': '\0' }

/** What an escape stands for. */
function characterOf(written: string): string {
  const [, hex] = /^(?:\\[ux]\{?|%|&#x)([\da-f]+)[};]?$/i.exec(written) ?? []
  const [, decimal] = /^&#(\d+);?$/.exec(written) ?? []
  const point = hex !== undefined ? Number.parseInt(hex, 16) : decimal !== undefined ? Number(decimal) : Number.NaN
  if (!Number.isNaN(point)) return point > 0x10ffff ? '' : String.fromCodePoint(point)
  if (written.startsWith('&')) return NAMED[written.slice(1).replace(';', '').toLowerCase()] ?? ''
  const second = written[1] ?? ''
  return CONTROLS[second] ?? second
}

/**
 * A text without the half of an escape at its end.
 *
 * @example withoutHalf('ab\\u00') // 'ab'
 */
export const withoutHalf = (text: string): string => text.replace(HALF, '')
