/**
 * What each runtime runs, as the module `program.js`. It imports the client as an integrator does, and uses nothing of a runtime beside
 * web standards. `check` throws what is wrong.
 */
export const program = `
import { createClient, NoAnswerError } from 'async-orders-client'
import { createOutcomes, readEvents } from 'async-orders-client/outcomes'
import { isOrderActionStatus, verifyWebhook, WebhookVerificationError } from 'async-orders-client/webhooks'

const equal = (what, got, expected) => {
  if (got !== expected) throw new Error(what + ': expected ' + expected + ', got ' + got)
}

export async function check({ baseUrl, credentials, order, webhookId, delivery }) {
  const body = { reasonCode: 'FRAUD' }
  const client = createClient({ baseUrl, credentials })

  const frozen = await client.freezeAsyncOrder(order, body)
  equal('freeze', frozen.ok && frozen.data.referenceOrderId, order)

  // The sandbox returns one 503 first.
  const unfrozen = await client.unfreezeAsyncOrder(order, body)
  equal('retry after 503', unfrozen.status + ' after ' + unfrozen.attempts, '202 after 2')

  // The sandbox processes a cancel after a minute.
  const hasty = createClient({ baseUrl, credentials, timeouts: { attempt: 300 } })
  const late = await hasty.cancelAsyncOrder(order, body).catch((error) => error)
  equal('time limit', late instanceof NoAnswerError && late.code + ' ' + late.mayHaveArrived, 'TimeoutError true')

  const event = await verifyWebhook(delivery)
  equal('verifyWebhook', isOrderActionStatus(event) && event.eventData.action, 'FREEZE')
  const forged = await verifyWebhook({ ...delivery, body: delivery.body + ' ' }).catch((error) => error)
  equal('verifyWebhook of a forged body', forged instanceof WebhookVerificationError && forged.reason, 'wrong-signature')

  const ending = new AbortController()
  const outcomes = createOutcomes({ client })
  const expectation = outcomes.expect('UNFREEZE', order)
  const events = readEvents({ baseUrl, credentials, webhookId, pause: 1000, signal: ending.signal })
  const reading = outcomes.readFrom(events, { signal: ending.signal }).catch((error) => error)
  const outcome = await expectation.outcome()
  equal('readEvents', outcome.eventData.status, 'SUCCESSFUL')
  ending.abort('enough')
  equal('end of readEvents', await reading, 'enough')
}
`
