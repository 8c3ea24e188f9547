import { COMMAND, TURNING } from '../../../sandbox/src/node/command/one-line.ts'

const FORBIDDEN = new RegExp(`(?![\\t\\n\\r])[\\p{Cc}\\ufffe\\uffff${TURNING}]`, 'gu')

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
