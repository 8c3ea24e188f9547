import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { orderStates } from '../../contract/src/cases/order-states.ts'
import { readEvidence } from '../../contract/src/evidence/files.ts'
import { readReport } from './read-report.ts'
import { type Ended, runScript, startScript } from './spawn.ts'

const folder = mkdtempSync(join(tmpdir(), 'rehearsal-'))
const file = (name: string) => join(folder, name)
const platform = { name: 'rehearsal', key: 'rehearsal-key-7f3a', token: 'rehearsal-token-91c2' }
const credentials = { TANGO_PLATFORM_NAME: platform.name, TANGO_PLATFORM_KEY: platform.key, TANGO_TOKEN: platform.token }

const orders = Object.entries(orderStates).flatMap(([state, order]) =>
  Array.from({ length: 250 }, (_, number) => ({
    ...order,
    referenceOrderID: `AA260302-${state}-${number}`,
    externalRefID: `${state}-${number}`,
  })),
)

/** What goes wrong in the rehearsal. The platform keeps its faults, so they are there when the control plane is not. */
const faults = [
  { operation: 'freezeAsyncOrder', status: 429, retryAfter: 1, remaining: 2 },
  { operation: 'cancelAsyncOrder', status: 503, retryAfter: 0, remaining: 3 },
  { operation: 'any', latency: 200, remaining: 5 },
]

let sandbox: ReturnType<typeof startScript> | undefined
let baseUrl = ''
let webhookId = ''
let rehearsed: Promise<Ended>
let kept: Promise<string>

async function start(...args: string[]): Promise<string> {
  sandbox = startScript('sandbox', ['--data', file('sandbox.db'), '--credentials', file('platforms.json'), ...args])
  return (await sandbox.line(/listening on (\S+)/))[1] ?? ''
}

async function stop(): Promise<void> {
  sandbox?.stop()
  expect(await sandbox?.ended).toMatchObject({ code: 0 })
}

