import { onOneLine, printable } from '../../../sandbox/src/node/command/one-line.ts'
import { cut } from './exchange.ts'
import { fitting } from './fitting.ts'

const LONGEST_VALUE = 500
const LONGEST_LIST = 1_000

/**
 * Inline code that ends where it should, whatever is in it; on one line, with line breaks shown as such.
 *
 * @example code('a`b') // '``a`b``'
 */
export function code(text: string): string {
  const line = cut(onOneLine(text.trim()).replace(/\s+/g, ' '), LONGEST_VALUE)
  const fence = '`'.repeat(longestRun(line) + 1)
  const space = /^`|`$|^$/.test(line) ? ' ' : ''
  return `${fence}${space}${line}${space}${fence}`
}

/**
 * Commands as a block of code.
 *
 * @example fenced('npx async-orders contract')
 */
export function fenced(text: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1))
  return `${fence}sh\n${cut(printable(text), 4 * LONGEST_VALUE)}\n${fence}`
}

const longestRun = (text: string): number => Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length))

/**
 * Ids as code, as many as have room.
 *
 * @example list(['FRZ-12', 'FRZ-13']) // '`FRZ-12`, `FRZ-13`'
 */
export function list(ids: readonly string[]): string {
  const { shown, left } = fitting(ids.map(code), LONGEST_LIST, ({ length }) => length + 2)
  return `${shown.join(', ')}${left.length === 0 ? '' : ` and ${left.length} more`}`
}

/**
 * A table; what came from outside has to be code already.
 *
 * @example table(['Target', 'Tests'], [['mock', 12]])
 */
export const table = (head: string[], rows: (string | number)[][]): string =>
  [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map((text) => String(text).replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n')

/**
 * A text for the summary of details, which is HTML.
 *
 * @example entities('<b>') // '&lt;b&gt;'
 */
export const entities = (text: string): string =>
  onOneLine(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('@', '<span>@</span>')
    .replaceAll('`', '&#96;')
    .replaceAll('*', '&#42;')
    .replaceAll('_', '&#95;')
    .replaceAll('[', '&#91;')

/**
 * The same for a text in which backticks set code apart.
 *
 * @example withCode('`sender` is missing') // '<code>sender</code> is missing'
 */
export const withCode = (text: string): string =>
  text
    .split('`')
    .map((part, index) => (index % 2 === 1 ? `<code>${entities(part)}</code>` : entities(part)))
    .join('')
