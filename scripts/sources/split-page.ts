import { createHash } from 'node:crypto'

/** One sentence, table row or example of a documentation page. */
export interface SourceUnit {
  /** Where it stands: `<page>#<section>/<number from 1>`. */
  locator: string
  /** First 16 hex digits of the SHA-256 of the normalised text. */
  hash: string
  /** The words themselves: for a person at the terminal, never written to a file. */
  text: string
}

const HEADINGS = new Map([
  ['use case', 'use-case'],
  ['how it works?', 'how-it-works'],
  ['endpoint', 'endpoint'],
  ['unfreeze async orders', 'endpoint'],
  ['update an async order under a specific account', 'intro'],
  ['benefits', 'benefits'],
  ['parameters', 'parameters'],
  ['notes', 'notes'],
  ['response message', 'response-message'],
  ['response codes', 'response-codes'],
])

/**
 * Splits a saved documentation page into sentences, table rows and examples.
 *
 * The saved pages come in two layouts: one with blank lines between blocks, where every line is a unit of its own, and one
 * without, where a line break may fall inside a sentence.
 *
 * @param page name used in the locators, e.g. `freeze`
 * @param text the saved page
 * @example splitPage('freeze', 'Freeze orders\nNotes\n- One. Two.')[1].locator // 'freeze#notes/1'
 */
export function splitPage(page: string, text: string): SourceUnit[] {
  const [title = '', ...rest] = text.trim().split(/\r?\n/)
  const blankLines = rest.filter((line) => line.trim() === '').length > rest.length / 4
  const units: SourceUnit[] = []
  const numbers = new Map<string, number>()
  let section = 'intro'
  const add = (unit: string): void => {
    const words = normalise(unit)
    if (!/[a-z0-9]/i.test(words)) return
    const number = (numbers.get(section) ?? 0) + 1
    numbers.set(section, number)
    units.push({ locator: `${page}#${section}/${number}`, hash: hashOf(words), text: words })
  }
  const titleHeadings = new Set([title.trim().toLowerCase()])
  section = 'title'
  add(title)
  section = 'intro'
  for (const block of blocks(rest, blankLines)) {
    const heading = HEADINGS.get(block.trim().toLowerCase())
    if (heading !== undefined && !(titleHeadings.delete(block.trim().toLowerCase()) && units.length <= 1)) section = heading
    else if (isRow(block) || isExample(block)) add(block)
    else for (const sentence of block.split(/(?<=[.!?])\s+(?=[A-Z-])/)) add(sentence)
  }
  return units
}

/** Lines joined to blocks: a heading, a table row, an example or a run of sentences. */
function blocks(lines: string[], blankLines: boolean): string[] {
  const found: string[] = []
  // Joined only when complete: a page of a hundred thousand broken lines would otherwise be copied for each of them.
  let open: string[] = []
  const close = (): void => {
    if (open.length > 0) found.push(open.join(' '))
    open = []
  }
  for (let index = 0; index < lines.length; index++) {
    let line = lines[index]?.trim() ?? ''
    if (line === '{') {
      close()
      const end = exampleEnd(lines, index)
      found.push(`${lines.slice(index, end).join(' ')} }`)
      // In the layout without blank lines the next sentence follows the brace on its line.
      line = lines[end]?.trim().slice(1).trim() ?? ''
      index = end
    }
    if (line === '' || LIST_MARK.test(line)) close()
    if (isRow(line) || HEADINGS.has(line.toLowerCase())) {
      close()
      found.push(line)
    } else if (line !== '') {
      open.push(line)
      if (blankLines || /[.!?:]$/.test(line)) close()
    }
  }
  close()
  return found
}

/** The line of the brace that closes the example begun on line `start`, or the number of lines where none does. */
function exampleEnd(lines: string[], start: number): number {
  let depth = 0
  for (let index = start; index < lines.length; index++) {
    const line = lines[index]?.trim() ?? ''
    if (line.startsWith('}') && --depth === 0) return index
    if (line.endsWith('{')) depth++
  }
  return lines.length
}

const LIST_MARK = /^[-*•]\s/
const isRow = (line: string): boolean => line.includes('|')
const isExample = (block: string): boolean => block.startsWith('{')

/** White space folded, list and table marks taken off, typographic quotes and hyphens made plain. */
function normalise(unit: string): string {
  return unit
    .replace(/[|•®™]/g, ' ')
    .normalize('NFKC')
    .replace(/[\u2010-\u2015]/g, '-')
    .replace(/[‘’]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/^[\s*-]+/, '')
    .replace(/\s+/g, ' ')
    .trim()
}

function hashOf(words: string): string {
  return createHash('sha256').update(words).digest('hex').slice(0, 16)
}
