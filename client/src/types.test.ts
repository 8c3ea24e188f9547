import { expectTypeOf, it } from 'vitest'
import {
  type AsyncOrderActionAccepted,
  type AsyncOrderDetail,
  type AsyncOrdersClient,
  type ClientOptions,
  dataOrThrow,
  type ErrorInfo,
  type FreezeRequest,
  type Open,
  type Result,
  unlistedReasonCode,
} from './index.ts'
import { isOrderActionStatus, type OrderActionStatusEvent, type WebhookEvent } from './webhooks.ts'

// The compiler is what judges this file; nothing in it happens at run time.

it('results are told apart by their status', () => {
  const judge = (result: Result<'freezeAsyncOrder'>, updated: Result<'updateAsyncOrder'>) => {
    expectTypeOf(result.status).toEqualTypeOf<202 | 400 | 401 | 404 | 405 | 413 | 422 | 429 | 500 | 503 | 'undocumented'>()
    expectTypeOf(updated.status).toEqualTypeOf<200 | 400 | 401 | 404 | 405 | 413 | 429 | 500 | 503 | 'undocumented'>()
    if (result.status === 202) expectTypeOf(result.data).toEqualTypeOf<AsyncOrderActionAccepted>()
    else if (result.status === 'undocumented') expectTypeOf(result.body).toBeUnknown()
    else expectTypeOf(result.error).toEqualTypeOf<ErrorInfo>()
    if (updated.status === 200) expectTypeOf(updated.data).toEqualTypeOf<AsyncOrderDetail>()
    // @ts-expect-error an update has no documented 422
    if (updated.status === 422) return
    // @ts-expect-error data is there only once the status is known
    return result.data
  }
  expectTypeOf(judge).toBeFunction()
})

it('reason codes are closed, per action, and OTHER needs its reason', () => {
  const judge = async (client: AsyncOrdersClient) => {
    const codes: FreezeRequest['reasonCode'][] = ['DELIVERY_INFO', 'REWARD_AMOUNT', 'REWARD_TYPE', 'VERIFY_ORDER', 'FRAUD', 'OTHER']
    await client.freezeAsyncOrder('A1', { reasonCode: 'FRAUD', otherReason: 'as a remark' })
    await client.freezeAsyncOrder('A1', { reasonCode: 'OTHER', otherReason: 'needed' })
    // @ts-expect-error OTHER needs otherReason
    await client.freezeAsyncOrder('A1', { reasonCode: 'OTHER' })
    // @ts-expect-error otherReason may be left out, not undefined
    await client.freezeAsyncOrder('A1', { reasonCode: 'OTHER', otherReason: undefined })
    // @ts-expect-error a code of the cancel list
    await client.freezeAsyncOrder('A1', { reasonCode: 'DUPLICATE' })
    // @ts-expect-error the misspelling of the page (C-CAN-CURRENCY)
    await client.cancelAsyncOrder('A1', { reasonCode: 'CURENCY' })
    // @ts-expect-error no field beside the two
    await client.unfreezeAsyncOrder('A1', { reasonCode: 'FRAUD', notes: '' })
    await client.cancelAsyncOrder('A1', { reasonCode: unlistedReasonCode('SANCTIONED') })
    await client.cancelAsyncOrder('A1', { reasonCode: unlistedReasonCode('SANCTIONED'), otherReason: 'listed' })
    // @ts-expect-error a text that only might be a code
    await client.cancelAsyncOrder('A1', { reasonCode: 'FRAUD' as string })
    // @ts-expect-error null clears nothing; the empty string does (C-PATCH-NULL)
    await client.updateAsyncOrder({ customerIdentifier: 'c', accountIdentifier: 'a', externalRefID: 'e' }, { notes: null })
    const order = { customerIdentifier: 'c', accountIdentifier: 'a', externalRefID: 'e' }
    await client.updateAsyncOrder(order, { notes: '', campaign: 'Spring' })
    // @ts-expect-error nothing to change
    await client.updateAsyncOrder(order, {})
    // @ts-expect-error an update has no such field
    await client.updateAsyncOrder(order, { notes: '', orderStatus: 'COMPLETE' })
    const madeElsewhere = { notes: '', orderStatus: 'COMPLETE' }
    // @ts-expect-error nor has it in an object that was made elsewhere
    await client.updateAsyncOrder(order, madeElsewhere)
    // @ts-expect-error the id of Tango picks no order here
    await client.updateAsyncOrder({ referenceOrderID: 'A1' }, { notes: '' })
    return codes
  }
  expectTypeOf(judge).toBeFunction()
})

it('what is thrown for all but a success leaves the data of the operation', () => {
  const judge = (frozen: Result<'freezeAsyncOrder'>, updated: Result<'updateAsyncOrder'>) => {
    expectTypeOf(dataOrThrow(frozen)).toEqualTypeOf<AsyncOrderActionAccepted>()
    expectTypeOf(dataOrThrow(updated)).toEqualTypeOf<AsyncOrderDetail>()
  }
  expectTypeOf(judge).toBeFunction()
})

it('credentials are of one kind', () => {
  const options: ClientOptions[] = [
    { baseUrl: '', credentials: { platformName: '', platformKey: '' } },
    { baseUrl: '', credentials: { token: '' }, fetch },
    { baseUrl: '', credentials: { token: async () => '' }, fetch: undefined },
    // @ts-expect-error a name without its key
    { baseUrl: '', credentials: { platformName: '' } },
    // @ts-expect-error both kinds at once
    { baseUrl: '', credentials: { platformName: '', platformKey: '', token: '' } },
  ]
  expectTypeOf(options).toBeArray()
})

it('an event is an outcome once it is known to be one', () => {
  const judge = (event: WebhookEvent) => {
    if (isOrderActionStatus(event)) {
      expectTypeOf(event).toEqualTypeOf<OrderActionStatusEvent>()
      expectTypeOf(event.eventData.action).toEqualTypeOf<Open<'FREEZE' | 'UNFREEZE' | 'CANCEL'>>()
      expectTypeOf(event.eventData.status).toEqualTypeOf<Open<'SUCCESSFUL' | 'PARTIALFAILED' | 'FAILED' | 'RETRYING'>>()
    } else expectTypeOf(event.eventData).toBeUnknown()
  }
  expectTypeOf(judge).toBeFunction()
})
