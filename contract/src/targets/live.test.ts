import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { act, type Case, update } from '../cases/case.ts'
import { createSchemaCheck } from '../checks/schema.ts'
import { checkCase } from '../run/check-case.ts'
import { readFixtures } from '../run/fixtures.ts'
import { manualClock } from '../run/manual-clock.ts'
import type { LiveOptions } from '../run/options.ts'
import { createLiveTarget } from './live.ts'

const schemas = createSchemaCheck(JSON.parse(readFileSync('generated/openapi.json', 'utf8')))
const order = (state: string, number: number) => ({
  referenceOrderID: `AA-${state}-${number}`,
  externalRefID: `${state}-${number}`,
  customerIdentifier: 'harbor-clinic',
  accountIdentifier: 'harbor-rewards',
})
const two = (state: string) => [order(state, 1), order(state, 2)]
const options: LiveOptions = {
  name: 'platform',
  key: 'key-5d1e',
  token: null,
  fixtures: { active: two('active'), frozen: two('frozen') },
  rate: 1_000,
  maxWrites: 100,
  webhookId: 'hook',
  eventWait: 4_000,
}

type Answer = { status: number; body?: object; retryAfter?: string }

/** A live target that answers requests as said, and has these events in its list. */
function live(
  answer: (path: string) => Answer = () => ({ status: 202 }),
  more: Partial<LiveOptions> = {},
  events: () => object[] = () => [],
) {
  const asked: string[] = []
  const fetch = async (request: Request) => {
    const path = new URL(request.url).pathname.replace('/raas/v2', '')
    if (request.method === 'GET') return Response.json({ items: events() })
    asked.push(path)
    const { status, body = {}, retryAfter = '0' } = answer(path)
    return Response.json(body, { status, headers: { 'X-Request-Id': 'r1', 'Retry-After': retryAfter } })
  }
  const clock = manualClock()
  return { target: createLiveTarget('http://live.test/raas/v2', { ...options, ...more }, { fetch, ...clock }), asked, clock }
}

const row = (more: Partial<Case> = {}): Case => ({
  id: 'row',
  name: 'is a row',
  clause: 'FRZ-12',
  request: act('freeze'),
  want: { status: 202 },
  ...more,
})
const run = (target: ReturnType<typeof live>['target'], more: Partial<Case> = {}) => checkCase(row(more), target, schemas)

describe('prepared orders', () => {
  it('are used for one accepted action each, by state', async () => {
    const { target, asked } = live()
    for (let n = 0; n < 2; n++) await run(target)
    await run(target, { order: 'frozen', request: act('unfreeze') })
    const actions = () => asked.filter((path) => !path.includes('/customers/'))
    expect(actions()).toEqual(['/asyncOrders/AA-active-1/freeze', '/asyncOrders/AA-active-2/freeze', '/asyncOrders/AA-frozen-1/unfreeze'])
    expect(await run(target)).toMatchObject({ status: 'skipped', reason: 'the fixtures file has no more order in state active' })
    expect(await run(target, { order: 'failed' })).toMatchObject({
      status: 'skipped',
      reason: 'the fixtures file has no order in state failed',
    })
    expect(actions()).toHaveLength(3)
  })

  it('are not used again when it is not known what became of the action', async () => {
    const { target, asked } = live(() => ({ status: 500 }))
    for (let n = 0; n < 2; n++) await run(target)
    expect(asked).toEqual(['/asyncOrders/AA-active-1/freeze', '/asyncOrders/AA-active-2/freeze'])
  })

  it('are not claimed while the target wants to be left alone', async () => {
    let status = 429
    const { target, asked, clock } = live(() => ({ status, retryAfter: '100' }))
    for (let n = 0; n < 3; n++) expect(await run(target)).toMatchObject({ status: 'skipped', reason: expect.stringContaining('100 s') })
    await clock.wait(100_000)
    status = 202
    await run(target)
    expect(asked).toEqual(['/asyncOrders/AA-active-1/freeze', '/asyncOrders/AA-active-2/freeze'])
  })

  it('are shared by requests that are refused, and by updates', async () => {
    const { target, asked } = live((path) => ({ status: path.endsWith('freeze') ? 422 : 200 }))
    await run(target, { request: act('freeze', {}), want: { status: 422 } })
    await run(target, { request: update({ notes: 'x' }), want: { status: 200 } })
    expect(asked).toEqual(['/asyncOrders/AA-active-2/freeze', expect.stringMatching(/\/active-2$/)])
  })

  it('are used up by an action that was accepted though it should have been refused', async () => {
    const { target, asked } = live()
    expect(await run(target, { want: { status: 422 } })).toMatchObject({ status: 'failed' })
    await run(target)
    expect(await run(target)).toMatchObject({ status: 'skipped' })
    expect(asked).toEqual(['/asyncOrders/AA-active-2/freeze', '/asyncOrders/AA-active-1/freeze'])
  })
})

