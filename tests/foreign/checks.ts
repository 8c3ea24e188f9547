import { randomUUID } from 'node:crypto'
import type { BugName } from './bugs.ts'
import { startForeign } from './server.ts'

type Ids = Awaited<ReturnType<typeof startForeign>>['fixtures'][string][number]
interface Seen {
  status: number
  headers: Headers
  body: Record<string, unknown>
}

const start = Date.UTC(2026, 2, 2, 9)

/** A running server, with what the checks send to it. Accepted work waits for `settle`. */
export async function open(bug?: BugName) {
  const clock = { now: start }
  const waiting: (() => void)[] = []
  const later = (work: () => void) => void waiting.push(work)
  const server = await startForeign({ ...(bug === undefined ? {} : { bug }), now: () => clock.now, newId: randomUUID, later })
  const { name, key } = server.credentials
  const basic = `Basic ${Buffer.from(`${name}:${key}`).toString('base64')}`
  const send = async (path: string, init: RequestInit, authorization: string | null = basic): Promise<Seen> => {
    const headers = { 'Content-Type': 'application/json', ...(authorization === null ? {} : { authorization }), ...init.headers }
    const response = await fetch(server.baseUrl + path, { ...init, headers })
    return { status: response.status, headers: response.headers, body: (await response.json()) as Seen['body'] }
  }
  const act = (order: Ids, action: string, body: unknown = { reasonCode: 'FRAUD' }, authorization: string | null = basic) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    return send(`/asyncOrders/${order.referenceOrderID}/${action}`, { method: 'POST', body: text }, authorization)
  }
  const pathOf = ({ customerIdentifier, accountIdentifier, externalRefID }: Ids) =>
    `/asyncOrders/customers/${customerIdentifier}/accounts/${accountIdentifier}/${externalRefID}`
  const update = (order: Ids, body: unknown, authorization?: string | null) =>
    send(pathOf(order), { method: 'PATCH', body: JSON.stringify(body) }, authorization)
  const settle = () => {
    for (const work of waiting.splice(0)) work()
  }
  const list = async (query = 'maxResults=200') => {
    const { body } = await send(`/webhooks/${server.webhookId}/events?${query}`, {})
    return body.items as (Record<string, unknown> & { revision: number; eventData: Record<string, unknown> })[]
  }
  const eventsOf = async (order: Ids) => (await list()).filter(({ eventData }) => eventData.referenceOrderId === order.referenceOrderID)
  /** Runs actions in turn, and returns how many line items each changed, by the events of the order. */
  const changed = async (order: Ids, ...actions: string[]) => {
    for (const action of actions) {
      await act(order, action)
      settle()
    }
    return (await eventsOf(order)).map(({ eventData }) => eventData.successfulLineItems)
  }
  const take = (state: string): Ids => server.fixtures[state]?.shift() as Ids
  return { ...server, clock, basic, send, act, update, pathOf, settle, list, eventsOf, changed, take }
}
type Api = Awaited<ReturnType<typeof open>>

/** Changes one field and then another, and returns the first as the second 200 shows it. */
async function updatedTwice(api: Api, field: string, other: string): Promise<unknown> {
  const order = api.take('active')
  await api.update(order, { [field]: 'new' })
  return (await api.update(order, { [other]: 'later' })).body[field]
}

/** Unfreezes an order, and returns the data of the event. */
async function unfrozen(api: Api, order: Ids): Promise<Record<string, unknown>> {
  await api.changed(order, 'unfreeze')
  return (await api.eventsOf(order))[0]?.eventData ?? {}
}

const OTHER = { reasonCode: 'OTHER' }
const statusOf = async (seen: Promise<Seen>) => (await seen).status

