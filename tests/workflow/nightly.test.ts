import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { startForeign } from '../foreign/server.ts'
import { bash } from './bash.ts'

const { jobs } = parse(readFileSync('.github/workflows/nightly.yml', 'utf8'))
const stepOf = (job: string, name: string): { run: string; if?: string } =>
  jobs[job].steps.find((step: { name?: string }) => step.name === name)

/** In the place of GitHub's: it keeps the issues in a file. */
const GH = `#!/usr/bin/env bash
case "$1 $2" in
  "issue list") cat issues 2> /dev/null || true ;;
  "issue create") echo "$4" >> issues; cp "$6" body ;;
  *) exit 9 ;;
esac
`

/** A checkout of the repository, whose commands write beside it. */
let workspace: string
beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'nightly-'))
  const mine = ['.git', 'evidence', 'reports', 'dist']
  for (const name of readdirSync('.').filter((entry) => !mine.includes(entry))) symlinkSync(resolve(name), join(workspace, name))
  mkdirSync(join(workspace, 'bin'))
  writeFileSync(join(workspace, 'bin/gh'), GH, { mode: 0o755 })
})
afterEach(() => rmSync(workspace, { recursive: true }))

const read = (name: string): string => (existsSync(join(workspace, name)) ? readFileSync(join(workspace, name), 'utf8') : '')

/** Runs a step; the outputs are of this step alone. */
async function run(job: string, name: string, env: Record<string, string> = {}) {
  writeFileSync(join(workspace, 'output'), '')
  const PATH = `${join(workspace, 'bin')}:${process.env.PATH}`
  const ended = await bash(stepOf(job, name).run, { cwd: workspace, env: { ...env, PATH, GITHUB_OUTPUT: join(workspace, 'output') } })
  return { ...ended, outputs: read('output') }
}

describe('the pages', () => {
  const save = (words: string): void => {
    mkdirSync(join(workspace, 'pages'), { recursive: true })
    for (const page of ['freeze', 'unfreeze', 'cancel', 'update']) writeFileSync(join(workspace, 'pages', `${page}.txt`), words)
  }

  it('lead to an issue when they have changed, one for each change', async () => {
    for (const words of ['Freeze orders', 'Freeze orders', 'Freeze many orders']) {
      save(words)
      expect(await run('pages', 'Compare the pages with the register')).toMatchObject({ code: 0, outputs: 'changed=1\n' })
      expect(await run('pages', 'Open an issue')).toMatchObject({ code: 0 })
    }
    expect(read('issues')).toMatch(/^(The documentation has changed \(\w{12}\)\n){2}$/)
    expect(new Set(read('issues').split('\n')).size).toBe(3)
    expect(read('body')).toContain('Clauses in doubt: ')
    expect(read('body')).not.toContain('many orders')
    expect(stepOf('pages', 'Open an issue').if).toBe("steps.compare.outputs.changed == '1'")
  })

  it('that are missing fail the job', async () => {
    const { code, outputs, stdout } = await run('pages', 'Compare the pages with the register')
    expect({ code, outputs }).toEqual({ code: 1, outputs: 'changed=2\n' })
    expect(stdout).toMatch(/^Failed to read pages\/freeze\.txt: there is no such file/)
  })
})

describe('the live API', () => {
  const dry = {
    FIXTURES: readFileSync('contract/src/targets/fixtures.example.json', 'utf8'),
    TANGO_BASE_URL: 'https://api.example/raas/v2',
    TANGO_PLATFORM_NAME: 'platform',
    TANGO_PLATFORM_KEY: 'platform-key-1',
  }

  it('is sent nothing in a dry run', async () => {
    const { code, stdout, outputs } = await run('live', 'Verify the live API', { ...dry, OPTIONS: '--dry-run' })
    expect({ code, outputs, reported: existsSync(join(workspace, 'reports')) }).toEqual({ code: 0, outputs: '', reported: false })
    expect(stdout).toMatch(/^\{"case":.*\n/)
  })

  it('leaves evidence, and leads to an issue when a clause is violated, one for the same clauses', async () => {
    const { baseUrl, credentials, fixtures, close } = await startForeign({ bug: 'freeze-returns-200', now: Date.now, newId: randomUUID })
    const env = { TANGO_BASE_URL: baseUrl, TANGO_PLATFORM_NAME: credentials.name, TANGO_PLATFORM_KEY: credentials.key }
    for (let night = 0; night < 2; night++) {
      const given = { ...env, FIXTURES: JSON.stringify(fixtures), OPTIONS: '--clause FRZ-12' }
      expect(await run('live', 'Verify the live API', given)).toMatchObject({ code: 0, outputs: 'changed=1\n' })
      expect(read('findings.txt')).toBe('FRZ-12\n')
      expect(await run('live', 'Open an issue')).toMatchObject({ code: 0 })
    }
    await close()
    expect(read('issues')).toMatch(/^The live API has changed \(\w{12}\)\n$/)
    expect(read('body')).toContain('FRZ-12')
    expect(readdirSync(join(workspace, 'reports/evidence'))).toHaveLength(2)
  })

  it('that cannot be reached fails the job, and opens no issue', async () => {
    const url = { TANGO_BASE_URL: 'http://127.0.0.1:1/raas/v2' }
    const { code, outputs } = await run('live', 'Verify the live API', { ...dry, ...url, OPTIONS: '' })
    expect({ code, outputs }).toEqual({ code: 2, outputs: '' })
  })
})
