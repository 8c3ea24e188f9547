import { createControl, type FaultRequest, type OrderRequest } from '../../../sandbox/src/control.ts'
import { createSandbox } from '../../../sandbox/src/index.ts'

/** How the sandbox comes to an outcome event. */
interface Play {
  action: 'freeze' | 'unfreeze' | 'cancel'
  lineItems: OrderRequest['lineItems']
  unprocessable?: FaultRequest['unprocessable']
  /** The freeze ends by itself, and C-AUTO-EVENT=sent makes an event of it. */
  ends?: boolean
}

const THREE = [{ count: 3 }]
const FROZEN = [{ count: 3, rewardStatus: 'FROZEN' as const }]
const FREEZE_MS = 48 * 3_600_000

/** Each kind of outcome event: the three actions, then what else can become of one. */
const PLAYS = {
  freeze: { action: 'freeze', lineItems: THREE },
  unfreeze: { action: 'unfreeze', lineItems: FROZEN },
  cancel: { action: 'cancel', lineItems: THREE },
  partial: { action: 'freeze', lineItems: THREE, unprocessable: { count: 1 } },
  failed: { action: 'freeze', lineItems: THREE, unprocessable: { count: 3 } },
  nothing: { action: 'freeze', lineItems: FROZEN },
  'auto-unfreeze': { action: 'freeze', lineItems: THREE, ends: true },
} satisfies Record<string, Play>

export type OutcomeKind = keyof typeof PLAYS

/** The kinds of outcome events, as they are typed. */
export const OUTCOME_KINDS = Object.keys(PLAYS) as OutcomeKind[]

/** What an outcome event is made from. */
export interface OutcomeOptions {
  /** Base64; null sends no signature, as a subscription without HMAC. */
  secret: string | null
  /** The referenceOrderID, 5 to 100 letters, digits and hyphens. */
  order: string
  /** The customer and the account of the order, and its own id. Default: those of the sandbox. */
  fields?: Pick<OrderRequest, 'customerIdentifier' | 'accountIdentifier' | 'externalRefID'>
  /** When it happened; milliseconds since 1970. */
  at: number
  newId: () => string
}

/** A delivery before it has an address. */
export interface OutcomeDelivery {
  /** In lower case, as the sandbox sends them. */
  headers: [name: string, value: string][]
  body: string
}

/**
 * The delivery of one outcome event: a sandbox in this process plays the action and signs the event by its own rules. EVT-04 to EVT-20.
 *
 * @throws Error when the sandbox refuses the order or the secret, with the reason
 * @example await outcomeDelivery('freeze', { secret: 'c2VjcmV0', order: 'RA260302-1', at: Date.now(), newId: randomUUID })
 */
export async function outcomeDelivery(kind: OutcomeKind, { secret, order, fields, at, newId }: OutcomeOptions): Promise<OutcomeDelivery> {
  const { action, lineItems, unprocessable, ends = false }: Play = PLAYS[kind]
  const delivered: OutcomeDelivery[] = []
  const sandbox = createSandbox({
    now: () => (ends ? at - FREEZE_MS : at),
    newId,
    interpretations: { 'C-AUTO-EVENT': ends ? 'sent' : 'none' },
    platforms: [{ name: 'demo', key: 'demo-key', token: 'demo-token', clock: 'manual', hold: true }],
    deliver: async (request) => {
      delivered.push({ headers: [...request.headers], body: await request.text() })
      return new Response(null, { status: 200 })
    },
  })
  try {
    const control = createControl({ fetch: sandbox.fetch })
    await control.createOrder({ ...fields, referenceOrderID: order, lineItems })
    const signed = secret === null ? {} : { payloadVerificationMethod: 'HMAC' as const, hmacSharedSecretKey: secret }
    await control.subscribe({ url: 'http://localhost/', eventTypes: ['OrderActionStatus'], ...signed })
    if (unprocessable !== undefined) await control.addFault({ operation: 'any', unprocessable })
    await sandbox.fetch(`http://sandbox.test/raas/v2/asyncOrders/${order}/${action}`, {
      method: 'POST',
      headers: { authorization: 'Bearer demo-token', 'content-type': 'application/json' },
      body: JSON.stringify({ reasonCode: action === 'unfreeze' ? 'VERIFIED_ORDER' : 'FRAUD' }),
    })
    await control.drain()
    if (ends) await control.advance({ milliseconds: FREEZE_MS })
  } finally {
    sandbox.close()
  }
  const last = delivered.at(-1)
  if (last === undefined) throw new Error(`Failed to make the event ${kind}: the sandbox sent none. Report it as a bug.`)
  return last
}
