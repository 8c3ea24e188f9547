import { describe, expect, it } from 'vitest'
import { splitPage } from './split-page.ts'

/** Every sentence here is invented: the words of the real pages are not ours to keep. */
const split = (...lines: string[]): string[] => splitPage('tea', lines.join('\n')).map(({ locator, text }) => `${locator.slice(4)} ${text}`)

describe('splitPage, of a page without blank lines', () => {
  it('numbers sentences by section', () => {
    expect(split('Making tea', 'Boil water. Wait.', 'Notes', '- Green tea wants less heat.', 'Use case', 'A guest comes.')).toEqual([
      'title/1 Making tea',
      'intro/1 Boil water.',
      'intro/2 Wait.',
      'notes/1 Green tea wants less heat.',
      'use-case/1 A guest comes.',
    ])
  })

  it('goes on numbering where a section comes again', () => {
    expect(split('Tea', 'NOTES', 'One.', 'Benefits', 'Two.', 'notes', 'Three.').at(-1)).toBe('notes/2 Three.')
  })

  it('joins a sentence that is broken over lines', () => {
    expect(split('Tea', 'Pour the water over', 'the', 'leaves. Then wait for', 'four minutes.')).toEqual([
      'title/1 Tea',
      'intro/1 Pour the water over the leaves.',
      'intro/2 Then wait for four minutes.',
    ])
  })

  it('tells list items apart, on lines of their own or glued, with a full stop or without', () => {
    expect(split('Tea', 'You need:', '- a pot', '- a', 'cup', '- water. - Time.', '• sugar')).toEqual([
      'title/1 Tea',
      'intro/1 You need:',
      'intro/2 a pot',
      'intro/3 a cup',
      'intro/4 water.',
      'intro/5 Time.',
      'intro/6 sugar',
    ])
  })

  it('keeps a table row whole and leaves out the rule under its head', () => {
    expect(split('Tea', 'A broken', '| Kind | Heat |', '|---|---|', '| green | Low. Never boil. |', 'black | High |')).toEqual([
      'title/1 Tea',
      'intro/1 A broken',
      'intro/2 Kind Heat',
      'intro/3 green Low. Never boil.',
      'intro/4 black High',
    ])
  })

  it('keeps a JSON example whole, nested or not, and the sentence glued to its end apart', () => {
    expect(
      split('Tea', 'Like this:', '{', '"pot": {', '"full": true', '}', '}After it', 'comes more.', '{', '"cup": "A. B."', '}'),
    ).toEqual([
      'title/1 Tea',
      'intro/1 Like this:',
      'intro/2 { "pot": { "full": true } }',
      'intro/3 After it comes more.',
      'intro/4 { "cup": "A. B." }',
    ])
  })

  it('takes an example that nothing closes to the end of the page', () => {
    expect(split('Tea', '{', '"pot": 1,', '"cup": 2')).toEqual(['title/1 Tea', 'intro/1 { "pot": 1, "cup": 2 }'])
  })
})

describe('splitPage, of a page with blank lines', () => {
  it('makes each line a unit, and each sentence of a line', () => {
    expect(split('Tea', '', 'Kind', '', 'Heat', '', 'green', '', 'Low. Never boil.', '', 'Notes', '', '  • Wait', '  • Stir')).toEqual([
      'title/1 Tea',
      'intro/1 Kind',
      'intro/2 Heat',
      'intro/3 green',
      'intro/4 Low.',
      'intro/5 Never boil.',
      'notes/1 Wait',
      'notes/2 Stir',
    ])
  })

  it('keeps an indented JSON example whole', () => {
    expect(split('Tea', '', '{', '  "pot": {', '    "full": true', '  }', '}', '', 'After', '', 'it.')).toEqual([
      'title/1 Tea',
      'intro/1 { "pot": { "full": true } }',
      'intro/2 After',
      'intro/3 it.',
    ])
  })

  it('leaves out lines without a letter or a digit', () => {
    expect(split('Tea', '', '📘', '', 'Notes', '', '---', '', 'Wait.')).toEqual(['title/1 Tea', 'notes/1 Wait.'])
  })
})

describe('splitPage', () => {
  it('takes a heading that is the title for a heading only when it comes again', () => {
    expect(split('Unfreeze async orders', 'Thaw. Wait.', 'Unfreeze async orders', 'By post.').at(-1)).toBe('endpoint/1 By post.')
  })

  it('gives the same hash to the same words in other white space, quotes, hyphens and line ends', () => {
    const plain = splitPage('tea', "Tea\nIt's a well-known drink.")
    const fancy = splitPage('tea', '\uFEFF\r\nTea\u00a0\r\n- It’s  a\r\nwell\u2011known drink.\r\n')
    expect(fancy).toEqual(plain)
    expect(plain[1]?.hash).toMatch(/^[0-9a-f]{16}$/)
  })

  it('gives another hash to other words', () => {
    const [, five, seven] = splitPage('tea', 'Tea\nWait 5 minutes.\nWait 7 minutes.')
    expect(five?.hash).not.toBe(seven?.hash)
  })

  it.each(['', '\n\n', ' --- '])('finds nothing in %j', (text) => {
    expect(splitPage('tea', text)).toEqual([])
  })
})
