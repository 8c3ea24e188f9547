import { expect, it } from 'vitest'
import { onOneLine, printable } from '../../../sandbox/src/node/command/one-line.ts'
import { withoutCommands } from './printable.ts'

it.each([
  ['##[error]a', '\\u0023#[error]a'],
  ['a ##vso[task.setvariable variable=a]b', 'a \\u0023#vso[task.setvariable variable=a]b'],
  ['##teamcity[testFailed]', '\\u0023#teamcity[testFailed]'],
  ['## Failures [1]', '## Failures [1]'],
  ['a[#1]', 'a[#1]'],
])('what CI servers take for a command anywhere is none: %s', (text, shown) => {
  expect(printable(text)).toBe(shown)
  expect(withoutCommands(text)).toBe(shown)
})

it('what a target said is on one line, and its line breaks are shown', () => {
  expect(onOneLine('a\n::error::b\r\nPASS: c')).toBe('a\\n::error::b\\nPASS: c')
})

it('no line begins as a command does, whoever wrote it', () => {
  expect(withoutCommands('::a\n \t::b ::c\nd::e\n:f')).toBe('\\u003a:a\n \t\\u003a:b ::c\nd::e\n:f')
})
