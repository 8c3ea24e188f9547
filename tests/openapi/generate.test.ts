import { execFile } from 'node:child_process'
import { appendFile, cp, mkdtemp, readdir, readFile, rm, symlink, unlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const execute = promisify(execFile)

interface Run {
  code: number
  stdout: string
  stderr: string
}

/** Runs the script of a project folder, as `npm run generate` does. */
function generate(folder: string, ...args: string[]): Promise<Run> {
  return new Promise((done) => {
    execFile(process.execPath, [join(folder, 'scripts/generate.ts'), ...args], { cwd: folder }, (error, stdout, stderr) => {
      done({ code: error === null ? 0 : Number(error.code), stdout, stderr })
    })
  })
}

const staleIn = ({ stderr }: Run): string[] => stderr.match(/(?<=^stale: generated\/).*$/gm) ?? []

/** The files of a folder, by name. */
async function contents(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder)).sort()
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')])))
}

const CONTROL = `openapi: 3.1.0
info: { title: Control, version: 0.0.0, license: { name: MIT, identifier: MIT } }
servers: [{ url: 'http://127.0.0.1/_sandbox' }]
tags: [{ name: Clock, description: The clock. }]
security: []
paths:
  /clock:
    get:
      operationId: readClock
      summary: Read the clock
      description: The time that it shows.
      tags: [Clock]
      responses:
        '200':
          description: The time.
          content: { application/json: { schema: { $ref: '#/components/schemas/Clock' } } }
        '404': { description: There is no clock. }
components:
  schemas:
    Clock:
      type: object
      properties:
        now: { type: string, format: date-time, description: The time., examples: ['2026-03-02T09:15:04Z'] }
`

describe('npm run generate', () => {
  let copy = ''

  beforeAll(async () => {
    copy = await mkdtemp(join(tmpdir(), 'project-'))
    const parts = [
      'openapi',
      'scripts',
      'console',
      'docs',
      'sandbox/src',
      'sandbox/package.json',
      'contract',
      'generated',
      'redocly.yaml',
      'package.json',
      'tsconfig.json',
    ]
    await Promise.all(parts.map((part) => cp(part, join(copy, part), { recursive: true })))
    await symlink(resolve('node_modules'), join(copy, 'node_modules'), 'junction')
  })
  afterAll(() => rm(copy, { recursive: true, force: true }))

  it('finds what is committed fresh', async () => {
    expect(await generate('.', '--check')).toMatchObject({ code: 0, stderr: expect.stringContaining('generated/ is fresh') })
  })

  it('names the files that were edited, removed or added, and puts them right', async () => {
    await appendFile(join(copy, 'generated/types.ts'), '// edited\n')
    await unlink(join(copy, 'generated/openapi.json'))
    await writeFile(join(copy, 'generated/own.ts'), '')
    const checked = await generate(copy, '--check')
    expect(checked.code).toBe(1)
    expect(staleIn(checked)).toEqual(['openapi.json', 'own.ts', 'types.ts'])
    expect((await generate(copy)).code).toBe(0)
    expect(await contents(join(copy, 'generated'))).toEqual(await contents('generated'))
  })

  it('finds generated/ stale when the description has changed', async () => {
    const file = join(copy, 'openapi/components/schemas/UpdateAsyncOrderRequest.yaml')
    const before = await readFile(file, 'utf8')
    await writeFile(file, before.replace('maxLength: 150', 'maxLength: 151'))
    const checked = await generate(copy, '--check')
    await writeFile(file, before)
    expect(checked.code).toBe(1)
    expect(staleIn(checked)).toEqual(['openapi.json', 'openapi.yaml'])
  })

  it('builds a second description by the same steps', async () => {
    await writeFile(join(copy, 'openapi/control.yaml'), CONTROL)
    const checked = await generate(copy, '--check')
    await unlink(join(copy, 'openapi/control.yaml'))
    expect(checked.code).toBe(1)
    expect(staleIn(checked)).toEqual(['control-types.ts', 'control.json'])
  })

  it('builds what is not committed before a command, where it is missing or older than its sources', async () => {
    const guard = () => execute(process.execPath, ['scripts/require-node.cjs'], { cwd: copy, env: { PATH: process.env.PATH } })
    const file = join(copy, 'generated/validators.js')
    for (const name of ['console.ts', 'validators.js']) await unlink(join(copy, 'generated', name))
    await guard()
    expect(await contents(join(copy, 'generated'))).toEqual(await contents('generated'))
    await unlink(file)
    await guard()
    expect(await contents(join(copy, 'generated'))).toEqual(await contents('generated'))
    await writeFile(file, '')
    await guard()
    expect(await readFile(file, 'utf8')).toBe('')
    const later = new Date(Date.UTC(2100, 0, 1))
    for (const source of ['generated/openapi.json', 'sandbox/src/control.ts']) {
      await writeFile(file, '')
      await utimes(join(copy, source), later, later)
      await guard()
      expect(await readFile(file, 'utf8'), source).toBe(await readFile('generated/validators.js', 'utf8'))
      await utimes(join(copy, source), new Date(0), new Date(0))
    }
  })

  it('stops with the words of the linter when a rule is broken, and writes nothing', async () => {
    const file = join(copy, 'openapi/components/schemas/ErrorInfo.yaml')
    const before = await readFile(file, 'utf8')
    await writeFile(file, before.replace('description: The path of the request.', ''))
    const run = await generate(copy)
    await writeFile(file, before)
    expect(run.code).toBe(1)
    expect(run.stderr).toContain('Failed to lint openapi/openapi.yaml: ')
    expect(run.stderr).toContain('Property path has no description.')
    expect(await contents(join(copy, 'generated'))).toEqual(await contents('generated'))
  })

  it('refuses what it does not know with 2', async () => {
    const runs = await Promise.all(
      [['--chekc'], ['--check=yes'], ['all'], ['--check', '--code']].map((options) => generate('.', ...options)),
    )
    for (const { code, stderr } of runs) {
      expect(code).toBe(2)
      expect(stderr).toMatch(/^Failed to read the options: .+[.?] Run `npm run generate -- --help` to see the options\.\n$/)
    }
  })

  it('shows its options and does nothing else with --help', async () => {
    expect(await generate('.', '--help')).toMatchObject({ code: 0, stdout: expect.stringContaining('--check'), stderr: '' })
  })
})
