import type { Fetch } from '../mutant.ts'

/** Where an exchange is played. */
export interface Stage {
  /** `http://HOST:PORT` of the API and of the receiver. */
  origin: string
  inbox: string
  /** Sends a request to the control plane. */
  control: Fetch
  /** Sends a request to the API. */
  send: Fetch
}

/** In base64, as it is registered. */
export const SECRET = Buffer.from('a secret of the benign variants').toString('base64')

const UPDATE = { campaign: 'Prüfung "é" 😀', purchaseOrderNumber: 'PO/2041\\7', notes: "<b>R&D</b> isn't\n\u2028 done" }
const FRAUD = { reasonCode: 'FRAUD' }
const twoMistakes = { colour: 'red', otherReason: 1 }

interface Order {
  referenceOrderID: string
  externalRefID: string
  customerIdentifier: string
  accountIdentifier: string
}
type Ask = [method: string, path: string, body: unknown, authorization?: string]

const action = (id: string, name = 'freeze'): string => `/asyncOrders/${id}/${name}`
const asks = (own: Order, unnamed: Order, failed: Order): Ask[] => {
  const freeze = action(own.referenceOrderID)
  const update = `/asyncOrders/customers/${own.customerIdentifier}/accounts/${own.accountIdentifier}/${own.externalRefID}`
  return [
    ['POST', freeze, FRAUD],
    ['POST', action(unnamed.referenceOrderID), FRAUD],
    ['PATCH', update, UPDATE],
    ['PATCH', update, { notes: '😀'.repeat(100) }],
    ['PATCH', update, { notes: 'x'.repeat(151) }],
    ['PATCH', update, { notes: 1, ...twoMistakes }],
    ['POST', freeze, twoMistakes],
    ['POST', action('nowhere'), twoMistakes],
    ['POST', `${action('%C3%A9')}?again=1`, FRAUD],
    ['POST', action(failed.referenceOrderID, 'cancel'), FRAUD],
    ['GET', freeze, undefined],
    ['GET', freeze, undefined, ''],
    ['POST', freeze, FRAUD, 'Basic eDp5'],
    ['POST', '/nowhere', FRAUD, ''],
  ]
}

const requestOf = (url: string, [method, path, body, authorization = '']: Ask): Request => {
  const headers = { ...(authorization === '' ? {} : { authorization }), 'content-type': 'application/json' }
  return new Request(url + path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
}

/**
 * Plays one exchange of each kind: accepted, updated, refused for each cause, and two deliveries of each event.
 *
 * @returns the subscription of each delivery, in the order of the log: two deliveries at once arrive in any order
 * @example const log = await play({ origin, inbox, control: fetch, send: fetch })
 */
export async function play({ origin, inbox, control, send }: Stage): Promise<string> {
  const call = async (...ask: Ask) => {
    const answer = await (await control(requestOf(`${origin}/_sandbox`, ask))).text()
    return answer === '' ? null : JSON.parse(answer)
  }
  const { name, key } = await call('POST', '/platforms', { clock: 'manual', hold: true, at: '2026-03-02T10:00:00.000Z' })
  const own = `Basic ${btoa(`${name}:${key}`)}`
  const order = (body: unknown): Promise<Order> => call('POST', '/orders', body, own)
  const first = await order({ lineItems: [{ count: 2 }, { product: 'OTHER' }] })
  const unnamed = await order({ externalRefID: null, lineItems: [{ quantity: 3 }] })
  const failed = await order({ status: 'FAILED', lineItems: [{ status: 'FAILED' }] })
  for (const path of ['/0', '/1']) {
    const signed = { payloadVerificationMethod: 'HMAC', hmacSharedSecretKey: SECRET }
    await call('POST', '/subscriptions', { url: inbox + path, eventTypes: ['OrderActionStatus'], ...signed }, own)
  }
  await call('POST', '/clock/advance', { milliseconds: 61_120 }, own)

  const api = `${origin}/raas/v2`
  for (const [method, path, body, authorization = own] of asks(first, unnamed, failed)) {
    await send(requestOf(api, [method, path, body, authorization]))
  }
  for (const status of [429, 503]) {
    await call('POST', '/faults', { operation: 'freezeAsyncOrder', status }, own)
    await send(requestOf(api, ['POST', action(first.referenceOrderID), FRAUD, own]))
  }
  await call('POST', '/drain', undefined, own)
  const log: { webhookId: string }[] = await call('GET', '/deliveries', undefined, own)
  return log.map(({ webhookId }) => webhookId).join()
}
