import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Call, npmSlip } from './npm-slip.ts'

const OPTIONS: Call['options'] = {
  target: { type: 'string' },
  url: { type: 'string' },
  clause: { type: 'string', multiple: true },
  'control-token': { type: 'string' },
  'fail-on': { type: 'string' },
  check: { type: 'boolean' },
  json: { type: 'boolean' },
  'no-control': { type: 'boolean' },
}

interface Kept {
  kept: Record<string, string>
  words?: string[]
  given?: string[]
  env?: Record<string, string>
  name?: string
  most?: number
}

/** What is said of a call where npm left these options in the environment. */
function said({ kept, words = [], given = [], env = {}, name = 'contract', most = 0 }: Kept, startedWith: string[] = []) {
  const npm = { npm_lifecycle_event: 'contract', npm_config_user_agent: 'npm/11.0.0 node/v24.0.0' }
  const left = Object.fromEntries(Object.entries(kept).map(([option, value]) => [`npm_config_${option}`, value]))
  return npmSlip({ name, options: OPTIONS, given, positionals: words, most, env: { ...npm, ...left, ...env } }, async () => startedWith)
}

describe('what npm kept of a command', () => {
  it.each<[string, Kept, string]>([
    ['a value', { kept: { target: 'live' } }, '--target=live'],
    ['a value after a blank', { kept: { target: 'true' }, words: ['live'] }, '--target live'],
    ['a switch', { kept: { check: 'true' } }, '--check'],
    ['a switch that begins with no', { kept: { control: '' } }, '--no-control'],
    ['an option of two words', { kept: { fail_on: 'documented' } }, '--fail-on=documented'],
    [
      'values of one option',
      { kept: { clause: 'true\n\nFRZ-02\n\ntrue' }, words: ['FRZ-01', 'FRZ-03'] },
      '--clause FRZ-01 --clause=FRZ-02 --clause FRZ-03',
    ],
    ['values whose order nobody knows', { kept: { target: 'true', url: 'true' }, words: ['x', 'live'] }, '--target … --url …'],
    ['a switch of npm beside it', { kept: { target: 'mock', json: 'true' } }, '--target=mock --json'],
    ['what a shell would read', { kept: { url: "http://x/?a='b'&c\n" } }, "--url='http://x/?a='\\''b'\\''&c\\n'"],
  ])('is put into the right command: %s', async (_, call, words) => {
    expect(await said(call)).toMatch(/^npm kept --\S+( and --\S+)* for itself, since `--` is missing: run `npm run contract -- /)
    expect(await said(call)).toContain(` \`npm run contract -- ${words}\``)
  })

  it('never shows a token', async () => {
    for (const call of [{ kept: { control_token: 'true' }, words: ['secret-91c2'] }, { kept: { control_token: 'secret-91c2' } }]) {
      expect(await said(call)).toContain('-- --control-token "$CONTROL_TOKEN"`')
    }
  })

  it.each<[string, Kept]>([
    ['an option that npm has too', { kept: { json: 'true' } }],
    ['what the command has not', { kept: { loglevel: 'silent', cache: '/x', strict_ssl: '' } }],
    ['what was passed as well', { kept: { target: 'live' }, given: ['target'] }],
    ['a switch that is off', { kept: { check: 'false' } }],
    ['a script of another name', { kept: { target: 'live' }, env: { npm_lifecycle_event: 'ci' } }],
    ['another runner', { kept: { target: 'live' }, env: { npm_config_user_agent: 'pnpm/10.0.0 npm/? node/v24.0.0' } }],
  ])('is nothing: %s', async (_, call) => {
    expect(await said(call)).toBeNull()
  })

  it('is nothing where npm was started with it, unless another value was typed', async () => {
    expect(await said({ kept: { target: 'live' } }, ['npm_config_target=live'])).toBeNull()
    expect(await said({ kept: { target: 'live' } }, ['npm_config_target=mock'])).toContain('--target=live')
  })
})

const ROOT = fileURLToPath(new URL('../../../..', import.meta.url))
// What npm passes to its scripts would be kept by the npm below.
const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(npm_|NODE_RUN)/i.test(name)))
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'npm-slip-'))
  writeFileSync(join(folder, 'npmrc'), 'report = elsewhere\n')
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ scripts: { outer: `npm --prefix "${ROOT}" run explain FRZ-07` } }))
})
afterAll(() => rmSync(folder, { recursive: true }))

const npm = (words: string[], env: Record<string, string> = {}, cwd = ROOT) =>
  new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    execFile('npm', words, { cwd, env: { ...clean, ...env } }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    )
  })

describe.skipIf(process.platform === 'win32')('with a real npm', { concurrent: true }, () => {
  it.concurrent.each([
    [['run', 'contract', '--target=live'], 'npm run contract -- --target=live'],
    [['run', 'contract', '--case', 'freeze-answer-accepts'], 'npm run contract -- --case freeze-answer-accepts'],
    [['run', 'generate', '--check'], 'npm run generate -- --check'],
    [['run', 'sandbox', '--no-control', '--port', '0'], 'npm run sandbox -- --port 0 --no-control'],
    [['run', 'explain', 'FRZ-07', '--report', 'x'], 'npm run explain -- FRZ-07 --report x'],
  ])('refuses %j', async (words, right) => {
    const { code, stderr } = await npm(words)
    expect(stderr).toContain(`for itself, since \`--\` is missing: run \`${right}\`.\n`)
    expect(code).toBe(2)
  })

  const explained = ['run', 'explain', 'FRZ-07']
  it.concurrent.each<[string, string[], Record<string, string>]>([
    ['options of npm itself', [...explained, '--json', '--silent', '--force', '--dry-run'], {}],
    ['what the environment says', explained, { npm_config_report: 'elsewhere' }],
    ['what the file of settings says', explained, { npm_config_userconfig: 'npmrc' }],
  ])('refuses no command for %s', async (_, words, env) => {
    const config = env.npm_config_userconfig
    const { code, stdout } = await npm(words, config === undefined ? env : { npm_config_userconfig: join(folder, config) })
    expect(stdout).toContain('\nFRZ-07  '.slice(words.includes('--silent') ? 1 : 0))
    expect(code).toBe(0)
  })

  it.concurrent('refuses no command for the options of an npm around it', async () => {
    expect(await npm(['run', 'outer', '--report=elsewhere'], {}, folder)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('\nFRZ-07  '),
    })
  })

  it.concurrent('accepts the `--` that pnpm hands on', async () => {
    const { code, stdout } = await npm(['run', 'explain', '--', '--', 'FRZ-07'])
    expect(stdout).toContain('\nFRZ-07  ')
    expect(code).toBe(0)
    const { stderr } = await npm(['run', 'generate', '--', '--', '--chek'])
    expect(stderr).toContain("Unknown option '--chek'. Did you mean --check?")
  })
})
