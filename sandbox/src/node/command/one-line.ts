/** Characters that turn the text around them around, for a class of a regular expression. */
export const TURNING = '\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069'

/** What CI servers take for the beginning of a command wherever it is in a log: `##[`, `##vso[`, `##teamcity[`. */
export const COMMAND = '#(?=#\\w*\\[)'

const UNPRINTABLE = new RegExp(`(?![\\t\\n])[\\p{Cc}${TURNING}]|${COMMAND}`, 'gu')

/**
 * A text that a terminal shows and does not act on, nor a CI server: control characters, those that turn a text around, and commands are
 * written as escapes of JSON.
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
export const onOneLine = (text: string): string => printable(text.replace(/\r?\n/g, '\\n'))
