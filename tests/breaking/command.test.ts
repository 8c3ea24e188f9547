import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const SCRIPT = fileURLToPath(new URL('../../contract/bin.js', import.meta.url))
const OPENAPI = fileURLToPath(new URL('../../openapi', import.meta.url))

let repository: string
beforeEach(() => {
  repository = mkdtempSync(join(tmpdir(), 'repository-'))
  git('init', '--quiet')
  git('commit', '--quiet', '--allow-empty', '-m', 'Nothing yet')
  git('tag', 'empty')
  cpSync(OPENAPI, join(repository, 'openapi'), { recursive: true })
  setVersion('0.3.1')
  commit('first')
})
afterEach(() => rmSync(repository, { recursive: true }))

function git(...args: string[]): void {
  const name = ['-c', 'user.name=t', '-c', 'user.email=t@example.test', '-c', 'commit.gpgsign=false']
  execFileSync('git', ['-C', repository, ...name, ...args])
}

function commit(tag: string): void {
  git('add', '.')
  git('commit', '--quiet', '-m', tag)
  git('tag', tag)
}

function replace(file: string, from: string | RegExp, to: string): void {
  const path = join(repository, 'openapi', file)
  const text = readFileSync(path, 'utf8')
  expect(text).toMatch(from)
  writeFileSync(path, text.replace(from, to))
}

const setVersion = (version: string): void => replace('openapi.yaml', /^ {2}version: .*$/m, `  version: ${version}`)
const run = (...args: string[]) => spawnSync(process.execPath, [SCRIPT, 'breaking', ...args], { cwd: repository, encoding: 'utf8' })

describe('npx async-orders breaking', () => {
  it('fails until the version carries the bump, before 1.0.0', () => {
    expect(run('--base', 'first')).toMatchObject({ status: 0, stdout: '', stderr: 'The description is as at first: version 0.3.1.\n' })
    replace('components/schemas/UpdateAsyncOrderRequest.yaml', 'maxLength: 150', 'maxLength: 100')
    const broken = run('--base', 'first', '--json')
    expect(broken.status).toBe(1)
    expect(broken.stderr).toMatch(/^major {2}components\/schemas\/\S*maxLength\n.*'150' to '100'/m)
    expect(broken.stderr).toContain('Needed: 0.4.0 or later. Present: 0.3.1.\nSet info.version in openapi/openapi.yaml to 0.4.0')
    expect(JSON.parse(broken.stdout)).toMatchObject({ bump: 'major', needed: '0.4.0', version: '0.3.1', holds: false })
    setVersion('0.4.0')
    expect(run('--base', 'first')).toMatchObject({ status: 0, stdout: '' })
  })

  it('fails until the version carries the bump, from 1.0.0', () => {
    setVersion('1.0.0')
    commit('stable')
    replace('components/schemas/UpdateAsyncOrderRequest.yaml', 'maxLength: 150', 'maxLength: 200')
    setVersion('1.0.1')
    expect(run('--base', 'stable')).toMatchObject({ status: 1, stderr: expect.stringContaining('Needed: 1.1.0 or later.') })
    setVersion('1.1.0')
    expect(run('--base', 'stable').status).toBe(0)
  })

  it.each([
    ['no base', [], '--base REF is missing. Run `npx async-orders breaking --help`'],
    ['an unknown option', ['--nope'], "Unknown option '--nope'"],
    ['no such commit', ['--base', 'nowhere'], 'Failed to read the description at nowhere: there is no such commit here.'],
    ['a commit that looks like an option', ['--base=--all'], 'there is no such commit here.'],
    ['no description at that commit', ['--base', 'empty'], 'that commit has no openapi/openapi.yaml.'],
  ])('exits 2 for %s', (_, args, want) => {
    expect(run(...args)).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining(want) })
  })

  it.each([
    ['cannot be read', () => replace('openapi.yaml', /^paths:/m, 'paths: ['), 'Failed to'],
    ['is not there', () => rmSync(join(repository, 'openapi'), { recursive: true }), 'there is no openapi/openapi.yaml here.'],
    ['has no version of three numbers', () => setVersion('1.x'), 'info.version "1.x" is not three numbers'],
  ])('exits 2 when the description %s', (_, spoil, want) => {
    spoil()
    expect(run('--base', 'first')).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining(want) })
  })

  it('prints help', () => {
    expect(run('--help')).toMatchObject({ status: 0, stderr: '', stdout: expect.stringContaining('Before 1.0.0') })
  })
})
