import { orderStates } from '../../contract/src/cases/order-states.ts'
import { type Control, createControl } from '../../sandbox/src/control.ts'

/** What the workflows take as inputs: credentials, and orders in the states that they need. */
export type Inputs = Record<
  'name' | 'key' | 'activeOrder' | 'orderToCancel' | 'failedOrder' | 'ineligibleOrder' | 'customer' | 'account' | 'externalRef',
  string
>

type OrderView = Awaited<ReturnType<Control['readOrder']>>

/** A target that the workflows can be run on. */
export interface Prepared {
  inputs: Inputs
  /** What is not as the workflows must have left it; null where nobody can see it. */
  outcome: (() => Promise<string[]>) | null
}

/** The mock takes any credentials, and answers about the one order of its examples. */
export function prepareMock(): Prepared {
  const order = 'AA260302-118204-37'
  const orders = { activeOrder: order, orderToCancel: order, failedOrder: order, ineligibleOrder: order }
  const address = { customer: 'harbor-clinic', account: 'harbor-clinic-rewards', externalRef: 'wellness-2026-w09' }
  return { inputs: { name: 'mock', key: 'mock-key', ...orders, ...address }, outcome: null }
}

/** The order that each workflow leaves behind: the status of its rewards, and what was done to each line item. */
const LEFT = {
  activeOrder: ['ACTIVE: FREEZE changed, UNFREEZE changed', 'ACTIVE: FREEZE changed, UNFREEZE changed'],
  orderToCancel: ['CANCELLED: FREEZE changed, CANCEL changed', 'CANCELLED: FREEZE changed, CANCEL changed'],
  failedOrder: ['none:'],
  ineligibleOrder: ['ACTIVE: FREEZE redeemed', 'ACTIVE: FREEZE not-a-choice-product'],
} as const

type OrderInput = keyof typeof LEFT

/**
 * A platform of its own on the sandbox, with its orders.
 *
 * @param origin `http://host:port` of the sandbox
 * @throws Error when the control plane refuses
 * @example const { inputs, outcome } = await prepareSandbox('http://127.0.0.1:8080')
 */
export async function prepareSandbox(origin: string, controlToken?: string): Promise<Prepared> {
  const anyone = createControl({ baseUrl: origin, ...(controlToken && { controlToken }) })
  // Held, actions wait until they are drained, so that what they do is seen at one moment.
  const { name, key } = await anyone.createPlatform({ clock: 'manual', hold: true })
  const control = createControl({ baseUrl: origin, credentials: { name, key } })
  const create = (state: keyof typeof orderStates): Promise<OrderView> => control.createOrder(orderStates[state])
  const orders: Record<OrderInput, OrderView> = {
    activeOrder: await create('active'),
    orderToCancel: await create('active'),
    failedOrder: await create('failed'),
    ineligibleOrder: await create('noneEligible'),
  }
  const ids = Object.fromEntries(Object.entries(orders).map(([input, { referenceOrderID }]) => [input, referenceOrderID]))
  const { customerIdentifier: customer, accountIdentifier: account, externalRefID } = orders.activeOrder
  const address = { customer, account, externalRef: externalRefID ?? '' }
  return {
    inputs: { name, key, ...(ids as Record<OrderInput, string>), ...address },
    outcome: async () => {
      await control.drain()
      return notAsLeft(ids as Record<OrderInput, string>, await control.listOrders())
    },
  }
}

function notAsLeft(ids: Record<OrderInput, string>, orders: readonly OrderView[]): string[] {
  return (Object.keys(LEFT) as OrderInput[]).flatMap((input) => {
    const order = orders.find(({ referenceOrderID }) => referenceOrderID === ids[input])
    const lineItems = order?.lineItems.map(({ reward, history }) =>
      `${reward?.status ?? 'none'}: ${history.map(({ action, outcome }) => `${action} ${outcome}`).join(', ')}`.trim(),
    )
    const [expected, actual] = [LEFT[input].join('; '), lineItems?.join('; ') ?? 'no such order']
    return expected === actual ? [] : [`the line items of ${input} must be ${expected}, and are ${actual}`]
  })
}
