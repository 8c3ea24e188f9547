import { operations } from '../../generated/operations.ts'
import { createControl } from '../../sandbox/src/control.ts'
import { createSandbox } from '../../sandbox/src/index.ts'
import { HOUR } from '../../sandbox/src/units.ts'

const START = Date.UTC(2026, 2, 2, 10)
const PLATFORM = { name: 'demo', key: 'demo-key', token: 'demo-token' }

/** The order of the home page. */
export const ORDER = 'AA260302-118204-37'

const action = (name: 'freeze' | 'unfreeze' | 'cancel', reasonCode: string) => ({
  label: name.charAt(0).toUpperCase() + name.slice(1),
  path: `/raas/v2${operations[`${name}AsyncOrder`].path.replace('{referenceOrderID}', ORDER)}`,
  body: { reasonCode },
  code: `const result = await client.${name}AsyncOrder(\n  '${ORDER}', { reasonCode: '${reasonCode}' })`,
})

/** What the buttons of the home page send; the clock is the sandbox's own, and all else is the API. */
export const STEPS = {
  freeze: action('freeze', 'FRAUD'),
  wait: {
    label: '+48 h',
    path: '/_sandbox/clock/advance',
    body: { milliseconds: 48 * HOUR },
    code: 'await control.advance({ milliseconds: 172_800_000 })',
  },
  unfreeze: action('unfreeze', 'VERIFIED_ORDER'),
  cancel: action('cancel', 'DUPLICATE'),
}

/** One of them. */
export type StepName = keyof typeof STEPS

/**
 * Starts a sandbox with one order: two line items that can be frozen, and one of which something is redeemed.
 *
 * @example const demo = await startDemo(); (await demo.take('freeze')).status // 202
 */
export async function startDemo() {
  const events: string[] = []
  const sandbox = createSandbox({
    now: () => START,
    deliver: async (request) => {
      events.push(await request.text())
      return new Response()
    },
    platforms: [{ ...PLATFORM, clock: 'manual', hold: true }],
  })
  const control = createControl({ fetch: sandbox.fetch, credentials: PLATFORM })
  await control.subscribe({ url: 'http://localhost/in-this-page', eventTypes: ['OrderActionStatus'] })
  const lineItems = [{ amount: 2_500 }, { product: 'PROMO_LINK' as const, amount: 5_000 }, { amount: 10_000, redeemedAmount: 4_000 }]
  sandbox.createOrder(PLATFORM.name, { referenceOrderID: ORDER, externalRefID: 'wellness-2026-w09', lineItems })
  const look = async () => ({ order: await control.readOrder(ORDER), now: (await control.readClock()).now })
  return {
    look,
    /** Sends what a button stands for and lets the sandbox process it. */
    take: async (step: StepName) => {
      events.length = 0
      const { path, body } = STEPS[step]
      const authorization = `Basic ${btoa(`${PLATFORM.name}:${PLATFORM.key}`)}`
      const response = await sandbox.fetch(`http://sandbox.invalid${path}`, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      const text = await response.text()
      await control.drain()
      return { status: response.status, text, event: events.at(-1), ...(await look()) }
    },
  }
}

/** The running demo. */
export type Demo = Awaited<ReturnType<typeof startDemo>>
