import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSandbox, documentedRules, memoryStore } from '../../sandbox/src/index.ts'
import { listen } from '../../sandbox/src/node/server.ts'
import { orderStates } from './order-states.ts'
import type { Report } from './report/report.ts'
import { runScript, startScript } from './spawn.ts'

const folder = mkdtempSync(join(tmpdir(), 'contract-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const schema = JSON.parse(readFileSync(new URL('report/report.schema.json', import.meta.url), 'utf8'))
const ajv = new Ajv2020({ allErrors: true })
addFormats.default(ajv)
const fitsSchema = ajv.compile<Report>(schema)

function readReport(dir: string): Report {
  const report: unknown = JSON.parse(readFileSync(join(dir, 'report.json'), 'utf8'))
  expect(fitsSchema(report) ? [] : fitsSchema.errors).toEqual([])
  return report as Report
}

const credentials = { TANGO_PLATFORM_NAME: 'rehearsal', TANGO_PLATFORM_KEY: 'rehearsal-key-7f3a' }

describe.concurrent('npm run contract refuses to judge', () => {
  it.concurrent.each<[string, string[], Record<string, string>, RegExp]>([
    [
      'an unknown option',
      ['--tarGet', 'mock'],
      {},
      /^Failed to read the options: Unknown option '--tarGet'\. Run `npm run contract -- --help`/,
    ],
    ['an unknown target', ['--target', 'prod'], {}, /--target prod is none of mock, sandbox and live/],
    ['an unknown case', ['--case', 'nope'], {}, /there is no case nope/],
    ['an unknown clause', ['--clause', 'FRZ-99'], {}, /there is no clause FRZ-99/],
    ['a clause without cases', ['--clause', 'UPD-08'], {}, /no case is about UPD-08/],
    ['a seed that is no number', ['--seed', 'x'], {}, /--seed x is not a whole number/],
    ['an address without a target', ['--url', 'http://127.0.0.1/raas/v2'], {}, /--url needs --target/],
    [
      'an address where nothing answers',
      ['--target', 'sandbox', '--url', 'http://127.0.0.1:1/raas/v2'],
      {},
      /Failed to reach the sandbox at .*Is it running\?/,
    ],
    ['a live target without an address', ['--target', 'live'], credentials, /Set TANGO_BASE_URL or give --url/],
    ['a live target without credentials', ['--target', 'live', '--url', 'http://127.0.0.1:1/raas/v2'], {}, /there are no credentials/],
    ['production', ['--target', 'live', '--url', 'https://api.tangocard.com/raas/v2'], credentials, /is production/],
    [
      'a fixtures file that is not there',
      ['--target', 'live', '--fixtures', join(folder, 'none.json')],
      credentials,
      /Failed to read the fixtures/,
    ],
  ])('%s', async (_, args, env, message) => {
    const { code, stdout, stderr } = await runScript('contract', [...args, '--report', join(folder, 'unused')], env)
    expect(stderr).toMatch(message)
    expect(stderr).not.toMatch(/\n\s+at /)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  })

  it.concurrent('a live target on which nothing could be run', async () => {
    const sandbox = createSandbox({ now: Date.now, newId: () => crypto.randomUUID(), store: memoryStore(), deliver: fetch })
    const { origin, close } = await listen(sandbox.fetch, { host: '127.0.0.1', port: 0 })
    const args = ['--target', 'live', '--url', `${origin}/raas/v2`, '--clause', 'FRZ-25', '--report', join(folder, 'nothing')]
    const { code, stderr } = await runScript('contract', args, credentials)
    await close()
    expect(stderr).toContain('Failed to judge the live: no case verified anything there')
    expect(code).toBe(2)
  })
})

describe('npm run contract on a broken stand-in', () => {
  it('exits 1, names the clause, shows expected and actual, and how to do it again', async () => {
    const rules = { ...documentedRules, acceptedStatus: () => 200 }
    const sandbox = createSandbox({ now: Date.now, newId: () => crypto.randomUUID(), store: memoryStore(), deliver: fetch, rules })
    const { origin, close } = await listen(sandbox.fetch, { host: '127.0.0.1', port: 0 })
    const dir = join(folder, 'broken')
    const { code, stderr } = await runScript('contract', [
      '--target',
      'sandbox',
      '--url',
      `${origin}/raas/v2`,
      '--case',
      'freeze-answer-accepts',
      '--report',
      dir,
    ])
    await close()
    expect(code).toBe(1)
    expect(stderr).toMatch(/✗ sandbox freeze-answer-accepts: answers 202\n {2}FRZ-12: the status\n {4}expected 202\n {4}actual {3}200/)
    expect(stderr).toContain(`npm run contract -- --target sandbox --case freeze-answer-accepts --url '${origin}/raas/v2'`)
    expect(stderr.trimEnd().split('\n').at(-1)).toMatch(/^Broken: 0 passed, 1 failed, 0 not run in .* s, seed \d+, report in /)
    expect(stderr).toMatch(/curl -i -u "\$TANGO_PLATFORM_NAME:\$TANGO_PLATFORM_KEY" -X POST/)
    const report = readReport(dir)
    expect(report.clauses.find(({ id }) => id === 'FRZ-12')).toMatchObject({ results: { sandbox: 'failed' } })
    expect(report.cases[0]?.exchange).toMatchObject({ request: { method: 'POST' }, response: { status: 200 } })
    for (const [file, words] of Object.entries({
      'junit.xml': '<failure message="FRZ-12: the status">',
      'report.md': '✗ sandbox: freeze-answer-accepts answers 202 (FRZ-12)',
      'index.html': '<article id="failed-sandbox-freeze-answer-accepts">',
    }))
      expect(readFileSync(join(dir, file), 'utf8')).toContain(words)
  })
})

describe('npm run contract on a live target, rehearsed', () => {
  const orders = Object.entries(orderStates).flatMap(([state, order]) =>
    Array.from({ length: 150 }, (_, index) => ({
      ...order,
      referenceOrderID: `AA260302-${state}-${index}`,
      externalRefID: `${state}-${index}`,
    })),
  )
  const prepared = ({ referenceOrderID, externalRefID }: { referenceOrderID: string; externalRefID: string }) => ({
    referenceOrderID,
    externalRefID,
    customerIdentifier: 'acme-health',
    accountIdentifier: 'acme-wellness',
  })
  let sandbox: ReturnType<typeof startScript>
  let baseUrl = ''
  beforeAll(async () => {
    const { TANGO_PLATFORM_NAME: name, TANGO_PLATFORM_KEY: key } = credentials
    writeFileSync(join(folder, 'platforms.json'), JSON.stringify([{ name, key, token: 'rehearsal-token-91c2' }]))
    writeFileSync(join(folder, 'orders.json'), JSON.stringify(orders))
    const fixtures = Object.groupBy(orders, ({ externalRefID }) => externalRefID.split('-')[0] ?? '')
    writeFileSync(
      join(folder, 'fixtures.json'),
      JSON.stringify(Object.fromEntries(Object.entries(fixtures).map(([state, list]) => [state, list?.map(prepared)]))),
    )
    sandbox = startScript('sandbox', [
      '--no-control',
      '--credentials',
      join(folder, 'platforms.json'),
      '--orders',
      join(folder, 'orders.json'),
    ])
    baseUrl = (await sandbox.line(/listening on (\S+)/))[1] ?? ''
  })
  afterAll(async () => {
    sandbox.stop()
    expect(await sandbox.ended).toMatchObject({ code: 0 })
  })

  it('holds, says why what was not run was not, and writes no credential', async () => {
    const dir = join(folder, 'live')
    const env = { ...credentials, TANGO_TOKEN: 'rehearsal-token-91c2' }
    const { code, stderr } = await runScript(
      'contract',
      ['--target', 'live', '--url', baseUrl, '--fixtures', join(folder, 'fixtures.json'), '--report', dir],
      env,
    )
    expect(stderr).not.toContain('✗')
    expect(code).toBe(0)
    const report = readReport(dir)
    expect(report.targets.live).toMatchObject({ failed: 0 })
    expect(report.targets.live?.passed).toBeGreaterThan(250)
    const reasons = new Set(report.cases.filter(({ status }) => status === 'not-run').map(({ reason }) => reason))
    expect([...reasons].sort()).toEqual([
      'no prepared order has this shape',
      'the target delivers its events elsewhere',
      'the target follows no other reading on request',
      'the target has no control plane to arrange or show its state with',
      'there are no credentials of a second platform',
    ])
    const files = readdirSync(dir).map((file) => readFileSync(join(dir, file), 'utf8'))
    expect(files.length).toBe(4)
    const secrets = ['rehearsal-key-7f3a', 'rehearsal-token-91c2', Buffer.from('rehearsal:rehearsal-key-7f3a').toString('base64')]
    for (const text of [...files, stderr]) expect(secrets.filter((secret) => text.includes(secret))).toEqual([])
  })
})
