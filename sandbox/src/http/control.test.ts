import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { describe, expect, it } from 'vitest'
import { type Answer, testSandbox } from '../test-sandbox.ts'

const description = JSON.parse(readFileSync(new URL('../../../generated/control.json', import.meta.url), 'utf8'))
const ajv = new Ajv2020({ strict: false, allErrors: true })
addFormats.default(ajv)
ajv.addSchema(description, 'control')

/** What is wrong with an answer by the description of its operation. */
function misfit(template: string, method: string, { status, body, text }: Answer): unknown {
  const responses = description.paths[template]?.[method.toLowerCase()]?.responses
  const described = responses?.[status]
  if (described === undefined) return `${method} ${template} has no ${status}`
  if (described.content === undefined && described.$ref === undefined) return text === '' ? null : `${text} instead of nothing`
  const { content } = described.$ref === undefined ? described : description.components.responses[described.$ref.split('/').at(-1)]
  const validate = ajv.compile({ ...content['application/json'].schema, components: description.components })
  return validate(body) ? null : validate.errors
}

type Sandbox = ReturnType<typeof testSandbox>
type Row = [method: string, template: string, status: number, body?: unknown, parameter?: (sandbox: Sandbox) => Promise<string>]

const orderId = async (sandbox: Sandbox) => (await sandbox.control('GET', '/orders')).body[0].referenceOrderID
const rewardId = async (sandbox: Sandbox) => (await sandbox.read(await orderId(sandbox))).lineItems[0]?.reward?.rewardId ?? ''
const webhookId = async (sandbox: Sandbox) => (await sandbox.control('GET', '/subscriptions')).body[0].webhookId
const deliveryId = async (sandbox: Sandbox) => (await sandbox.deliveries())[0]?.deliveryId ?? ''
const unknown = async () => 'unknown'
const url = 'http://127.0.0.1:1/hook'

