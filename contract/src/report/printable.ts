/** Characters that turn the text around them around. */
const TURNING = '\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069'

/** What CI servers take for the beginning of a command wherever it is in a log: `##[`, `##vso[`, `##teamcity[`. */
const COMMAND = '#(?=#\\w*\\[)'

const UNPRINTABLE = new RegExp(`(?![\\t\\n])[\\p{Cc}${TURNING}]|${COMMAND}`, 'gu')
const FORBIDDEN = new RegExp(`(?![\\t\\n\\r])[\\p{Cc}\\ufffe\\uffff${TURNING}]`, 'gu')

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

/**
 * A text of whole lines of which none is a command to a CI server, whoever wrote it.
 *
 * @example withoutCommands('::error::a') // '\\u003a:error::a'
 */
export const withoutCommands = (text: string): string =>
  text.replace(/^([^\S\n]*):(?=:)/gm, '$1\\u003a').replace(new RegExp(COMMAND, 'g'), '\\u0023')

/**
 * A text without what neither XML nor HTML should hold, not even escaped: control characters, halves of characters, and what turns a text
 * around.
 *
 * @example withoutControls('a\u0000b') // 'a\ufffdb'
 */
export const withoutControls = (text: string): string => text.toWellFormed().replace(FORBIDDEN, '\ufffd')
