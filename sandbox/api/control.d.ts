import { n as components, t as OrderRequest } from "./order-request.js";

//#region src/control.d.ts
type Schemas = components['schemas'];
/** A fault as `addFault` takes it. */
type FaultRequest = Schemas['FaultRequest'];
/** A subscription as `subscribe` takes it. */
type SubscriptionRequest = Schemas['SubscriptionRequest'];
/** Where the sandbox is, and whose state is arranged. */
interface ControlOptions {
  /** `http://host:port` of a running sandbox, with or without `/raas/v2`. Default: none is needed with the `fetch` of `createSandbox`. */
  baseUrl?: string;
  /** `sandbox.fetch` of a sandbox in this process. Default: the global `fetch`. */
  fetch?: (request: Request) => Promise<Response>;
  /** Name and key of a platform, or its token; a whole platform does too. Default: the platform demo. */
  credentials?: {
    name: string;
    key: string;
  } | {
    token: string;
  };
  /** Needed to make platforms where the sandbox was started with one. */
  controlToken?: string;
}
/** The control plane of a sandbox, as one platform sees it. */
type Control = ReturnType<typeof createControl>;
/**
 * Arranges and observes a sandbox: what a caller of the API cannot. Each method is one call of openapi/control.yaml.
 *
 * @throws Error each method: `Failed to …`, with what the control plane says; `cause` is its whole answer
 * @example
 * const sandbox = createSandbox()
 * const control = createControl({ fetch: sandbox.fetch })
 * const order = await control.createOrder({ lineItems: [{ count: 2 }, { redeemedAmount: 500 }] })
 * await control.advance({ milliseconds: 48 * 3_600_000 })
 */
