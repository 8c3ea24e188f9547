import { describe, expect, it } from 'vitest'
import { sameTarget } from '../run/conclude.ts'
import { createProgress } from './progress.ts'

function written(isTTY: boolean, told: readonly ('passed' | 'failed')[]): string {
  let text = ''
  const progress = createProgress(3, { isTTY, write: (part) => (text += part) })
  for (const status of told) progress.tell({ status })
  progress.end()
  return text
}

describe('the progress of a run', () => {
  it('is one line, written over when it changes, and taken away at the end', () => {
    const lines = written(true, ['passed', 'failed', 'passed']).split('\r\u001b[K')
    expect(lines).toEqual([
      '',
      '  1 of 3 cases',
      '  2 of 3 cases, 1 failed',
      '  3 of 3 cases, 1 failed, going on with interpretations and phases',
      '',
    ])
  })

  it('is nothing where there is no terminal', () => {
    expect(written(false, ['passed'])).toBe('')
  })
})

describe('a command that is printed to do a case again', () => {
  it.each([
    [{}, ''],
    [{ url: 'http://127.0.0.1:8080/raas/v2' }, "--url 'http://127.0.0.1:8080/raas/v2'"],
    [{ url: 'http://h/', fixtures: "it's.json" }, "--url 'http://h/' --fixtures 'it'\\''s.json'"],
    [{ url: 'http://h/', failOn: 'assumed', strict: true }, "--url 'http://h/' --fail-on assumed --strict"],
    [{ url: 'http://h/', controlToken: 'secret' }, `--url 'http://h/' --control-token "$CONTROL_TOKEN"`],
  ])('meets the same target: %j', (given, options) => {
    expect(sameTarget(given)).toBe(options)
  })
})
