import type { Schema } from './schema.ts'

/** The code points that a text of a given length is filled with, each group in turn. A lone surrogate counts as one. */
const FILLS: string[][] = [['x'], ['😀'], ['é'], ['e', '\u0301'], ['\ud800'], ['\udc00'], ['\u0000'], ['"'], ['👩', '\u200d', '🔬']]

/** Texts in which a limit, a pattern or a list of values could be misread. */
const ODD = [
  ...['', ' ', '\t\n', '\u00a0', '\u3000', '\ufeff', '\u0085', '\u200b', '\u180e', '\u2028', '.', 'a.b', 'a b', ' ab', 'ab '],
  ...[
    'a/b',
    'ab\n',
    '\nab',
    'a\u0000b',
    'a+b',
    'a%b',
    '%41',
    'a?b',
    'a#b',
    'a\\b',
    '-_',
    'Ab0',
    'e\u0301',
    'ａ',
    '٣',
    'ſ',
    'K',
    '😀',
    '\udc00a',
  ],
]

/** Texts for where everything is allowed. */
const FREE = ['', ' ', '\u0000', 'é', '😀', '\ud800', '%41', '%2541', 'a/b', 'a+b', 'a?b#c', '\'"<b>\\', '\u202eab', 'null']

const LONG = [1, 151, 1_025, 5_000]

/**
 * A text of a number of code points, as JSON Schema counts a length.
 *
 * @example ofLength(3, ['e', '\u0301']) // 'e\u0301e', three code points and two graphemes
 */
export const ofLength = (length: number, fill: readonly string[]): string =>
  Array.from({ length }, (_, at) => fill[at % fill.length]).join('')

/** Values at and next to each boundary of a schema of texts, by the keyword that they are about. Whether they fit is judged elsewhere. */
export function stringSamples(schema: Schema): { keyword: string; value: unknown }[] {
  const { minLength, maxLength } = schema
  const around = (keyword: string, limit: number | undefined, fills: string[][]) =>
    (limit === undefined ? [] : fills).flatMap((fill) =>
      [-1, 0, 1].map((more) => ({ keyword, value: ofLength(Math.max(0, Number(limit) + more), fill) })),
    )
  const long = maxLength === undefined ? LONG : [10 * maxLength]
  return [
    ...around('minLength', minLength, FILLS.slice(0, 2)),
    ...around('maxLength', maxLength, FILLS),
    ...long.map((length) => ({ keyword: maxLength === undefined ? 'type' : 'maxLength', value: ofLength(length, ['x']) })),
    ...(schema.pattern === undefined ? FREE : ODD).map((value) => ({ keyword: schema.pattern === undefined ? 'type' : 'pattern', value })),
  ]
}

/** Values that a list of codes does not hold, made from one that it does. */
export const nearCodes = (code: string): string[] => [
  code.toLowerCase(),
  ` ${code}`,
  `${code} `,
  `${code}\n`,
  code.slice(0, -1),
  `${code}X`,
  `${code},${code}`,
  code.replace('A', '\u0410'),
  '',
  'NO_SUCH_CODE',
]