/** What documented calls show: the clauses, what is seen, what it must be. */
export const checks: [clauses: string, seen: (api: Api) => Promise<unknown>, expected: unknown][] = [
  ['FRZ-12', (api) => statusOf(api.act(api.take('active'), 'freeze')), 202],
  ['UNF-05', (api) => statusOf(api.act(api.take('active'), 'unfreeze', { reasonCode: 'DUPLICATE' })), 202],
  ['FRZ-48', (api) => statusOf(api.act(api.take('pending'), 'freeze')), 202],
  ['GEN-01', (api) => statusOf(api.act(api.take('active'), 'freeze', undefined, null)), 401],
  ['GEN-02', (api) => statusOf(api.act(api.take('active'), 'cancel', undefined, `${api.basic}x`)), 401],
  ['GEN-04', (api) => statusOf(api.act(api.take('active'), 'cancel', undefined, `Bearer ${api.token}`)), 202],
  ['UPD-62', (api) => statusOf(api.update(api.take('active'), { notes: 'a' }, null)), 401],
  ['UPD-63', (api) => statusOf(api.update(api.take('active'), { notes: 'a' }, `${api.basic}x`)), 401],
  ['FRZ-08', (api) => statusOf(api.act(api.take('active'), 'freeze', OTHER)), 422],
  ['CAN-11', (api) => statusOf(api.act(api.take('active'), 'cancel', { ...OTHER, otherReason: ' ' })), 422],
  ['CAN-09', (api) => statusOf(api.act(api.take('active'), 'cancel', { ...OTHER, otherReason: 'why' })), 202],
  ['CAN-10', (api) => statusOf(api.act(api.take('active'), 'cancel', { reasonCode: 'FRAUD', otherReason: 7 })), 422],
  ['FRZ-06', (api) => statusOf(api.act(api.take('active'), 'freeze', { reasonCode: 'DUPLICATE' })), 422],
  ['UNF-04', (api) => statusOf(api.act(api.take('active'), 'unfreeze', { reasonCode: ['FRAUD'] })), 422],
  ['UNF-21', (api) => statusOf(api.act(api.take('active'), 'unfreeze', [])), 422],
  ['GEN-17', (api) => statusOf(api.act(api.take('active'), 'cancel', { reasonCode: 'FRAUD', colour: 'red' })), 422],
  ['FRZ-19', (api) => statusOf(api.act(api.take('active'), 'freeze', '{"reasonCode":')), 400],
  ['GEN-22', (api) => statusOf(api.act(api.take('active'), 'freeze', '{"reasonCode":"FRAUD", "\\u0072easonCode" :"FRAUD"}')), 400],
  ['GEN-22', (api) => statusOf(api.act(api.take('active'), 'freeze', `{"x":${'['.repeat(64)}${']'.repeat(64)}}`)), 400],
  ['GEN-16', (api) => statusOf(api.act(api.take('active'), 'freeze', ' '.repeat(1024 * 1024 + 1))), 413],
  ['CAN-20', (api) => statusOf(api.act({ ...api.take('active'), referenceOrderID: 'AA0' }, 'cancel')), 404],
  ['CAN-47', (api) => statusOf(api.act(api.take('failed'), 'cancel')), 422],
  ['CAN-47', (api) => statusOf(api.act(api.take('pending'), 'cancel')), 422],
  ['UNF-54', (api) => statusOf(api.act(api.take('failed'), 'unfreeze')), 422],
  ['FRZ-16', async (api) => (await api.act(api.take('failed'), 'freeze')).body.totalLineItems, 2],
  ['CAN-16', async (api) => (await api.act(api.take('mixed'), 'cancel')).body.totalLineItems, 4],
  ['UNF-17', async (api) => (await api.act(api.take('active'), 'unfreeze')).body.date, '2026-03-02T09:00:00.000000000Z'],
  [
    'UNF-14',
    async (api) => {
      const order = api.take('active')
      return (await api.act(order, 'unfreeze')).body.externalRefID === order.externalRefID
    },
    true,
  ],
  ['GEN-14', (api) => statusOf(api.send('/asyncOrders', { method: 'POST', body: '{}' })), 404],
  ['GEN-15', async (api) => (await api.send('/asyncOrders/A/freeze', { method: 'PUT' })).headers.get('allow'), 'POST'],
  ['UPD-60', (api) => statusOf(api.send(api.pathOf(api.take('active')), {})), 200],
  ['UPD-03', (api) => statusOf(api.update({ ...api.take('active'), accountIdentifier: 'other' }, { notes: 'a' })), 404],
  ['UPD-06', (api) => statusOf(api.update({ ...api.take('active'), externalRefID: 'a.b' }, { notes: 'a' })), 400],
  ['UPD-17', (api) => statusOf(api.update(api.take('active'), { notes: 'n'.repeat(151) })), 400],
  ['UPD-11', (api) => statusOf(api.update(api.take('active'), { campaign: '🎁'.repeat(1024) })), 200],
  ['UPD-67', (api) => statusOf(api.update(api.take('active'), {})), 400],
  ['UPD-68', (api) => statusOf(api.update(api.take('active'), { notes: null })), 400],
  ['UPD-20', (api) => statusOf(api.update(api.take('active'), { notes: 'a', amount: '1' })), 400],
  ['UPD-38', async (api) => (await api.update(api.take('active'), { campaign: 'Spring' })).body.campaign, 'Spring'],
  ['UPD-39', async (api) => (await api.update(api.take('failed'), { purchaseOrderNumber: '' })).body.purchaseOrderNumber, ''],
  ['UPD-10 UPD-22', (api) => updatedTwice(api, 'campaign', 'notes'), 'new'],
  ['UPD-14 UPD-22', (api) => updatedTwice(api, 'purchaseOrderNumber', 'notes'), 'new'],
  ['UPD-16 UPD-22', (api) => updatedTwice(api, 'notes', 'campaign'), 'new'],
  ['GEN-05', async (api) => Object.keys((await api.act(api.take('active'), 'freeze', {})).body).length, 8],
  ['GEN-06', async (api) => (await api.act(api.take('active'), 'freeze', {})).body.httpCode, 422],
  ['GEN-08', async (api) => (await api.act(api.take('active'), 'freeze')).headers.has('x-request-id'), true],
  [
    'GEN-09',
    async (api) => {
      const { headers, body } = await api.act(api.take('active'), 'freeze', {})
      return body.requestId === headers.get('x-request-id')
    },
    true,
  ],
  [
    'GEN-20',
    async (api) => JSON.stringify((await api.act(api.take('active'), 'freeze', {})).body.errors).includes('"path":"reasonCode"'),
    true,
  ],
  ['FRZ-25', (api) => api.changed(api.take('active'), 'freeze'), [3]],
  ['FRZ-38', (api) => api.changed(api.take('active'), 'freeze', 'freeze'), [3, 0]],
  ['FRZ-26', (api) => api.changed(api.take('mixed'), 'freeze', 'unfreeze', 'freeze'), [1, 1, 1]],
  ['UNF-25', (api) => api.changed(api.take('frozen'), 'unfreeze', 'unfreeze'), [2, 0]],
  ['CAN-49', (api) => api.changed(api.take('frozen'), 'cancel', 'cancel'), [2, 0]],
  ['UNF-44 CAN-41', (api) => api.changed(api.take('active'), 'cancel', 'unfreeze', 'freeze'), [3, 0, 0]],
  ['CAN-36', (api) => api.changed(api.take('redeemed'), 'cancel'), [0]],
  ['EVT-16', (api) => api.changed(api.take('noneEligible'), 'freeze', 'unfreeze', 'cancel'), [0, 0, 0]],
  ['CAN-29 EVT-15', (api) => api.changed(api.take('active'), 'cancel'), [3]],
  ['EVT-15', (api) => api.changed(api.take('active'), 'freeze'), [3]],
  [
    'EVT-07',
    async (api) => {
      const order = api.take('active')
      return (await unfrozen(api, order)).externalRefID === order.externalRefID
    },
    true,
  ],
  ['EVT-09', async (api) => (await unfrozen(api, api.take('active'))).action, 'UNFREEZE'],
  ['EVT-10', async (api) => (await unfrozen(api, api.take('active'))).reasonCode, 'FRAUD'],
  ['EVT-12', async (api) => (await unfrozen(api, api.take('mixed'))).totalLineItems, 4],
  ['EVT-14', async (api) => (await unfrozen(api, api.take('mixed'))).failedLineItems, 0],
]