declare function createControl(options?: ControlOptions): {
  addFault: (body: FaultRequest) => Promise<{
    operation: "freezeAsyncOrder" | "unfreezeAsyncOrder" | "cancelAsyncOrder" | "updateAsyncOrder" | "any";
    remaining?: number | null;
    probability?: number;
    seed?: number;
    status?: 307 | 429 | 500 | 503;
    retryAfter?: number;
    latency?: number;
    response?: "unknown-fields" | "unknown-status";
    connection?: "reset" | "truncated" | "slow";
    bytesPerSecond?: number;
    event?: "lost" | "duplicated" | "late" | "reordered" | "forged" | "unsigned";
    delay?: number;
    subscription?: string;
    unprocessable?: {
      count?: number;
      positions?: number[];
    };
  }>;
  listFaults: () => Promise<{
    operation: "freezeAsyncOrder" | "unfreezeAsyncOrder" | "cancelAsyncOrder" | "updateAsyncOrder" | "any";
    remaining?: number | null;
    probability?: number;
    seed?: number;
    status?: 307 | 429 | 500 | 503;
    retryAfter?: number;
    latency?: number;
    response?: "unknown-fields" | "unknown-status";
    connection?: "reset" | "truncated" | "slow";
    bytesPerSecond?: number;
    event?: "lost" | "duplicated" | "late" | "reordered" | "forged" | "unsigned";
    delay?: number;
    subscription?: string;
    unprocessable?: {
      count?: number;
      positions?: number[];
    };
  }[]>;
  clearFaults: () => Promise<void>; /** The latest requests to the API, the oldest first: of a path that begins with `path`, with `status`; of these, the `latest` so many, or a page. */
  listRequests: (query?: {
    path?: string;
    status?: number;
    latest?: number;
  } & Page) => Promise<{
    number: number;
    requestId: string;
    at: string;
    method: string;
    path: string;
    query: string[];
    headers: {
      accept: string | null;
      contentType: string | null;
      contentEncoding: string | null;
      userAgent: string | null;
    };
    authorization: "basic" | "bearer" | "none" | "invalid";
    credentialsInUrl: boolean;
    bodyForm: "none" | "object" | "json" | "other" | null;
    body: {
      [x: string]: string | null;
    } | null;
    otherFields: string[];
    status: number | null;
    retryAfter: string | null;
    connection: "reset" | "truncated" | null;
    redirected: boolean;
  }[]>;
  readInterpretations: () => Promise<{
    [x: string]: string;
  }>; /** Sets options by the id of their interpretation; interpretations that are not named go back to their default. */
  setInterpretations: (body: Schemas["Interpretations"]) => Promise<{
    [x: string]: string;
  }>;
  subscribe: (body: SubscriptionRequest) => Promise<{
    webhookId: string;
    url: string;
    categories: string[];
    eventTypes: string[];
    payloadVerificationMethod: "HMAC" | "NONE";
    headers: string[];
    revision: number;
    expiresAt: string;
  }>;
  listSubscriptions: () => Promise<{
    webhookId: string;
    url: string;
    categories: string[];
    eventTypes: string[];
    payloadVerificationMethod: "HMAC" | "NONE";
    headers: string[];
    revision: number;
    expiresAt: string;
  }[]>;
  readSubscription: (webhookId: string) => Promise<{
    webhookId: string;
    url: string;
    categories: string[];
    eventTypes: string[];
    payloadVerificationMethod: "HMAC" | "NONE";
    headers: string[];
    revision: number;
    expiresAt: string;
  }>;
  unsubscribe: (webhookId: string) => Promise<void>;
  renew: (webhookId: string) => Promise<{
    webhookId: string;
    expiresAt: string;
  }>; /** Sends a range of events again, both ends included; from revision 0, all. */
  replay: (webhookId: string, query: {
    fromRevision: number;
    toRevision?: number;
  }) => Promise<void>;
  listEvents: (webhookId: string, query?: {
    fromRevision?: number;
    toRevision?: number;
  }) => Promise<{
    [x: string]: unknown;
  }[]>; /** All that are kept, or a page: `limit` of them after the one with the id `after`. */
  listDeliveries: (query?: Page) => Promise<{
    deliveryId: string;
    webhookId: string;
    revision: number;
    event: {
      [x: string]: unknown;
    };
    attempts: {
      at: string;
      status: number | null;
      received: boolean;
      reason: string | null;
      signature: string | null;
      fault: "forged" | "unsigned" | null;
    }[];
  }[]>;
  redeliver: (deliveryId: string) => Promise<{
    deliveryId: string;
    webhookId: string;
    revision: number;
    event: {
      [x: string]: unknown;
    };
    attempts: {
      at: string;
      status: number | null;
      received: boolean;
      reason: string | null;
      signature: string | null;
      fault: "forged" | "unsigned" | null;
    }[];
  }>;
  readClock: () => Promise<{
    mode: "real" | "manual";
    now: string;
    hold: boolean;
  }>; /** Moves the clock forward; what falls due on the way happens, each thing at its own instant. */
  advance: (body: Schemas["AdvanceRequest"]) => Promise<{
    mode: "real" | "manual";
    now: string;
    hold: boolean;
  }>; /** Keeps accepted actions and deliveries waiting until a drain, an advance or a release. */
  hold: () => Promise<{
    mode: "real" | "manual";
    now: string;
    hold: boolean;
  }>; /** Ends a hold; what is due runs by itself again. */
  release: () => Promise<{
    mode: "real" | "manual";
    now: string;
    hold: boolean;
  }>; /** Runs what is due, held or not, and waits for its deliveries. */
  drain: () => Promise<void>;
  createOrder: (body: OrderRequest) => Promise<{
    referenceOrderID: string;
    externalRefID: string | null;
    source: string;
    status: string;
    customerIdentifier: string;
    accountIdentifier: string;
    campaign: string;
    purchaseOrderNumber: string;
    notes: string;
    createdAt: string;
    lineItems: {
      referenceLineItemId: string;
      externalRefLineItemID: string;
      utid: string;
      product: string;
      status: string;
      quantity: number;
      fee: number;
      reward: {
        rewardId: string;
        status: string;
        amount: number;
        redeemedAmount: number;
        issuedAt: string;
        sentAt: string;
        expiresAt: string | null;
        frozenAt: string | null;
        issuance: number;
      } | null;
      history: {
        action: string;
        at: string;
        outcome: string;
      }[];
    }[];
  }>;
  readOrder: (referenceOrderID: string) => Promise<{
    referenceOrderID: string;
    externalRefID: string | null;
    source: string;
    status: string;
    customerIdentifier: string;
    accountIdentifier: string;
    campaign: string;
    purchaseOrderNumber: string;
    notes: string;
    createdAt: string;
    lineItems: {
      referenceLineItemId: string;
      externalRefLineItemID: string;
      utid: string;
      product: string;
      status: string;
      quantity: number;
      fee: number;
      reward: {
        rewardId: string;
        status: string;
        amount: number;
        redeemedAmount: number;
        issuedAt: string;
        sentAt: string;
        expiresAt: string | null;
        frozenAt: string | null;
        issuance: number;
      } | null;
      history: {
        action: string;
        at: string;
        outcome: string;
      }[];
    }[];
  }>;
  listOrders: () => Promise<{
    referenceOrderID: string;
    externalRefID: string | null;
    source: string;
    status: string;
    customerIdentifier: string;
    accountIdentifier: string;
    campaign: string;
    purchaseOrderNumber: string;
    notes: string;
    createdAt: string;
    lineItems: {
      referenceLineItemId: string;
      externalRefLineItemID: string;
      utid: string;
      product: string;
      status: string;
      quantity: number;
      fee: number;
      reward: {
        rewardId: string;
        status: string;
        amount: number;
        redeemedAmount: number;
        issuedAt: string;
        sentAt: string;
        expiresAt: string | null;
        frozenAt: string | null;
        issuance: number;
      } | null;
      history: {
        action: string;
        at: string;
        outcome: string;
      }[];
    }[];
  }[]>;
  listAccounts: () => Promise<{
    customerIdentifier: string;
    accountIdentifier: string;
    balance: number;
    funded: number;
  }[]>; /** Redeems part or all of a reward, in minor units, as its recipient would. */
  redeem: (rewardId: string, amount: number) => Promise<{
    referenceOrderID: string;
    externalRefID: string | null;
    source: string;
    status: string;
    customerIdentifier: string;
    accountIdentifier: string;
    campaign: string;
    purchaseOrderNumber: string;
    notes: string;
    createdAt: string;
    lineItems: {
      referenceLineItemId: string;
      externalRefLineItemID: string;
      utid: string;
      product: string;
      status: string;
      quantity: number;
      fee: number;
      reward: {
        rewardId: string;
        status: string;
        amount: number;
        redeemedAmount: number;
        issuedAt: string;
        sentAt: string;
        expiresAt: string | null;
        frozenAt: string | null;
        issuance: number;
      } | null;
      history: {
        action: string;
        at: string;
        outcome: string;
      }[];
    }[];
  }>; /** Makes a platform, and gives its credentials for a `createControl` of its own. */
  createPlatform: (body?: Schemas["PlatformRequest"]) => Promise<{
    name: string;
    key: string;
    token: string;
  }>; /** Forgets all that the platform has; its credentials, clock and interpretations stay. */
  reset: () => Promise<void>; /** Whether the sandbox works. */
  readHealth: () => Promise<{
    status: "ok" | "cannot store";
  }>;
};
/** Of a list: at most `limit` items (1 to 1,000), after the one whose id is `after`. */
interface Page {
  limit?: number;
  after?: string;
}
//#endregion
export { Control, ControlOptions, FaultRequest, type OrderRequest, SubscriptionRequest, createControl };
