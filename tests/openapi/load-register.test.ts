import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadRegister } from '../../contract/src/register/load.ts'

describe('loadRegister', () => {
  let root: string
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'register-'))
    cpSync(new URL('../../openapi', import.meta.url), join(root, 'openapi'), { recursive: true })
  })
  afterEach(() => rmSync(root, { recursive: true }))

  const edit = (file: string, from: string | RegExp, to: string): void => {
    const path = join(root, 'openapi', file)
    const before = readFileSync(path, 'utf8')
    const after = before.replace(from, to)
    expect(after).not.toBe(before)
    writeFileSync(path, after)
  }
  const load = (): unknown => loadRegister(pathToFileURL(root))

  it('reads the folder it is given, with or without a slash at its end', () => {
    expect(loadRegister(pathToFileURL(root)).clauses).toEqual(loadRegister(pathToFileURL(`${root}/`)).clauses)
  })

  it.each([
    ['an unknown field', 'clauses/freeze.yaml', '  basis:', '  colour: red\n  basis:', '/0 (FRZ-01) has "colour"'],
    ['a missing field', 'clauses/freeze.yaml', /^ {2}basis: .*\n/m, '', '/0 (FRZ-01) lacks "basis". Add it.'],
    ['an unknown basis', 'clauses/freeze.yaml', 'documented', 'guessed', '/0/basis (FRZ-01) must be one of documented, inferred, assumed'],
    ['an unknown observation', 'clauses/freeze.yaml', 'observe: response', 'observe: smell', '/0/observe (FRZ-01) must be one of'],
    ['an ill-formed id', 'clauses/freeze.yaml', 'FRZ-01', 'FRZ-1', '/0/id (FRZ-1) must match'],
    ['an ill-formed rule', 'clauses/freeze.yaml', /rule: \w+/, 'rule: no-camel', 'must match'],
    ['an ill-formed interpretation id', 'interpretations.yaml', 'C-400-422', 'C-lower', '/0/id (C-lower) must match'],
    ['an option that is not text', 'interpretations.yaml', /"400": .*/, '"400": true', '/0/options/400 (C-400-422) must be string'],
    ['an ill-formed hash', 'clauses/sources.yaml', /"[0-9a-f]{16}"/, '"abc"', '/freeze/units/title~11/hash must match'],
    ['an ill-formed place', 'clauses/sources.yaml', 'title/1:', 'title 1:', '/freeze/units has the name "title 1"'],
    ['a page of no operation', 'clauses/sources.yaml', /^update:/m, 'thaw:', '/ has "thaw"'],
    ['a page too few', 'clauses/sources.yaml', /^update:/m, 'thaw:', '/ lacks "update"'],
    ['a place twice', 'clauses/sources.yaml', 'intro/1:', 'title/1:', '/ is not valid YAML: Map keys must be unique at line'],
    ['broken YAML', 'clauses/update.yaml', '- id', '- [id', '/ is not valid YAML'],
  ])('refuses %s', (_, file, from, to, want) => {
    edit(file, from, to)
    expect(load).toThrow(`Failed to read the register: openapi/${file}: `)
    expect(load).toThrow(want)
  })

  it('tells every problem of every file at once', () => {
    edit('clauses/freeze.yaml', 'FRZ-01', 'FRZ-1')
    edit('clauses/freeze.yaml', 'FRZ-02', 'FRZ-2')
    rmSync(join(root, 'openapi/interpretations.yaml'))
    expect(load).toThrow(/FRZ-1\).*\n.*FRZ-2\).*\n.*interpretations\.yaml: \/ cannot be read \(ENOENT\)\. Put the file back/)
  })
})
