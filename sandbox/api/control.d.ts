//#region ../generated/control-types.d.ts
interface components {
  schemas: {
    /** @description The error shape of the API itself. */Problem: {
      /** Format: date-time */timestamp: string;
      requestId: string;
      path: string;
      httpCode: number;
      httpPhrase: string;
      i18nKey: string;
      message: string;
      errors: Record<string, never>[];
    };
    HealthView: {
      /** @enum {unknown} */status: "ok" | "cannot store";
    };
    PlatformRequest: {
      /** @description Left out, a name is made. */name?: string;
      /**
       * @description Default: real. A manual clock stands still until it is advanced; what is due runs by itself.
       * @enum {unknown}
       */
      clock?: "real" | "manual"; /** @description True keeps what is due waiting, as POST /hold does. Default: false. */
      hold?: boolean;
      /**
       * Format: date-time
       * @description Where a manual clock starts; now unless said otherwise.
       */
      at?: string;
      readings?: components["schemas"]["Readings"];
    };
    PlatformCredentials: {
      name: string;
      key: string;
      token: string;
    }; /** @description Options by the id of their reading, or by its id and an action, such as C-NONE-ELIGIBLE.unfreeze. */
    Readings: {
      [key: string]: string;
    };
    OrderRequest: {
      /** @description Left out, an id is made. */referenceOrderID?: string; /** @enum {unknown} */
      source?: "AA" | "RA" | "RG" | "BE"; /** @enum {unknown} */
      status?: "COMPLETE" | "PARTIAL" | "PENDING" | "FAILED" | "SCHEDULED DELIVERY";
      externalRefID?: string | null;
      customerIdentifier?: string;
      accountIdentifier?: string;
      campaign?: string;
      purchaseOrderNumber?: string;
      notes?: string;
      lineItems: components["schemas"]["LineItemRequest"][];
    };
    LineItemRequest: {
      /** @description How many line items like this one; an order holds 50,000 at most. */count?: number;
      externalRefLineItemID?: string; /** @enum {unknown} */
      product?: "REWARD_LINK" | "GLOBAL_CHOICE_LINK" | "PROMO_LINK" | "DISBURSEMENT_LINK" | "OTHER"; /** @enum {unknown} */
      status?: "COMPLETE" | "PENDING" | "FAILED" | "CANCELLED";
      quantity?: number; /** @description Minor units. */
      amount?: number; /** @description Minor units. */
      fee?: number; /** @enum {unknown} */
      rewardStatus?: "ACTIVE" | "FROZEN" | "CANCELLED"; /** @description Minor units. */
      redeemedAmount?: number; /** Format: date-time */
      issuedAt?: string; /** Format: date-time */
      sentAt?: string; /** Format: date-time */
      expiresAt?: string;
      issuance?: number;
    };
    RewardView: {
      rewardId: string;
      status: string;
      amount: number;
      redeemedAmount: number; /** Format: date-time */
      issuedAt: string; /** Format: date-time */
      sentAt: string; /** Format: date-time */
      expiresAt: string | null; /** Format: date-time */
      frozenAt: string | null;
      issuance: number;
    };
    LineItemView: {
      referenceLineItemId: string;
      externalRefLineItemID: string;
      utid: string;
      product: string;
      status: string;
      quantity: number;
      fee: number;
      reward: null | components["schemas"]["RewardView"]; /** @description What each action did to it; the latest hundred. */
      history: {
        action: string; /** Format: date-time */
        at: string; /** @description 'changed', 'could-not-be-processed', or the first rule that did not hold. */
        outcome: string;
      }[];
    };
    OrderView: {
      referenceOrderID: string;
      externalRefID: string | null;
      source: string;
      status: string;
      customerIdentifier: string;
      accountIdentifier: string;
      campaign: string;
      purchaseOrderNumber: string;
      notes: string; /** Format: date-time */
      createdAt: string;
      lineItems: components["schemas"]["LineItemView"][];
    };
    RedeemRequest: {
      /** @description Minor units. */amount: number;
    };
    AccountView: {
      customerIdentifier: string;
      accountIdentifier: string; /** @description Minor units. */
      balance: number; /** @description Minor units. */
      funded: number;
    };
    ClockView: {
      /** @enum {unknown} */mode: "real" | "manual"; /** Format: date-time */
      now: string; /** @description Whether what is due waits for a drain, an advance or a release. */
      hold: boolean;
    };
    AdvanceRequest: {
      milliseconds?: number; /** Format: date-time */
      to?: string;
    };
    SubscriptionRequest: {
      url: string;
      /**
       * Format: date-time
       * @description Assumed: when nothing is sent any more; in 365 days unless given.
       */
      expiresAt?: string;
      categories?: string[];
      eventTypes?: string[]; /** @enum {unknown} */
      payloadVerificationMethod?: "HMAC" | "NONE";
      hmacSharedSecretKey?: string; /** @description Sent with each delivery. A name occurs once; those that the sender sets itself, such as Host, are refused. */
      headers?: {
        name: string;
        value: string;
      }[];
    };
    SubscriptionView: {
      webhookId: string;
      url: string;
      categories: string[];
      eventTypes: string[]; /** @enum {unknown} */
      payloadVerificationMethod: "HMAC" | "NONE"; /** @description Names only. */
      headers: string[];
      revision: number; /** Format: date-time */
      expiresAt: string;
    };
    Revision: number;
    RenewalView: {
      webhookId: string; /** Format: date-time */
      expiresAt: string;
    };
    DeliveryView: {
      deliveryId: string;
      webhookId: string;
      revision: number;
      event: Record<string, never>;
      attempts: {
        /** Format: date-time */at: string;
        status: number | null;
        received: boolean;
        reason: string | null; /** @description What was sent as X-Signed-Payload; null when nothing was signed. */
        signature: string | null;
      }[];
    };
    FaultRequest: {
      /** @enum {unknown} */operation: "freezeAsyncOrder" | "unfreezeAsyncOrder" | "cancelAsyncOrder" | "updateAsyncOrder" | "any"; /** @description How often it is given; once unless said otherwise, null without end. */
      remaining?: number | null; /** @description How likely it is each time; 1 unless said otherwise. */
      probability?: number; /** @description Where its chances begin; 0 unless said otherwise. The same seed gives the same chances. */
      seed?: number;
      /**
       * @description Answered instead of anything else; the request is not looked at.
       * @enum {unknown}
       */
      status?: 429 | 500 | 503; /** @description Seconds in Retry-After of a 429 or 503; 1 unless said otherwise. */
      retryAfter?: number; /** @description Milliseconds before a request is looked at. Real time, also where the clock of the platform is a manual one. */
      latency?: number;
      /**
       * @description What becomes of the answer. The request is carried out in any case. reset: the connection is reset before the first byte; truncated: it is closed after half of the body; slow: the body comes at bytesPerSecond, in real time. While a reset is asked for, the control plane closes its connections: a browser sends an action again by itself when a connection that it used before is reset.
       * @enum {unknown}
       */
      connection?: "reset" | "truncated" | "slow";
      bytesPerSecond?: number;
      /**
       * @description What becomes of the event of an action. lost: it is told in the list of deliveries as not sent; duplicated: it is sent twice; late: it is sent after delay; reordered: it is held until a later event of the subscription was sent; at most 100 are, and one more is sent as usual.
       * @enum {unknown}
       */
      event?: "lost" | "duplicated" | "late" | "reordered"; /** @description Milliseconds on the clock of the platform. */
      delay?: number; /** @description Eligible line items that an accepted action cannot process: the first ones, or those at these positions. They stay as they are, their history tells could-not-be-processed, and the event counts them as failed. */
      unprocessable?: {
        count?: number;
        positions?: number[];
      };
    };
  };
  responses: {
    /** @description The call was refused, with the reason. */Error: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["Problem"];
      };
    };
  };
  parameters: {
    /**
     * @description The id of the subscription.
     * @example 6a4bd1b3-1c6e-4f4b-8f39-6f2f4ae0a2f4
     */
    WebhookId: string;
    /**
     * @description Revision of the last event; the latest unless given.
     * @example 7
     */
    ToRevision: components["schemas"]["Revision"];
    /**
     * @description How many to show at most; all that there are unless given. When more follow, the header Link leads to the next page.
     * @example 100
     */
    Limit: number;
    /**
     * @description Shows what follows this place in the list. Taken from the header Link of the page before.
     * @example AA260302-118204-37
     */
    After: string;
  };
  requestBodies: never;
  headers: {
    /**
     * @description The next page, with rel="next" (RFC 8288); none on the last one.
     * @example </_sandbox/orders?limit=100&after=AA260302-118204-37>; rel="next"
     */
    Link: string;
  };
  pathItems: never;
}
//#endregion
//#region src/control.d.ts
type Schemas = components['schemas'];
/** An order as `createOrder` takes it; what is left out gets a sensible value. */
type OrderRequest = Schemas['OrderRequest'];
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
    status?: 429 | 500 | 503;
    retryAfter?: number;
    latency?: number;
    connection?: "reset" | "truncated" | "slow";
    bytesPerSecond?: number;
    event?: "lost" | "duplicated" | "late" | "reordered";
    delay?: number;
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
    status?: 429 | 500 | 503;
    retryAfter?: number;
    latency?: number;
    connection?: "reset" | "truncated" | "slow";
    bytesPerSecond?: number;
    event?: "lost" | "duplicated" | "late" | "reordered";
    delay?: number;
    unprocessable?: {
      count?: number;
      positions?: number[];
    };
  }[]>;
  clearFaults: () => Promise<void>;
  readReadings: () => Promise<{
    [x: string]: string;
  }>; /** Sets options by the id of their reading; readings that are not named go back to their default. */
  setReadings: (body: Schemas["Readings"]) => Promise<{
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
  }) => Promise<{}[]>;
  listDeliveries: () => Promise<{
    deliveryId: string;
    webhookId: string;
    revision: number;
    event: {};
    attempts: {
      at: string;
      status: number | null;
      received: boolean;
      reason: string | null;
      signature: string | null;
    }[];
  }[]>;
  redeliver: (deliveryId: string) => Promise<{
    deliveryId: string;
    webhookId: string;
    revision: number;
    event: {};
    attempts: {
      at: string;
      status: number | null;
      received: boolean;
      reason: string | null;
      signature: string | null;
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
  }>; /** Forgets all that the platform has; its credentials, clock and readings stay. */
  reset: () => Promise<void>; /** Whether the sandbox works. */
  readHealth: () => Promise<{
    status: "ok" | "cannot store";
  }>;
};
//#endregion
export { SubscriptionRequest as a, OrderRequest as i, ControlOptions as n, createControl as o, FaultRequest as r, Control as t };
