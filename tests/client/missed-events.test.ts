import { expect, it } from 'vitest'
import { readEvents } from '../../client/src/outcomes.ts'
import { clientOnSandbox } from './client-on-sandbox.ts'

it('tells the outcome of an action whose delivery was lost, from the list of events of the sandbox', async () => {
  // A receiver that expects another form of the signature takes no delivery.
  const { client, control, outcomes, order, pass, answers, clock, sandbox } = await clientOnSandbox({}, undefined, { signatureForm: 'hex' })
  const expectation = outcomes.expect('FREEZE', order)
  await client.freezeAsyncOrder(order, { reasonCode: 'FRAUD' })
  await pass()
  expect(answers).toEqual([401])
  const [webhookId] = (await control.listSubscriptions()).map(({ webhookId }) => webhookId)
  const ending = new AbortController()
  const events = readEvents({
    ...{ baseUrl: 'http://sandbox.test/raas/v2', credentials: { platformName: 'demo', platformKey: 'demo-key' } },
    ...{ webhookId: `${webhookId}`, fetch: sandbox.fetch, now: clock.now, wait: clock.wait, signal: ending.signal },
  })
  const reading = outcomes.readFrom(events)
  expect(await expectation.outcome()).toMatchObject({ eventData: { action: 'FREEZE', successfulLineItems: 2 } })
  ending.abort('enough')
  await expect(reading).rejects.toBe('enough')
  expectation.drop()
})