const rows: Row[] = [
  ['GET', '/health', 200],
  ['POST', '/platforms', 201, { clock: 'manual', at: '2026-03-02T10:00:00Z' }],
  ['POST', '/platforms', 201, { hold: true }],
  ['POST', '/platforms', 400, { hold: 'yes' }],
  ['POST', '/platforms', 400, { name: 'a:b' }],
  ['POST', '/platforms', 400, { clock: 'manual', at: '2016-12-31T23:59:60Z' }],
  ['POST', '/platforms', 409, { name: 'demo' }],
  ['GET', '/orders', 200],
  ['POST', '/orders', 201, { lineItems: [{ status: 'FAILED' }, { expiresAt: '2027-01-01T00:00:00Z' }] }],
  ['POST', '/orders', 400, { lineItems: [] }],
  ['POST', '/orders', 400, '{"lineItems":[{"__proto__":{"count":5}}]}'],
  ['POST', '/orders', 400, { lineItems: [{ amount: 0.5 }] }],
  ['POST', '/orders', 400, '{"lineItems":[{"amount":1e999}]}'],
  ['POST', '/orders', 409, { externalRefID: 'ref-1', lineItems: [{}] }],
  ['GET', '/orders/{referenceOrderID}', 200, undefined, orderId],
  ['GET', '/orders/{referenceOrderID}', 404, undefined, unknown],
  ['POST', '/rewards/{rewardId}/redeem', 200, { amount: 1 }, rewardId],
  ['POST', '/rewards/{rewardId}/redeem', 404, { amount: 1 }, unknown],
  ['POST', '/rewards/{rewardId}/redeem', 409, { amount: 100_000 }, rewardId],
  ['GET', '/accounts', 200],
  ['GET', '/clock', 200],
  ['POST', '/clock/advance', 200, { milliseconds: 1 }],
  ['POST', '/clock/advance', 400, { milliseconds: 1, to: '2027-01-01T00:00:00Z' }],
  ['POST', '/clock/advance', 400, { milliseconds: -1 }],
  ['POST', '/clock/advance', 400, '{"milliseconds":1e999}'],
  ['POST', '/clock/advance', 400, { to: 'tomorrow' }],
  ['POST', '/hold', 200],
  ['POST', '/release', 200],
  ['POST', '/drain', 204],
  ['POST', '/reset', 204],
  ['GET', '/subscriptions', 200],
  ['POST', '/subscriptions', 201, { url, categories: ['ORDER'], headers: [{ name: 'X-A', value: 'b' }] }],
  ['POST', '/subscriptions', 400, { url }],
  ['POST', '/subscriptions', 400, { url, eventTypes: ['a'], payloadVerificationMethod: 'HMAC' }],
  ['POST', '/subscriptions', 400, { url, eventTypes: ['a'], headers: [{ name: 'X-A', value: 'b\r\nX-B: c' }] }],
  ['POST', '/subscriptions', 201, { url, eventTypes: ['a'], expiresAt: '2026-03-02T10:00:00.001Z' }],
  ['POST', '/subscriptions', 400, { url, eventTypes: ['a'], expiresAt: '2026-03-02T10:00:00Z' }],
  ['GET', '/subscriptions/{webhookId}', 200, undefined, webhookId],
  ['GET', '/subscriptions/{webhookId}', 404, undefined, unknown],
  ['DELETE', '/subscriptions/{webhookId}', 200, undefined, webhookId],
  ['DELETE', '/subscriptions/{webhookId}', 404, undefined, unknown],
  ['POST', '/subscriptions/{webhookId}/renew', 200, undefined, webhookId],
  ['POST', '/subscriptions/{webhookId}/renew', 404, undefined, unknown],
  ['POST', '/subscriptions/{webhookId}/replay?fromRevision=0&toRevision=2', 200, undefined, webhookId],
  ['POST', '/subscriptions/{webhookId}/replay', 400, undefined, webhookId],
  ['POST', '/subscriptions/{webhookId}/replay?fromRevision=-1', 400, undefined, webhookId],
  ['POST', '/subscriptions/{webhookId}/replay?fromRevision=1e3', 400, undefined, webhookId],
  ['POST', '/subscriptions/{webhookId}/replay?fromRevision=99999999999999999999', 400, undefined, webhookId],
  ['POST', '/subscriptions/{webhookId}/replay?fromRevision=2&toRevision=1', 400, undefined, webhookId],
  ['POST', '/subscriptions/{webhookId}/replay?fromRevision=0', 404, undefined, unknown],
  ['GET', '/subscriptions/{webhookId}/events', 200, undefined, webhookId],
  ['GET', '/subscriptions/{webhookId}/events?fromRevision=', 400, undefined, webhookId],
  ['GET', '/subscriptions/{webhookId}/events', 404, undefined, unknown],
  ['POST', '/receiver', 200, { any: 'event' }],
  ['POST', '/receiver', 413, 'x'.repeat(1024 * 1024 + 1)],
  ['GET', '/deliveries', 200],
  ['POST', '/deliveries/{deliveryId}/redeliver', 202, undefined, deliveryId],
  ['POST', '/deliveries/{deliveryId}/redeliver', 404, undefined, unknown],
  ['GET', '/faults', 200],
  ['POST', '/faults', 201, { operation: 'any', status: 503 }],
  ['POST', '/faults', 201, { operation: 'any', latency: 5, probability: 0.5, seed: 1, remaining: null }],
  ['POST', '/faults', 201, { operation: 'any', connection: 'slow', bytesPerSecond: 10 }],
  ['POST', '/faults', 201, { operation: 'any', event: 'late', delay: 10 }],
  ['POST', '/faults', 201, { operation: 'cancelAsyncOrder', unprocessable: { positions: [0, 4] } }],
  ['POST', '/faults', 400, { operation: 'any', status: 404 }],
  ['POST', '/faults', 400, { operation: 'any' }],
  ['POST', '/faults', 400, { operation: 'any', status: 503, latency: 5 }],
  ['POST', '/faults', 400, { operation: 'any', status: 500, retryAfter: 5 }],
  ['POST', '/faults', 400, { operation: 'any', connection: 'slow' }],
  ['POST', '/faults', 400, { operation: 'any', connection: 'reset', bytesPerSecond: 10 }],
  ['POST', '/faults', 400, { operation: 'any', event: 'late' }],
  ['POST', '/faults', 400, { operation: 'any', event: 'lost', delay: 10 }],
  ['POST', '/faults', 400, { operation: 'updateAsyncOrder', event: 'lost' }],
  ['POST', '/faults', 400, { operation: 'updateAsyncOrder', unprocessable: { count: 1 } }],
  ['POST', '/faults', 400, { operation: 'any', unprocessable: {} }],
  ['POST', '/faults', 400, { operation: 'any', unprocessable: { count: 1, positions: [0] } }],
  ['POST', '/faults', 400, { operation: 'any', status: 503, probability: 1.5 }],
  ['POST', '/faults', 400, { operation: 'any', status: 503, remaining: 0 }],
  ['DELETE', '/faults', 204],
  ['GET', '/requests', 200],
  ['GET', '/requests?status=all', 400],
  ['GET', '/interpretations', 200],
  ['PUT', '/interpretations', 200, {}],
  ['PUT', '/interpretations', 400, { 'C-NOBODY': 'x' }],
]

