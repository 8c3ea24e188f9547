import createFetchClient from 'openapi-fetch'
import type { paths } from '../../generated/types.ts'
import { authorizer, type Credentials } from './credentials.ts'
import { type Result, toResult } from './result.ts'
import type { CancelRequest, FreezeRequest, UnfreezeRequest, UpdateAsyncOrderPath, UpdateAsyncOrderRequest } from './types.ts'

/** What a client needs to know. */
export interface ClientOptions {
  /** Where the API is: an absolute http or https URL that ends in `/raas/v2`. */
  baseUrl: string
  credentials: Credentials
  /** What sends the requests; by default the global fetch, looked up at each call. */
  fetch?: ((request: Request) => Promise<Response>) | undefined
}

/** What one call can be told besides its subject. */
export interface RequestOptions {
  /** Ends the call early: the promise is rejected with the reason of the signal. The server may act on the request all the same. */
  signal?: AbortSignal | undefined
}

/** The four operations, each under its operationId. Clauses FRZ-01, UNF-01, CAN-01, UPD-01. */
export interface AsyncOrdersClient {
  /**
   * Freezes every eligible reward of an order; the outcome is told later, in an event. Clauses FRZ-01, FRZ-12, FRZ-29.
   *
   * @param referenceOrderID Tango's id of the order
   * @example
   * await client.freezeAsyncOrder('AA260302-118204-37', { reasonCode: 'FRAUD' })
   */
  freezeAsyncOrder(referenceOrderID: string, body: FreezeRequest, options?: RequestOptions): Promise<Result<'freezeAsyncOrder'>>
  /**
   * Unfreezes every eligible reward of an order; the outcome is told later, in an event. Clauses UNF-01, UNF-12, UNF-29.
   *
   * @param referenceOrderID Tango's id of the order
   * @example
   * await client.unfreezeAsyncOrder('AA260302-118204-37', { reasonCode: 'VERIFIED_ORDER' })
   */
  unfreezeAsyncOrder(referenceOrderID: string, body: UnfreezeRequest, options?: RequestOptions): Promise<Result<'unfreezeAsyncOrder'>>
  /**
   * Cancels and refunds every eligible reward of an order, for good; the outcome is told later, in an event. Clauses CAN-01, CAN-12, CAN-29.
   *
   * @param referenceOrderID Tango's id of the order
   * @example
   * await client.cancelAsyncOrder('AA260302-118204-37', { reasonCode: 'OTHER', otherReason: 'The programme ended early.' })
   */
  cancelAsyncOrder(referenceOrderID: string, body: CancelRequest, options?: RequestOptions): Promise<Result<'cancelAsyncOrder'>>
  /**
   * Changes the campaign, purchase order number or notes of an order; the answer is the order as it is then. Clauses UPD-01, UPD-22.
   *
   * @example
   * const order = { customerIdentifier: 'harbor-clinic', accountIdentifier: 'harbor-clinic-rewards', externalRefID: 'wellness-2026-w09' }
   * await client.updateAsyncOrder(order, { campaign: 'Spring check-ups', notes: '' })
   */
  updateAsyncOrder(path: UpdateAsyncOrderPath, body: UpdateAsyncOrderRequest, options?: RequestOptions): Promise<Result<'updateAsyncOrder'>>
}

/**
 * Makes a client. Its methods give back every answer of the server as a {@link Result}; they reject when there is no answer (network,
 * signal), when an id cannot stand in a path, and when the token function fails. No redirect is followed: it would carry the credentials
 * elsewhere. Clauses GEN-03, GEN-04.
 *
 * @throws TypeError when the base URL or the credentials cannot be used
 * @example
 * const client = createClient({ baseUrl: 'https://integration-api.tangocard.com/raas/v2', credentials: { platformName, platformKey } })
 * const result = await client.freezeAsyncOrder('AA260302-118204-37', { reasonCode: 'FRAUD' })
 */
export function createClient(options: ClientOptions): AsyncOrdersClient {
  const baseUrl = checkedBaseUrl(options?.baseUrl)
  const authorize = authorizer(options.credentials)
  const send = options.fetch ?? ((request: Request) => globalThis.fetch(request))
  // Not 'error': Cloudflare Workers refuses that mode, and the failure would look like one of the network.
  const api = createFetchClient<paths>({ baseUrl, redirect: 'manual', headers: { Accept: 'application/json' }, fetch: send })
  const init = async ({ signal }: RequestOptions = {}) => ({
    headers: { Authorization: await authorize() },
    // openapi-fetch throws on a success that is not JSON; an accepted action must not be lost to that.
    parseAs: 'text' as const,
    ...(signal && { signal }),
  })

  return {
    async freezeAsyncOrder(referenceOrderID, body, options) {
      const params = { path: checkedPath({ referenceOrderID }) }
      return toResult(
        'freezeAsyncOrder',
        await api.POST('/asyncOrders/{referenceOrderID}/freeze', { ...(await init(options)), params, body }),
      )
    },
    async unfreezeAsyncOrder(referenceOrderID, body, options) {
      const params = { path: checkedPath({ referenceOrderID }) }
      return toResult(
        'unfreezeAsyncOrder',
        await api.POST('/asyncOrders/{referenceOrderID}/unfreeze', { ...(await init(options)), params, body }),
      )
    },
    async cancelAsyncOrder(referenceOrderID, body, options) {
      const params = { path: checkedPath({ referenceOrderID }) }
      return toResult(
        'cancelAsyncOrder',
        await api.POST('/asyncOrders/{referenceOrderID}/cancel', { ...(await init(options)), params, body }),
      )
    },
    async updateAsyncOrder({ customerIdentifier, accountIdentifier, externalRefID }, body, options) {
      const params = { path: checkedPath({ customerIdentifier, accountIdentifier, externalRefID }) }
      const path = '/asyncOrders/customers/{customerIdentifier}/accounts/{accountIdentifier}/{externalRefID}'
      return toResult('updateAsyncOrder', await api.PATCH(path, { ...(await init(options)), params, body }))
    },
  }
}

// The URL itself is not quoted: it may hold a user name and a password.
function checkedBaseUrl(baseUrl: string): string {
  const url = typeof baseUrl === 'string' && URL.canParse(baseUrl) ? new URL(baseUrl) : null
  const remedy = 'Give one like https://integration-api.tangocard.com/raas/v2.'
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new TypeError(`Failed to create the client: the baseUrl is no absolute http or https URL. ${remedy}`)
  }
  if (url.username || url.password) {
    throw new TypeError('Failed to create the client: the baseUrl holds credentials. Give them as credentials.')
  }
  if (/[?#]/.test(baseUrl)) {
    throw new TypeError(`Failed to create the client: the baseUrl has a query or a fragment. ${remedy}`)
  }
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`
}

// Such segments lead to another path: the URL parser resolves dots, also when they are percent-encoded, and '' leaves a segment out.
function checkedPath<Path extends Record<string, string>>(path: Path): Path {
  for (const [name, value] of Object.entries(path)) {
    if (typeof value !== 'string' || ['', '.', '..'].includes(value)) {
      throw new TypeError(`Failed to send the request: the ${name} cannot stand in a path. Give the id as a non-empty string.`)
    }
  }
  return path
}
