import createFetchClient from 'openapi-fetch'
import type { paths } from '../../generated/types.ts'
import { type Call, type Init, perform } from './call.ts'
import { checkedBaseUrl, checkedBody, checkedPath } from './checks.ts'
import { authorizer } from './credentials.ts'
import { type ClientOptions, settingsFrom } from './options.ts'
import type { Result } from './result.ts'
import type {
  CancelRequest,
  FreezeRequest,
  OnlyChanges,
  OperationName,
  UnfreezeRequest,
  UnlistedRequest,
  UpdateAsyncOrderPath,
  UpdateAsyncOrderRequest,
} from './types.ts'

/** What one call can be told besides its subject. */
export interface RequestOptions {
  /** Ends the call early: the promise is rejected with the reason of the signal. The server may act on the request all the same. */
  signal?: AbortSignal | undefined
}

/** The four operations, each under its operationId. Clauses FRZ-01, UNF-01, CAN-01, UPD-01. */
export interface AsyncOrdersClient {
  /**
   * Freezes every eligible reward of an order; an event reports the outcome later. Clauses FRZ-01, FRZ-12, FRZ-29.
   * Sent again also after a lost answer: rewards that are frozen already are skipped, though each accepted request has its event.
   *
   * @param referenceOrderID Tango's id of the order
   * @example
   * await client.freezeAsyncOrder('AA260302-118204-37', { reasonCode: 'FRAUD' })
   */
  freezeAsyncOrder(referenceOrderID: string, body: FreezeRequest, options?: RequestOptions): Promise<Result<'freezeAsyncOrder'>>
  /**
   * Unfreezes every eligible reward of an order; an event reports the outcome later. Clauses UNF-01, UNF-12, UNF-29.
   * Not sent again after a lost response: that could lift a freeze that somebody placed meanwhile.
   *
   * @param referenceOrderID Tango's id of the order
   * @example
   * await client.unfreezeAsyncOrder('AA260302-118204-37', { reasonCode: 'VERIFIED_ORDER' })
   */
  unfreezeAsyncOrder(referenceOrderID: string, body: UnfreezeRequest, options?: RequestOptions): Promise<Result<'unfreezeAsyncOrder'>>
  /**
   * Cancels and refunds every eligible reward of an order, for good; an event reports the outcome later. Clauses CAN-01, CAN-12, CAN-29.
   * Not sent again after a lost response: it gives money back, and no page says what two at once do (C-CONCURRENT).
   *
   * @param referenceOrderID Tango's id of the order
   * @example
   * await client.cancelAsyncOrder('AA260302-118204-37', { reasonCode: 'OTHER', otherReason: 'The programme ended early.' })
   */
  cancelAsyncOrder(referenceOrderID: string, body: CancelRequest, options?: RequestOptions): Promise<Result<'cancelAsyncOrder'>>
  /**
   * Changes the campaign, purchase order number or notes of an order; the answer is the order as it is then. Clauses UPD-01, UPD-22.
   * Sent again also after a lost answer: the same values again change nothing.
   *
   * @example
   * const order = { customerIdentifier: 'harbor-clinic', accountIdentifier: 'harbor-clinic-rewards', externalRefID: 'wellness-2026-w09' }
   * await client.updateAsyncOrder(order, { campaign: 'Spring check-ups', notes: '' })
   */
  updateAsyncOrder<Body extends UpdateAsyncOrderRequest>(
    path: UpdateAsyncOrderPath,
    body: Body & OnlyChanges<Body>,
    options?: RequestOptions,
  ): Promise<Result<'updateAsyncOrder'>>
}

/**
 * Makes a client. Its methods give back every answer of the server as a {@link Result}, after at most five requests: what is sent again, and
 * why, stands in `docs/client/retries.md`. They reject with a {@link NoAnswerError} when there is no answer, with the reason of an aborted
 * signal, with what the token function throws, and with a TypeError, before anything is sent, when an id is not allowed in a path or a body
 * has no form in JSON. No redirect is followed: it would carry the credentials elsewhere. Clauses GEN-03, GEN-04.
 *
 * @throws TypeError when the base URL, the credentials or a number cannot be used
 * @example
 * const client = createClient({ baseUrl: 'https://integration-api.tangocard.com/raas/v2', credentials: { platformName, platformKey } })
 * const result = await client.freezeAsyncOrder('AA260302-118204-37', { reasonCode: 'FRAUD' })
 */
export function createClient(options: ClientOptions): AsyncOrdersClient {
  const baseUrl = checkedBaseUrl(options?.baseUrl)
  const settings = settingsFrom(options)
  const auth = authorizer(options.credentials, { wait: settings.wait, milliseconds: settings.attempt })
  // Not 'error': Cloudflare Workers refuses that mode, and the failure would look like one of the network.
  const api = createFetchClient<paths>({ baseUrl, redirect: 'manual', headers: { Accept: 'application/json' } })
  const call = <Name extends OperationName>(name: Name, request: Call<Name>['request'], { signal }: RequestOptions = {}) =>
    perform({ name, request, signal }, auth, settings)

  return {
    async freezeAsyncOrder(referenceOrderID, body, options) {
      const sent = { params: { path: checkedPath({ referenceOrderID }) }, ...checkedBody(body as Listed<typeof body>) }
      const request = (init: Init) => api.POST('/asyncOrders/{referenceOrderID}/freeze', { ...init, ...sent })
      return call('freezeAsyncOrder', request, options)
    },
    async unfreezeAsyncOrder(referenceOrderID, body, options) {
      const sent = { params: { path: checkedPath({ referenceOrderID }) }, ...checkedBody(body as Listed<typeof body>) }
      const request = (init: Init) => api.POST('/asyncOrders/{referenceOrderID}/unfreeze', { ...init, ...sent })
      return call('unfreezeAsyncOrder', request, options)
    },
    async cancelAsyncOrder(referenceOrderID, body, options) {
      const sent = { params: { path: checkedPath({ referenceOrderID }) }, ...checkedBody(body as Listed<typeof body>) }
      const request = (init: Init) => api.POST('/asyncOrders/{referenceOrderID}/cancel', { ...init, ...sent })
      return call('cancelAsyncOrder', request, options)
    },
    async updateAsyncOrder({ customerIdentifier, accountIdentifier, externalRefID }, body, options) {
      const sent = { params: { path: checkedPath({ customerIdentifier, accountIdentifier, externalRefID }) }, ...checkedBody(body) }
      const path = '/asyncOrders/customers/{customerIdentifier}/accounts/{accountIdentifier}/{externalRefID}'
      return call('updateAsyncOrder', (init) => api.PATCH(path, { ...init, ...sent }), options)
    },
  }
}

// The description knows no unlisted codes; to send one is the caller's express wish.
type Listed<Body> = Exclude<Body, UnlistedRequest>