/** One order that was frozen, with its event delivered and a fault to come. */
async function lived(): Promise<Sandbox> {
  const sandbox = testSandbox()
  await sandbox.subscribe()
  await sandbox.run('freeze', sandbox.order({ externalRefID: 'ref-1', lineItems: [{}, { status: 'PENDING' }] }))
  await sandbox.run('unfreeze', await orderId(sandbox))
  await sandbox.control('POST', '/faults', { operation: 'freezeAsyncOrder', status: 429, remaining: 2 })
  return sandbox
}

describe('the control plane', () => {
  it.each(rows)('answers %s %s with %i, as it is described', async (method, template, status, body, parameter) => {
    const sandbox = await lived()
    const path = template.replace(/\{\w+\}/, (await parameter?.(sandbox)) ?? '')
    const answer = await sandbox.control(method, path, body)
    expect([answer.status, misfit(template.split('?')[0] ?? '', method, answer), sandbox.reported]).toEqual([status, null, []])
  })

  it('has a row here for each operation', () => {
    const operations = Object.entries<object>(description.paths).flatMap(([path, item]) =>
      Object.keys(item)
        .filter((key) => ['get', 'post', 'put', 'patch', 'delete'].includes(key))
        .map((method) => `${method.toUpperCase()} ${path}`),
    )
    expect([...new Set(rows.map(([method, template]) => `${method} ${template.split('?')[0]}`))].sort()).toEqual(operations.sort())
  })

  it('gives a fault as often as it was asked for, and then no more', async () => {
    const sandbox = await lived()
    const id = await orderId(sandbox)
    const answers = [
      await sandbox.act('freeze', id),
      await sandbox.act('cancel', id),
      await sandbox.act('freeze', id),
      await sandbox.act('freeze', id),
    ]
    expect(answers.map(({ status }) => status)).toEqual([429, 202, 429, 202])
    expect(answers[0]?.headers.get('retry-after')).toBe('1')
    expect((await sandbox.control('GET', '/faults')).body).toEqual([])
  })

  it('keeps credentials, clock and interpretations at a reset, and nothing else', async () => {
    const sandbox = await lived()
    await sandbox.control('PUT', '/interpretations', { 'C-202-STATUS': 'SUBMITTED' })
    await sandbox.advance(1_000)
    const { body: clock } = await sandbox.control('GET', '/clock')
    await sandbox.control('POST', '/reset')
    for (const path of ['/orders', '/accounts', '/subscriptions', '/deliveries', '/faults'])
      expect((await sandbox.control('GET', path)).body, path).toEqual([])
    expect((await sandbox.control('GET', '/clock')).body).toEqual(clock)
    expect((await sandbox.act('freeze', sandbox.order())).body.status).toBe('SUBMITTED')
  })

  it('makes no reward of which more is redeemed than it holds', async () => {
    const sandbox = testSandbox()
    const { status, body } = await sandbox.control('POST', '/orders', { lineItems: [{ amount: 500, redeemedAmount: 501 }] })
    expect({ status, path: body.errors[0].path }).toEqual({ status: 400, path: 'redeemedAmount' })
    expect(body.message).toBe('Failed to make a reward: 501 of a reward of 500 cannot be redeemed. Give no more than its amount.')
    expect((await sandbox.control('GET', '/orders')).body).toEqual([])
  })

  it.each([
    ['secret-token', 'no token', {}, 401],
    ['secret-token', 'a wrong one', { 'x-control-token': 'secret-tokex' }, 401],
    ['secret-token', 'the one it was started with', { 'x-control-token': 'secret-token' }, 201],
    [null, 'any', { 'x-control-token': 'any' }, 403],
    [null, 'the credentials of a platform', {}, 403],
  ])('with the control token %j makes platforms for a caller with %s: %j %i', async (controlToken, _, headers, status) => {
    const answer = await testSandbox({ controlToken }).call('POST', '/_sandbox/platforms', {}, headers)
    expect([answer.status, answer.text.includes('secret-token')]).toEqual([status, false])
  })

  it.each([
    ['secret-token', 401],
    [null, 403],
  ])('with the control token %j reads nothing of the body of a caller who may make none', async (controlToken, status) => {
    for (const body of ['no JSON', { name: 'a:b' }])
      expect((await testSandbox({ controlToken }).call('POST', '/_sandbox/platforms', body)).status).toBe(status)
  })
})

it('says without credentials that it works, and nothing else', async () => {
  const { status, text, headers } = await testSandbox().call('GET', '/_sandbox/health', undefined, { authorization: '' })
  expect([status, text, headers.get('cache-control')]).toEqual([200, '{"status":"ok"}', 'no-store'])
})
