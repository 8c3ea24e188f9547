import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { Report } from '../../contract/src/report/report.ts'
import { createSandbox, documentedRules, memoryStore } from '../../sandbox/src/index.ts'
import { listen } from '../../sandbox/src/node/server.ts'
import { readReport } from './read-report.ts'
import { runScript } from './spawn.ts'

const folder = mkdtempSync(join(tmpdir(), 'contract-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const badEvidence = mkdtempSync(join(folder, 'evidence-'))
writeFileSync(join(badEvidence, 'a.json'), '{}')

const exampleFixtures = 'contract/src/targets/fixtures.example.json'
const credentials = { TANGO_PLATFORM_NAME: 'rehearsal', TANGO_PLATFORM_KEY: 'rehearsal-key-7f3a' }

describe.concurrent('npx async-orders contract refuses to judge', () => {
  it.concurrent.each<[string, string[], Record<string, string>, RegExp]>([
    [
      'an unknown option',
      ['--tarGet', 'mock'],
      {},
      /^Failed to read the options: Unknown option '--tarGet'\. Did you mean --target\? Run `npx async-orders contract --help`/,
    ],
    ['an unknown case', ['--case', 'nope'], {}, /there is no case nope/],
    ['a mutation report that is not there', ['--mutants', join(folder, 'none.json')], {}, /Failed to read .*none\.json/],
    ['a mutation report that is none', ['--mutants', 'package.json'], {}, /package\.json is not used, since it is no report/],
    ['a live target without credentials', ['--target', 'live', '--url', 'http://127.0.0.1:1/raas/v2'], {}, /there are no credentials/],
    [
      'an archive of a live target',
      ['--target', 'live', '--har', 'x.har'],
      credentials,
      /--har records mock and sandbox, not a live target/,
    ],
    [
      'production that was asked for once',
      ['--target', 'live', '--url', 'https://api.tangocard.com/raas/v2', '--production', '--dry-run'],
      credentials,
      /api\.tangocard\.com is production.*give both --production and TANGO_PRODUCTION_HOST=api\.tangocard\.com/,
    ],
    [
      'evidence that is none',
      ['--case', 'freeze-answer-accepts', '--target', 'mock', '--evidence', badEvidence],
      {},
      /Failed to read the evidence/,
    ],
  ])('%s', async (_, args, env, message) => {
    const { code, stdout, stderr } = await runScript('contract', [...args, '--report', join(folder, 'unused')], env)
    expect(stderr).toMatch(message)
    expect(stderr).not.toMatch(/\n\s+at /)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  })
})

describe('npx async-orders contract on a broken implementation', () => {
  it('exits 1, names the clause, shows expected and actual, and how to do it again', async () => {
    const rules = { ...documentedRules, acceptedStatus: () => 200 }
    const sandbox = createSandbox({ rules })
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
    expect(stderr).toMatch(/ {2}FAIL FRZ-12: returns 200 instead of 202 \(1 case on the sandbox\)\n/)
    expect(stderr).toMatch(/ {4}case {5}freeze-answer-accepts: returns 202\n {4}checked {2}the status\n {4}expected 202\n {4}actual {3}200/)
    expect(stderr).toContain(`npx async-orders contract --target sandbox --case freeze-answer-accepts --url '${origin}/raas/v2'`)
    expect(stderr.trimEnd().split('\n').at(-1)).toMatch(
      /^FAIL: 1 failed, 0 passed, 2 skipped \(narrowed by --case freeze-answer-accepts\) in .* s, seed \d+, report in /,
    )
    expect(stderr).toMatch(/curl -i -u "\$TANGO_PLATFORM_NAME:\$TANGO_PLATFORM_KEY" -X POST/)
    const report = readReport(dir)
    expect(report.clauses.find(({ id }) => id === 'FRZ-12')).toMatchObject({ results: { sandbox: 'failed' } })
    expect(report.cases[0]?.exchange).toMatchObject({ request: { method: 'POST' }, response: { status: 200 } })
    for (const [file, words] of Object.entries({
      'junit.xml': '<failure message="FRZ-12: returns 200 instead of 202">',
      'report.md': '✗ sandbox: FRZ-12: returns 200 instead of 202 (1 case)',
      'index.html': '<article id="failure-1">',
    }))
      expect(readFileSync(join(dir, file), 'utf8')).toContain(words)
  })
})

describe.concurrent('npx async-orders contract on a target that proves nothing', () => {
  it.concurrent.each<[string, (request: Request) => number, RegExp]>([
    [
      'responds 404 to nearly everything',
      ({ method }) => (method === 'PATCH' ? 400 : 404),
      /^Failed to judge your implementation at \S+: nearly all responses of freezeAsyncOrder are 404\. Are the address/m,
    ],
    [
      'responds 202 to everything',
      () => 202,
      /^Failed to judge your implementation at \S+: it responds to every request alike\. Is this the API\?$/m,
    ],
  ])('exits 2 when it %s, and writes no evidence', async (name, status, why) => {
    const answer = async (request: Request) => Response.json({ status: 'PENDING' }, { status: status(request) })
    const { origin, close } = await listen(answer, { host: '127.0.0.1', port: 0 })
    const dir = join(folder, `answers-${/\d+/.exec(name)?.[0]}`)
    const clauses = ['FRZ-01', 'FRZ-06'].flatMap((id) => ['--clause', id])
    const args = [
      '--target',
      'live',
      '--url',
      `${origin}/raas/v2`,
      '--fixtures',
      exampleFixtures,
      '--operation',
      'freezeAsyncOrder',
      ...clauses,
    ]
    const { code, stderr } = await runScript('contract', [...args, '--report', dir, '--evidence', join(dir, 'evidence')], credentials)
    await close()
    expect(stderr).toMatch(why)
    expect(code).toBe(2)
    expect(existsSync(join(dir, 'evidence'))).toBe(false)
    expect(readReport(dir).targets.live).toMatchObject({ failed: 0 })
  })
})

describe('npx async-orders contract --target live --dry-run', () => {
  it('lists what it would send, and sends nothing', async () => {
    let asked = 0
    const { origin, close } = await listen(async () => Response.json({ asked: ++asked }), { host: '127.0.0.1', port: 0 })
    const ids = ['freeze-accepts-FRAUD', 'freeze-event', 'update-answers-200', 'event-signed'].flatMap((id) => ['--case', id])
    const args = ['--target', 'live', '--url', `${origin}/raas/v2`, '--fixtures', exampleFixtures, '--dry-run', '--rate', '2', ...ids]
    const { code, stdout, stderr } = await runScript('contract', args, { ...credentials, TANGO_WEBHOOK_ID: 'hook-1' })
    await close()
    expect({ code, asked }).toEqual({ code: 0, asked: 0 })
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    const [one, two] = ['AA260302-118204-37', 'AA260302-118205-38'].map((referenceOrderID) => ({ state: 'active', referenceOrderID }))
    const freeze = { operation: 'freezeAsyncOrder', method: 'POST', body: '{"reasonCode":"FRAUD"}', auth: 'basic' }
    const list = { case: 'freeze-event', operation: null, method: 'GET', body: null, auth: 'basic', fixture: two }
    const events = '/webhooks/hook-1/events?fromRevision=0&maxResults=200'
    const path = '/asyncOrders/customers/harbor-clinic/accounts/harbor-clinic-rewards/wellness-2026-w09-b'
    expect(lines).toEqual([
      { case: 'freeze-accepts-FRAUD', ...freeze, path: '/asyncOrders/AA260302-118204-37/freeze', fixture: one },
      {
        ...freeze,
        case: 'update-answers-200',
        operation: 'updateAsyncOrder',
        method: 'PATCH',
        path,
        body: '{"campaign":"spring"}',
        fixture: two,
      },
      { ...list, path: events },
      { case: 'freeze-event', ...freeze, path: '/asyncOrders/AA260302-118205-38/freeze', fixture: two },
      { ...list, path: events },
    ])
    expect(stderr).toContain('a run would send 5 requests, 3 of them writes, in 3 s or more')
    expect(stderr).toContain('1    only a delivery shows this; the list of events does not')
    expect(stderr).toContain('nothing was sent to')
  })
})

const ofDescription = ({ phases }: Report) => phases.find(({ phase }) => phase === 'schema')

describe('npx async-orders contract with phases', () => {
  const start = async (rules: Partial<typeof documentedRules>) => {
    const now = Date.now
    const all = { ...documentedRules, ...rules }
    const sandbox = createSandbox({ now, newId: () => crypto.randomUUID(), store: memoryStore(), deliver: fetch, rules: all })
    const { origin, close } = await listen(sandbox.fetch, { host: '127.0.0.1', port: 0 })
    return { args: ['--target', 'sandbox', '--url', `${origin}/raas/v2`, '--phase', 'schema'], close }
  }

  it('exits 1, and prints a line that sends the smallest request again and one that replays it alone', async () => {
    const { args, close } = await start({ actionFields: () => [] })
    const dir = join(folder, 'phase')
    const { code, stderr } = await runScript('contract', [...args, '--fail-on', 'assumed', '--budget', '1', '--seed', '7', '--report', dir])
    expect(code).toBe(1)
    expect(stderr).toMatch(/ {2}FAIL GEN-17: .*: returns 202 instead of 422 \(\d+ generated requests? on the sandbox\)\n/)
    expect(stderr).toMatch(/ {4}checked {2}freezeAsyncOrder, \.additionalProperties: /)
    expect(stderr).toMatch(/curl -i -u "\$TANGO_PLATFORM_NAME:\$TANGO_PLATFORM_KEY" -X POST/)
    const report = readReport(dir)
    expect(report.cases).toEqual([])
    expect(ofDescription(report)).toMatchObject({ target: 'sandbox', status: 'failed', seed: 7 })
    expect(readFileSync(join(dir, 'junit.xml'), 'utf8')).toContain('phase schema')
    for (const file of ['report.md', 'index.html'])
      expect(readFileSync(join(dir, file), 'utf8')).toMatch(/--phase schema --seed 7 --url [^ ]+ --fail-on assumed --replay/)
    const replay = /freezeAsyncOrder, \.additionalProperties: [\s\S]*? --url '([^']+)' --fail-on assumed --replay '(.+)'/
    const [, url, text = ''] = replay.exec(stderr) ?? []
    expect(args).toContain(url)
    const again = await runScript('contract', [...args, '--fail-on', 'assumed', '--replay', text, '--report', join(folder, 'again')])
    expect(again.code).toBe(1)
    expect(ofDescription(readReport(join(folder, 'again')))).toMatchObject({
      counts: { 'freezeAsyncOrder replayed': 1 },
      failures: [{ clause: 'GEN-17', replay: text }],
    })
    const wrong = await runScript('contract', [...args, '--replay', 'nonsense', '--report', join(folder, 'again')])
    expect(wrong).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Failed to replay an example of the description: "nonsense" cannot be read'),
    })
    await close()
  })

  it('leaves them out where cases are picked, and says so', async () => {
    const dir = join(folder, 'picked')
    const { code, stderr } = await runScript('contract', ['--target', 'mock', '--clause', 'FRZ-12', '--report', dir])
    expect(code).toBe(0)
    expect(stderr).toMatch(/mock +schema +skipped +the run is restricted by --case, --clause or --operation/)
    expect(ofDescription(readReport(dir))).toMatchObject({
      status: 'skipped',
      reason: 'the run is restricted by --case, --clause or --operation',
    })
  })

  it('cannot judge a target without a control plane by a phase alone', async () => {
    const { origin, close } = await listen(async () => Response.json({}, { status: 400 }), { host: '127.0.0.1', port: 0 })
    const args = ['--target', 'live', '--url', `${origin}/raas/v2`, '--fixtures', exampleFixtures, '--phase', 'schema']
    const { code, stderr } = await runScript('contract', [...args, '--report', join(folder, 'live-phase')], credentials)
    await close()
    expect(stderr).toMatch(/Failed to judge your implementation at \S+: no phase verified anything there/)
    expect(code).toBe(2)
  })
})
