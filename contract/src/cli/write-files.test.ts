import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { forgetFiles, writeFiles } from './write-files.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'write-'))
})
afterEach(() => rmSync(folder, { recursive: true }))
const at = (name: string): string => join(folder, name)

describe('files of a run', () => {
  it('are written over those of an earlier one, and nothing else is left', () => {
    writeFileSync(at('a'), 'old')
    writeFiles({ [at('a')]: 'new', [at('b')]: 'b' })
    expect([readFileSync(at('a'), 'utf8'), readFileSync(at('b'), 'utf8'), readdirSync(folder)]).toEqual(['new', 'b', ['a', 'b']])
  })

  it('are all as they were where one cannot be written', () => {
    writeFileSync(at('a'), 'old')
    expect(() => writeFiles({ [at('a')]: 'new', [at('none/b')]: 'b' })).toThrow('ENOENT')
    expect([readFileSync(at('a'), 'utf8'), readdirSync(folder)]).toEqual(['old', ['a']])
  })

  it('are refused where a folder is in the place of one', () => {
    mkdirSync(at('a'))
    expect(() => writeFiles({ [at('a')]: 'new' })).toThrow('EISDIR')
    expect(() => forgetFiles([at('a')])).toThrow('EISDIR')
    expect(readdirSync(folder)).toEqual(['a'])
  })

  it('of an earlier run are forgotten, with what a run left that was killed', () => {
    for (const name of ['a', '.a.partial', 'mine']) writeFileSync(at(name), '')
    forgetFiles([at('a'), at('gone')])
    expect(readdirSync(folder)).toEqual(['mine'])
  })

  it.skipIf(!existsSync('/dev/full'))('never take the place of a device', () => {
    symlinkSync('/dev/null', at('null'))
    symlinkSync('/dev/full', at('full'))
    writeFiles({ [at('null')]: 'a' })
    expect(() => writeFiles({ [at('b')]: 'b', [at('full')]: 'a' })).toThrow('ENOSPC')
    forgetFiles([at('null'), at('full')])
    expect(readdirSync(folder)).toEqual(['full', 'null'])
  })
})
