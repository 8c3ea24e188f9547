import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { Given } from '../../contract/src/cli/given.ts'
import { readConfig, withConfig } from '../../contract/src/config/config.ts'
import { listen } from '../../sandbox/src/node/server.ts'
import { runScript } from './spawn.ts'

const folder = mkdtempSync(join(tmpdir(), 'config-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const config = join(folder, 'async-orders.yaml')
const write = (text: string): void => writeFileSync(config, text)
const WHOLE = `# yaml-language-server: $schema=./node_modules/async-orders/config.schema.json
target: live
report: out
targets:
  live:
    url: https://staging.test/raas/v2
    fixtures: orders.json
    baseline: known.yaml
    fail-on: documented
    webhook-id: hook-1
    credentials: { platform-name: STAGING_NAME, platform-key: STAGING_KEY, control-token: STAGING_CONTROL }
  sandbox:
    url: http://127.0.0.1:8080
`
const ENV = { STAGING_NAME: 'acme', STAGING_KEY: 'key-from-file-1', STAGING_CONTROL: 'control-1' }
const of = (given: Partial<Given> = {}, env: Record<string, string> = ENV) =>
  withConfig({ given: { case: [], clause: [], operation: [], config, ...given } as Given, env })

describe('a configuration', () => {
  it('has what options and the environment leave open, with paths from its folder', () => {
    write(WHOLE)
    const { given, env, reports } = of()
    expect(given).toMatchObject({
      ...{ target: 'live', url: 'https://staging.test/raas/v2', 'fail-on': 'documented', 'control-token': 'control-1' },
      ...{ fixtures: join(folder, 'orders.json'), baseline: join(folder, 'known.yaml') },
    })
    expect(reports).toBe(join(folder, 'out'))
    expect(env).toMatchObject({ TANGO_PLATFORM_NAME: 'acme', TANGO_PLATFORM_KEY: 'key-from-file-1', TANGO_WEBHOOK_ID: 'hook-1' })
  })

  it('gives way to the environment, which gives way to options', () => {
    write(WHOLE)
    const own = { TANGO_PLATFORM_NAME: 'own', TANGO_PLATFORM_KEY: 'own-key-1', TANGO_BASE_URL: 'https://own.test', TANGO_WEBHOOK_ID: 'own' }
    expect(of({}, { ...ENV, ...own })).toMatchObject({ given: { url: 'https://own.test' }, env: own })
    const typed = { url: 'https://typed.test', fixtures: 'typed.json', baseline: 'typed.yaml', 'fail-on': 'assumed', report: 'typed' }
    expect(of(typed, { ...ENV, ...own }).given).toMatchObject(typed)
    // A token of the environment and the key of a file would be two credentials.
    expect(of({}, { ...ENV, TANGO_TOKEN: 'token-91c2' }).env).toEqual({ ...ENV, TANGO_TOKEN: 'token-91c2', TANGO_WEBHOOK_ID: 'hook-1' })
  })

  it('says nothing of a target that is not the one to verify', () => {
    write(WHOLE)
    expect(of({ target: 'sandbox' }).given).toMatchObject({ url: 'http://127.0.0.1:8080' })
    expect(of({ target: 'sandbox' }).given).not.toHaveProperty('fixtures')
    expect(of({ target: 'mock' }, {}).given).not.toHaveProperty('url')
    write('# nothing yet\n')
    expect(of().given).toEqual({ case: [], clause: [], operation: [], config })
  })

  it('leaves out its baseline where a first one is written', () => {
    write(WHOLE)
    expect(of({ 'baseline-write': 'known.yaml' }).given.baseline).toBeUndefined()
  })

  it('is what the suite of vitest and runContract take', () => {
    write(WHOLE)
    expect(readConfig(config, ENV)).toMatchObject({
      ...{ target: 'live', failOn: 'documented', credentials: { name: 'acme', key: 'key-from-file-1', token: null }, webhookId: 'hook-1' },
    })
    expect(() => readConfig(join(folder, 'none.yaml'), ENV)).toThrow(/^Failed to read the configuration: .*none\.yaml: ENOENT/)
  })

  it('names the variable that is not set', () => {
    write(WHOLE)
    expect(() => of({}, { ...ENV, STAGING_KEY: '' })).toThrow(
      `Failed to read the credentials: STAGING_KEY is not set, and ${config} names it. Set it, or remove its name there.`,
    )
  })

  it.each<[string, string, RegExp]>([
    ['an unknown key', 'tragets: {}', /\/ has the unknown key "tragets"\. Did you mean targets\?$/],
    [
      'an unknown key of a target',
      'targets: { live: { fixture: a } }',
      /\/targets\/live has the unknown key "fixture"\. Did you mean fixtures\?$/,
    ],
    ['an unknown target', 'targets: { sandbx: {} }', /\/targets has the unknown key "sandbx"\. Did you mean sandbox\?$/],
    ['an unknown choice', 'target: lve', /\/target is "lve", expected mock, sandbox or live\. Did you mean live\?$/],
    [
      'an address without http',
      'targets: { live: { url: staging.test } }',
      /\/targets\/live\/url is not valid\. Expected an address that begins with/,
    ],
    [
      'a secret',
      'targets: { live: { credentials: { token: sk-7f3a91c2 } } }',
      /\/credentials\/token is not valid\. Expected the name of an environment variable/,
    ],
    ['a secret in capitals', 'targets: { live: { credentials: { token: AKIA7F3A91C2 } } }', /A secret itself must not be in this file\.$/],
    [
      'a key without its name',
      'targets: { live: { credentials: { platform-key: KEY } } }',
      /must have property platform-name when property platform-key is present/,
    ],
    ['a list', '- target: live', /\/ must be object\.$/],
    ['too large a file', `# ${'x'.repeat(100_000)}`, /it has \d+ bytes, more than 100000\.$/],
    ['aliases that grow without end', `a: &a [1]\nb: [${'*a,'.repeat(200)}]`, /Excessive alias count/],
  ])('is refused with %s', (_, text, why) => {
    write(text)
    expect(() => of()).toThrow(/^Failed to read the configuration: .*async-orders\.yaml: /)
    expect(() => of()).toThrow(why)
    expect(() => of()).not.toThrow(/7f3a|7F3A/)
  })
})

it('is read by the command, which refuses it with 2 and takes away the report of an earlier run', async () => {
  write('report: [out]')
  const report = join(folder, 'report')
  const ran = await runScript('contract', ['--config', config, '--report', report, '--target', 'mock', '--case', 'freeze-answer-accepts'])
  expect(ran).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^Failed to read the configuration: .*\/report is not valid\. Expected the folder/),
  })
  write('target: mock\nreport: report')
  const passed = await runScript('contract', ['--config', config, '--case', 'freeze-answer-accepts'])
  expect(passed).toMatchObject({ code: 0, stderr: expect.stringMatching(/^ {2}mock[\s\S]*^PASS: .* report in .*report$/m) })
})

it('names variables whose values no output repeats', async () => {
  const answer = async () => new Response(null, { status: 302, headers: { location: `/login?key=${ENV.STAGING_KEY}` } })
  const { origin, close } = await listen(answer, { host: '127.0.0.1', port: 0 })
  const fixtures = join(process.cwd(), 'contract/src/targets/fixtures.example.json')
  write(
    WHOLE.replace('https://staging.test/raas/v2', origin)
      .replace('orders.json', fixtures)
      .replace(/ {4}baseline:.*\n|, control-token: STAGING_CONTROL/g, ''),
  )
  const { code, stderr } = await runScript('contract', ['--config', config, '--report', join(folder, 'secret')], ENV)
  await close()
  expect(stderr).toMatch(/it redirects to \/login\?key=\{credential\}\./)
  expect(code).toBe(2)
})
