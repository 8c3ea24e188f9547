import { deepStrictEqual } from 'node:assert/strict'
import fc from 'fast-check'
import { updateAnswer } from '../../contract/src/stateful/model/answers.ts'
import { advance, type Details, edges, redeem, runPending } from '../../contract/src/stateful/model/model.ts'
import { DAY } from '../../sandbox/src/units.ts'
import { act, actAtOnce } from './act.ts'
import { anyIndex, command, hasOrder, orderAt } from './command.ts'
import { placeOrder, wantedOrder } from './orders.ts'
import { wrongRequests } from './wrong.ts'

const create = wantedOrder.map((wanted) =>
  command(
    `create ${JSON.stringify(wanted)}`,
    async (model, system) => placeOrder(model, system, wanted),
    ({ orders }) => orders.length < 4,
  ),
)

const redeemSome = fc.record({ index: anyIndex, item: anyIndex, amount: fc.constantFrom(1, 100, 10_000) }).map(({ index, item, amount }) =>
  command(
    `redeem ${amount} of line item ${item} of order ${index}`,
    async (model, system) => {
      const { lineItems } = orderAt(model, index)
      const reward = lineItems[item % lineItems.length]?.reward
      if (!reward) return
      const answer = await system.send('POST', `/_sandbox/rewards/${reward.rewardId}/redeem`, { amount })
      deepStrictEqual(answer.status, redeem(reward, amount) ? 200 : 409)
    },
    hasOrder,
  ),
)

const details: fc.Arbitrary<Partial<Details>> = fc.record(
  {
    campaign: fc.constantFrom('', 'spring', 'x'.repeat(1024)),
    purchaseOrderNumber: fc.constantFrom('', 'PO-1'),
    notes: fc.constantFrom('', 'checked', '😀'.repeat(150)),
  },
  { requiredKeys: [] },
)

const update = fc.record({ index: anyIndex, fields: details }).map(({ index, fields }) =>
  command(
    `update order ${index} with ${JSON.stringify(fields)}`,
    async (model, system) => {
      const order = orderAt(model, index)
      const address = `customers/acme-health/accounts/${order.account}/${order.externalRefID}`
      const { status, body } = await system.send('PATCH', `/raas/v2/asyncOrders/${address}`, fields)
      if (order.externalRefID === null) return deepStrictEqual(status, Object.keys(fields).length === 0 ? 400 : 404)
      if (Object.keys(fields).length === 0) return deepStrictEqual(status, 400)
      Object.assign(order, fields)
      const { referenceOrderID, orderStatus, campaign, purchaseOrderNumber, notes } = body
      deepStrictEqual({ status, referenceOrderID, orderStatus, campaign, purchaseOrderNumber, notes }, updateAnswer(order))
    },
    hasOrder,
  ),
)

const wait = fc
  .oneof(
    fc.record({ edge: fc.constantFrom(0, 0, 0, 1, 2, 5), beside: fc.constantFrom(-1, 0, 1) }),
    fc.constantFrom(0, 1, 999, 3_600_001, DAY, 2 * DAY - 1, 2 * DAY).map((by) => ({ by })),
  )
  .map((kind) =>
    command(`advance ${JSON.stringify(kind)}`, async (model, system) => {
      const places = edges(model)
      const goal = 'by' in kind ? model.now + kind.by : (places[kind.edge % places.length] ?? model.now) + kind.beside
      const to = Math.max(goal, model.now)
      const answer = await system.send('POST', '/_sandbox/clock/advance', { milliseconds: to - model.now })
      deepStrictEqual(answer.body, { mode: 'manual', now: new Date(to).toISOString(), hold: true })
      advance(model, to)
    }),
  )

const drain = fc.constant(
  command('drain', async (model, system) => {
    deepStrictEqual((await system.send('POST', '/_sandbox/drain')).status, 204)
    runPending(model)
  }),
)

const restart = fc.constant(command('restart', async (_, system) => system.restart()))

const wrong = fc.record({ kind: fc.constantFrom(...wrongRequests), index: anyIndex }).map(({ kind, index }) =>
  command(
    `send ${kind.name} to order ${index}`,
    async (model, system) => {
      const answer = await kind.send(system.send, orderAt(model, index).id)
      deepStrictEqual([answer.status, answer.body.httpCode], [kind.status, kind.status])
    },
    hasOrder,
  ),
)

/** Sequences of up to 30 commands. */
export const commands = (replayPath: string | undefined) =>
  fc.commands([create, actAtOnce, act, act, act, act, act, act, redeemSome, update, wait, wait, drain, restart, wrong], {
    maxCommands: 30,
    size: 'max',
    ...(replayPath === undefined ? {} : { replayPath }),
  })
