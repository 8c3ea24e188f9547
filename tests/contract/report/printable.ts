/** Characters that turn the text around them around. */
const TURNING = '\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069'

const UNPRINTABLE = new RegExp(`(?![\\t\\n])[\\p{Cc}${TURNING}]`, 'gu')
const FORBIDDEN = new RegExp(`(?![\\t\\n\\r])[\\p{Cc}\\ufffe\\uffff${TURNING}]`, 'gu')

/**
 * A text that a terminal shows and does not act on: control characters, and those that turn a text around, are written as escapes of JSON.
 *
 * @example printable('a\u0007b') // 'a\\u0007b'
 */
export const printable = (text: string): string =>
  text.replace(UNPRINTABLE, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

/**
 * The same on one line, so that what a target said begins none.
 *
 * @example onOneLine('a\nb') // 'a\\nb'
 */
export const onOneLine = (text: string): string => printable(text.replaceAll('\n', '\\n'))

/**
 * A text without what neither XML nor HTML should hold, not even escaped: control characters, halves of characters, and what turns a text
 * around.
 *
 * @example withoutControls('a\u0000b') // 'a\ufffdb'
 */
export const withoutControls = (text: string): string => text.toWellFormed().replace(FORBIDDEN, '\ufffd')
