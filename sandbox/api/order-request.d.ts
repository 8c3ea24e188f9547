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
      errors: {
        [key: string]: unknown;
      }[];
    };
    HealthView: {
      /** @enum {unknown} */status: "ok" | "cannot store";
    };
    PlatformRequest: {
      /** @description Left out, a name is made. */name?: string;
      /**
       * @description Default: real. A manual clock moves only when it is advanced; what is due runs automatically.
       * @enum {unknown}
       */
      clock?: "real" | "manual"; /** @description True keeps what is due waiting, as POST /hold does. Default: false. */
      hold?: boolean;
      /**
       * Format: date-time
       * @description Start of a manual clock (default: now).
       */
      at?: string;
      interpretations?: components["schemas"]["Interpretations"];
    };
    PlatformCredentials: {
      name: string;
      key: string;
      token: string;
    }; /** @description Options by the id of their interpretation, or by its id and an action, such as C-NONE-ELIGIBLE.unfreeze. */
    Interpretations: {
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
      quantity?: number; /** @description Minor units of USD, the only currency. */
      amount?: number; /** @description Minor units of USD, the only currency. */
      fee?: number; /** @enum {unknown} */
      rewardStatus?: "ACTIVE" | "FROZEN" | "CANCELLED"; /** @description Minor units of USD, the only currency. */
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
      reward: null | components["schemas"]["RewardView"]; /** @description What each action did to it, and RELEASE where a freeze ended by itself; the latest hundred. */
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
      /** @description Minor units of USD, the only currency. */amount: number;
    };
    AccountView: {
      customerIdentifier: string;
      accountIdentifier: string; /** @description Minor units of USD, the only currency. */
      balance: number; /** @description Minor units of USD, the only currency. */
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
       * @description Assumed: end of the subscription (default: in 365 days).
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
      event: {
        [key: string]: unknown;
      };
      attempts: {
        /** Format: date-time */at: string;
        status: number | null;
        received: boolean;
        reason: string | null; /** @description What was sent as X-Signed-Payload; null when nothing was signed. */
        signature: string | null;
        /**
         * @description What a fault did to the signature of this attempt.
         * @enum {unknown}
         */
        fault: "forged" | "unsigned" | null;
      }[];
    };
    JournalEntry: {
      /** @description 1 for the first request since the platform was made or reset, or the sandbox was started; a gap at the beginning shows that older ones were forgotten. */number: number; /** @description X-REQUEST-ID of the response. */
      requestId: string;
      /**
       * Format: date-time
       * @description When the request came in, by the clock of the machine.
       */
      at: string;
      method: string; /** @description Below /raas/v2, such as /asyncOrders/AA261122-020494-74/freeze; a part that holds a key or token is … */
      path: string; /** @description Names of its parameters. */
      query: string[];
      headers: {
        accept: string | null;
        contentType: string | null;
        contentEncoding: string | null;
        userAgent: string | null;
      };
      /**
       * @description How the credentials of the platform were sent. none: without an Authorization header; invalid: the header cannot be read, or its credentials are of no platform.
       * @enum {unknown}
       */
      authorization: "basic" | "bearer" | "none" | "invalid"; /** @description Whether the path or the query holds the key or token of the platform, also percent-encoded. */
      credentialsInUrl: boolean;
      /**
       * @description What the body is, whatever Content-Type says. none: empty; object: a JSON object; json: other JSON; other: no JSON, or JSON that cannot be read for sure, such as with a key that occurs twice; null where the sandbox did not read it.
       * @enum {unknown}
       */
      bodyForm: "none" | "object" | "json" | "other" | null; /** @description The documented fields of a JSON object, null where a value is no text; null when there is no JSON object. */
      body: {
        [key: string]: string | null;
      } | null; /** @description Names of its other fields. */
      otherFields: string[]; /** @description Of the response; null when the connection was reset. */
      status: number | null; /** @description Retry-After of the response. */
      retryAfter: string | null;
      /**
       * @description How a fault broke the connection.
       * @enum {unknown}
       */
      connection: "reset" | "truncated" | null; /** @description Whether the request follows a redirect of a fault; authorization shows whether its credentials came too. */
      redirected: boolean;
    };
    FaultRequest: {
      /** @enum {unknown} */operation: "freezeAsyncOrder" | "unfreezeAsyncOrder" | "cancelAsyncOrder" | "updateAsyncOrder" | "any"; /** @description How many requests or events it affects (default: 1); null for no limit. */
      remaining?: number | null; /** @description Probability for each of them (default: 1). */
      probability?: number; /** @description Seed of the probability (default: 0). The same seed gives the same results. */
      seed?: number;
      /**
       * @description Returned at once; the request is not processed. 307 redirects to the same operation at the other name of this machine (127.0.0.1 or localhost, the same port) with the query redirected=ID. What follows is handled as usual, and the list of requests shows it as redirected. The documented API has no redirects.
       * @enum {unknown}
       */
      status?: 307 | 429 | 500 | 503; /** @description Seconds in Retry-After of a 429 or 503 (default: 1). */
      retryAfter?: number; /** @description Milliseconds before a request is processed. Real time, even if the clock of the platform is manual. */
      latency?: number;
      /**
       * @description What a success response says beside what is documented: a field that no page names, or a status that no page names (in status, or in orderStatus of an update). The request is carried out; a refused one does not consume the fault.
       * @enum {unknown}
       */
      response?: "unknown-fields" | "unknown-status";
      /**
       * @description What happens to the response. The request is carried out in any case. reset: the connection is reset before the first byte; truncated: it is closed after half of the body; slow: the body comes at bytesPerSecond, in real time. While a reset is asked for, the control plane closes its connections: a browser sends an action again by itself when a connection that it used before is reset.
       * @enum {unknown}
       */
      connection?: "reset" | "truncated" | "slow";
      bytesPerSecond?: number;
      /**
       * @description What happens to the event of an action. lost: the list of deliveries shows it as not sent; duplicated: it is sent twice; late: it is sent after delay; reordered: it is held until a later event of the subscription was sent; at most 100 are, and one more is sent as usual; forged, unsigned: it is first sent with the signature of another key, or without one, which a receiver has to refuse, and then once more as usual, so that nothing is lost. These two meet only subscriptions with HMAC. The wrong attempt never counts as received.
       * @enum {unknown}
       */
      event?: "lost" | "duplicated" | "late" | "reordered" | "forged" | "unsigned"; /** @description Milliseconds on the clock of the platform. */
      delay?: number; /** @description For event: the webhookId of the only subscription that meets it (default: any). */
      subscription?: string; /** @description Eligible line items that an accepted action cannot process: the first ones, or those at these positions. They stay as they are, their history shows could-not-be-processed, and the event counts them as failed. */
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
     * @description Revision of the last event (default: the latest).
     * @example 7
     */
    ToRevision: components["schemas"]["Revision"];
    /**
     * @description How many to show at most (default: all). When more follow, the header Link leads to the next page.
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
//#region src/order-request.d.ts
/** An order as `createOrder` takes it; what is left out gets a sensible value. */
type OrderRequest = components['schemas']['OrderRequest'];
//#endregion
export { components as n, OrderRequest as t };