describe('a live target says that it cannot', () => {
  it.each<[string, Partial<Case>, string]>([
    ['follow another option', { under: { 'C-NONE-EVENT': 'not-sent' } }, 'cannot switch to another option'],
    ['show state right after the response', { stateAtAnswer: { changed: [] } }, 'only a control plane'],
    [
      'show what came back to an account',
      { order: { lineItems: [{}] }, clause: 'CAN-43', request: act('cancel'), state: { changed: [0], refunded: 1 } },
      'only a control plane',
    ],
    ['show what becomes of line items later', { state: { changed: [] }, after: [{ act: 'unfreeze' }] }, 'only a control plane'],
    ['move a clock', { after: [{ advance: 1 }] }, 'only a control plane'],
    ['make a fault', { before: [{ fault: 503, operation: 'freezeAsyncOrder' }] }, 'only a control plane'],
    ['make an order', { order: { lineItems: [{ product: 'PROMO_LINK' }] } }, 'no prepared order has this shape'],
    [
      'make an order of so many line items',
      { order: { lineItems: [{ count: 3 }] }, want: { status: 202, body: { totalLineItems: 3 } } },
      'no prepared order has this shape',
    ],
    [
      'take a method that the pages do not list',
      { request: { ...update({}), method: 'GET' }, want: { status: 405 } },
      'may be a live operation',
    ],
    ['take another path', { request: { ...act('freeze'), rawPath: '/asyncOrders' }, want: { status: 404 } }, 'may be a live operation'],
    [
      'take a body of a megabyte',
      { request: { ...act('freeze'), rawBody: ' '.repeat(1_000_000) }, want: { status: 413 } },
      'sent to this machine only',
    ],
    ['be another platform', { request: { ...act('freeze'), auth: 'other-platform' } }, 'no credentials of a second platform'],
    ['send a token', { request: { ...act('freeze'), auth: 'bearer' } }, 'no bearer token'],
    ['show a delivery', { events: { headers: { 'x-signed-payload': /./ } } }, 'only a delivery shows this'],
    ['subscribe otherwise', { events: { subscription: 'unsigned' } }, 'only a delivery shows this'],
    ['show a signature', { clause: 'EVT-19', events: {} }, 'only a delivery shows this'],
    ['begin with revision 1', { events: { envelope: { revision: 1 } } }, 'only a delivery shows this'],
  ])('%s', async (_, more, reason) => {
    const { target, asked } = live()
    expect(await run(target, more)).toMatchObject({ status: 'skipped', reason: expect.stringContaining(reason) })
    expect(asked).toEqual([])
  })

  it('tell events without a subscription to read', async () => {
    const { target } = live(undefined, { webhookId: null })
    for (const more of [{ events: {} }, { state: { changed: [0, 1] } }])
      expect(await run(target, more)).toMatchObject({ reason: expect.stringContaining('TANGO_WEBHOOK_ID is not set') })
  })

  it('send any more after its last write, and claims no order then', async () => {
    const { target, asked } = live(() => ({ status: 422 }), { maxWrites: 1 })
    await run(target)
    expect(await run(target)).toMatchObject({ status: 'skipped', reason: 'the limit of 1 writes (--max-writes) is reached' })
    expect(asked).toHaveLength(1)
  })
})

describe('steps that are requests themselves', () => {
  it('are sent without a control plane, on the same order', async () => {
    const { target, asked } = live()
    await run(target, { before: [{ act: 'freeze' }], request: act('cancel') })
    expect(asked).toEqual(['/asyncOrders/AA-active-1/freeze', '/asyncOrders/AA-active-1/cancel'])
  })
})

describe('events of a live target', () => {
  const event = (revision: number, id: string, action: string) => ({ revision, eventData: { referenceOrderId: id, action } })

  it('are those of the order that came after the request', async () => {
    const events = [event(1, 'AA-active-1', 'UNFREEZE')]
    const accept = () => {
      events.push(event(2, 'AA-other', 'CANCEL'), event(3, 'AA-active-1', 'FREEZE'))
      return { status: 202 }
    }
    const { target } = live(accept, {}, () => events)
    const { failures } = await run(target, { events: { data: { action: 'FREEZE' } } })
    expect(failures.map(({ what }) => what)).not.toContain('the number of deliveries')
    expect(failures.map(({ what }) => what)).not.toContain('eventData.action')
    expect(failures.map(({ what }) => what)).not.toContain('the X-Signed-Payload header')
  })

  it('that do not come are a failure', async () => {
    const { target } = live()
    const { failures } = await run(target, { events: {} })
    expect(failures).toContainEqual(expect.objectContaining({ clause: 'FRZ-29', what: 'the outcome is reported' }))
  })
})

describe('a fixtures file', () => {
  const file = (name: string) => fileURLToPath(new URL(name, import.meta.url))

  it('has an example that fits its schema', () => {
    const { active = [], mixed = [] } = readFixtures(file('fixtures.example.json'))
    expect([active.length, mixed.length]).toEqual([2, 1])
  })

  it('is refused when it is something else', () => {
    expect(() => readFixtures(file('fixtures.schema.json'))).toThrow(
      /must NOT have additional properties \(\$schema\)\. See contract\/src\//,
    )
  })
})
