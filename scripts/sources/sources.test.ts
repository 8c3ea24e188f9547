import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { smallRegister } from '../../contract/src/register/small-register.ts'
import { PAGES, type Register } from '../../contract/src/register/types.ts'
import { isAsMapped, reportSources, toJson, toText } from './sources-report.ts'
import { splitPage } from './split-page.ts'

const SCRIPT = fileURLToPath(new URL('../sources.ts', import.meta.url))
const SAVED = fileURLToPath(new URL('../../../shared/pages', import.meta.url))

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pages-'))
  for (const page of PAGES) save(page, 'Tea', 'Notes', '- Boil.', '- Pour.')
})
afterEach(() => rmSync(folder, { recursive: true }))

const save = (page: string, ...lines: string[]): void => writeFileSync(join(folder, `${page}.txt`), lines.join('\n'))
const run = (...args: string[]): { status: number | null; stdout: string; stderr: string } =>
  spawnSync(process.execPath, [SCRIPT, ...args], { encoding: 'utf8' })

/** A register that maps the pages as they stand in the folder at first. */
const registerOfFolder = (): Register => {
  const register = smallRegister()
  register.sources = PAGES.flatMap((page) => splitPage(page, 'Tea\nNotes\n- Boil.\n- Pour.')).map(({ locator, hash }) => {
    return { locator, hash, clauses: ['FRZ-10'] }
  })
  return register
}

describe('reportSources', () => {
  it('holds when every page is as mapped', () => {
    const report = reportSources(folder, registerOfFolder())
    expect(isAsMapped(report)).toBe(true)
    expect(toText(report, true)).toMatch(/^freeze: 3 units, all as mapped\n.*\n.*\nupdate: 3 units, all as mapped\n$/)
  })

  it('does not hold when a unit leads nowhere', () => {
    const register = registerOfFolder()
    delete register.sources[0]?.clauses
    const report = reportSources(folder, register)
    expect(isAsMapped(report)).toBe(false)
    expect(toText(report, false)).toContain('freeze#title/1 leads nowhere')
  })

  it('shows words to a terminal only, and never in JSON', () => {
    save('cancel', 'Tea', 'Notes', '- Boil.', '- Pour \u001b[31mslowly.')
    const report = reportSources(folder, registerOfFolder())
    expect(isAsMapped(report)).toBe(false)
    expect(toText(report, true)).toContain('    Pour \\u001b[31mslowly.\n')
    expect(toText(report, false)).not.toContain('slowly')
    expect(JSON.stringify(toJson(report))).not.toContain('slowly')
    expect(toJson(report)).toMatchObject({ asMapped: false, inDoubt: { clauses: ['FRZ-10'], interpretations: [] } })
  })
})

describe('npm run sources', () => {
  it('exits 1 when the pages differ, with JSON on stdout and nothing else there', () => {
    const { status, stdout, stderr } = run('--pages', folder, '--json')
    expect(status).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({ asMapped: false, unmapped: [], pages: [{ page: 'freeze', units: 3 }, {}, {}, {}] })
    expect(stderr).toContain('Clauses in doubt: CAN-01')
    expect(`${stdout}${stderr}`).not.toContain('Boil')
    expect(run('--pages', folder).stdout).toBe('')
  })

  it('prints help on stdout', () => {
    expect(run('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('--pages DIR'), stderr: '' })
  })

  it.each([
    ['no folder', [], 'Failed to read the options: --pages DIR is missing. Run'],
    ['an unknown option', ['--nope'], "Failed to read the options: Unknown option '--nope'. Run"],
    ['an argument too many', ['x'], '"x" is not one. Run'],
    ['an option without its value', ['--pages', '--json'], '--pages has no value. One that begins with a dash is written --pages=-1. Run'],
    ['a folder that is not there', ['--pages', join(tmpdir(), 'no', 'such')], 'there is no such file. Name with --pages'],
  ])('exits 2 for %s', (_, args, want) => {
    expect(run(...args)).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining(want) })
  })

  it.each([
    ['is missing', () => {}, 'update.txt: there is no such file'],
    ['is over 1 MiB', () => save('update', 'a'.repeat(1024 * 1024 + 1)), 'it has 1048577 bytes, more than the 1048576'],
    ['is empty', () => save('update', '\n'), 'it holds no words'],
    ['is HTML', () => save('update', '<!DOCTYPE html>'), 'it is HTML'],
    ['is not UTF-8', () => writeFileSync(join(folder, 'update.txt'), Uint8Array.of(0xff, 0xfe)), 'it is not UTF-8'],
    ['is a folder', () => mkdirSync(join(folder, 'update.txt')), 'it is not a file'],
  ])('exits 2 when a page %s', (_, spoil, want) => {
    rmSync(join(folder, 'update.txt'))
    spoil()
    expect(run('--pages', folder)).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining(want) })
  })

  // The saved pages are not ours to ship, so a checkout alone cannot run this.
  it.skipIf(!existsSync(SAVED))('finds the real pages as mapped (skipped without ../shared/pages, which cannot be shipped)', () => {
    const { status, stderr } = run('--pages', SAVED)
    expect(stderr).toMatch(/^(\w+: \d+ units, all as mapped\n){4}$/)
    expect(status).toBe(0)
  })
})