/** With a control plane: orders, a subscription, what goes wrong. Then the same sandbox again, without one. */
beforeAll(async () => {
  writeFileSync(file('platforms.json'), JSON.stringify([platform]))
  writeFileSync(file('orders.json'), JSON.stringify(orders))
  const fixtures = Object.groupBy(orders, ({ externalRefID }) => externalRefID.split('-')[0] ?? '')
  const prepared = Object.entries(fixtures).map(([state, list = []]) => [
    state,
    list.map(({ referenceOrderID, externalRefID }) => ({
      referenceOrderID,
      externalRefID,
      customerIdentifier: 'acme-health',
      accountIdentifier: 'acme-wellness',
    })),
  ])
  writeFileSync(file('fixtures.json'), JSON.stringify(Object.fromEntries(prepared)))
  const control = (await start('--orders', file('orders.json'))).replace('/raas/v2', '/_sandbox')
  const post = async (path: string, body: object) => {
    const headers = { authorization: `Bearer ${platform.token}`, 'content-type': 'application/json' }
    const response = await fetch(`${control}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
    expect(response.status).toBe(201)
    return (await response.json()) as { webhookId: string }
  }
  webhookId = (await post('/subscriptions', { url: 'http://127.0.0.1:1/hook', eventTypes: ['OrderActionStatus'] })).webhookId
  for (const fault of faults) await post('/faults', fault)
  await stop()
  baseUrl = await start('--no-control')
  rehearsed = rehearse()
  kept = keepEvidence()
})

/** Takes the evidence away from where a rehearsal leaves it. */
async function keepEvidence(): Promise<string> {
  const [, written = ''] = (await rehearsed).stderr.match(/evidence in (\S+\.json)$/m) ?? []
  mkdirSync(file('evidence'))
  copyFileSync(written, file('evidence/rehearsal.json'))
  rmSync(written)
  return written
}

afterAll(async () => {
  await kept.catch(() => undefined)
  await stop()
  rmSync(folder, { recursive: true, force: true })
})

function rehearse(): Promise<Ended> {
  const options = ['--target', 'live', '--url', baseUrl, '--fixtures', file('fixtures.json'), '--rate', '1000', '--event-wait', '3']
  return runScript('contract', [...options, '--report', file('report')], { ...credentials, TANGO_WEBHOOK_ID: webhookId })
}

describe('npx async-orders contract on a live target, rehearsed', { timeout: 120_000 }, () => {
  it('holds in spite of what goes wrong, and says why what was not run was not', async () => {
    const { code, stderr } = await rehearsed
    expect(stderr).not.toContain('✗')
    expect(code).toBe(0)
    const report = readReport(file('report'))
    expect(report.targets.live).toMatchObject({ failed: 0 })
    expect(report.targets.live?.passed).toBeGreaterThan(400)
    const skipped = report.cases.filter(({ status }) => status === 'skipped')
    expect([...new Set(skipped.map(({ reason }) => reason))].sort()).toEqual([
      'a method that the pages do not list may be a live operation there',
      'no prepared order has this shape',
      'only a control plane can arrange or show this',
      'only a delivery shows this; the list of events does not',
      'the target cannot switch to another option of an open question',
      'there are no credentials of a second platform',
    ])
  })

  it('reads events, and tells interpretations by them', async () => {
    await rehearsed
    const { clauses, interpretations } = readReport(file('report'))
    const results = ['EVT-09', 'EVT-15', 'EVT-16', 'EVT-19'].map((id) => clauses.find((clause) => clause.id === id)?.results.live)
    expect(results).toEqual(['passed', 'partial', 'partial', 'skipped'])
    const observed = ['C-EVT-SOON', 'A-EVT-PAYLOAD', 'C-HMAC-FORM'].map(
      (id) => interpretations.find((interpretation) => interpretation.id === id)?.observed.live,
    )
    expect(observed).toEqual(['yes', 'like-AsyncOrderStatus', 'skipped'])
  })

  it('keeps evidence that says what it is, where nothing is committed, and counts nothing of it as seen live', async () => {
    const { stderr } = await rehearsed
    const written = await kept
    expect(written).toMatch(/^reports\/evidence\/\d{4}-\d\d-\d\d-127\.0\.0\.1-\d+\.json$/)
    expect(execFileSync('git', ['check-ignore', written], { encoding: 'utf8' }).trim()).toBe(written)
    const [evidence] = readEvidence(file('evidence'))
    expect(evidence).toMatchObject({ rehearsal: true, host: new URL(baseUrl).host })
    const statuses = evidence?.har.log.entries.map(({ response }) => response.status) ?? []
    expect(statuses.length).toBeGreaterThan(450)
    expect([429, 503].map((status) => statuses.filter((other) => other === status).length)).toEqual([2, 3])
    expect(stderr).toMatch(/0 of \d+ clauses verified live.*never verified live\n +this run was a rehearsal/)
    const report = readReport(file('report'))
    expect(report.evidence).toEqual({ staleAfterDays: 30, rehearsal: true })
    const seen = { result: 'passed', ageDays: 0, stale: false, rehearsal: true }
    expect(report.clauses.find(({ id }) => id === 'FRZ-12')?.evidence).toMatchObject(seen)
    expect(readFileSync(join(file('report'), 'report.md'), 'utf8')).toContain('never verified live; rehearsed: passed today')
  })

  it('writes no credential anywhere, and no id of an order into evidence', async () => {
    const { stdout, stderr } = await rehearsed
    await kept
    const reports = readdirSync(file('report')).map((name) => readFileSync(join(file('report'), name), 'utf8'))
    expect(reports).toHaveLength(5)
    const evidence = readFileSync(file('evidence/rehearsal.json'), 'utf8')
    const secrets = [platform.key, platform.token, Buffer.from(`${platform.name}:${platform.key}`).toString('base64')]
    for (const text of [...reports, evidence, stdout, stderr]) expect(secrets.filter((secret) => text.includes(secret))).toEqual([])
    expect(evidence).not.toMatch(/AA260302-|acme-|[Aa]uthorization"|[Cc]ookie"/)
    expect(evidence).not.toContain(webhookId)
  })
})
