import { describe, expect, it } from 'vitest'
import { clientOnSandbox } from './client-on-sandbox.ts'

describe('waiting for an outcome on a manual clock', () => {
  it('ends by itself', async () => {
    const { outcomes, order } = await clientOnSandbox()
    const result = await outcomes.cancelAndWait(order, { reasonCode: 'FRAUD' })
    expect(result).toMatchObject({ status: 202, outcome: { eventData: { action: 'CANCEL', successfulLineItems: 2 } } })
  })

  it('ends when the drain comes before the request', async () => {
    const { control, outcomes, order } = await clientOnSandbox()
    const result = outcomes.cancelAndWait(order, { reasonCode: 'FRAUD' })
    await control.drain()
    expect(await result).toMatchObject({ status: 202, outcome: { eventData: { action: 'CANCEL' } } })
  })

  it('sees the state in between when it is held', async () => {
    const { client, control, order } = await clientOnSandbox()
    const states = async () => (await control.readOrder(order)).lineItems.map(({ reward }) => reward?.status)
    await control.hold()
    await client.cancelAsyncOrder(order, { reasonCode: 'FRAUD' })
    expect(await states()).toEqual(['ACTIVE', 'ACTIVE'])
    await control.drain()
    expect(await states()).toEqual(['CANCELLED', 'CANCELLED'])
  })
})
