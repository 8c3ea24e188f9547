//#region ../generated/types.d.ts
interface components {
  schemas: {
    /**
     * Freeze request
     * @description Why the rewards of an order are frozen.
     */
    FreezeRequest: {
      /**
       * @description Why the rewards are frozen. The page lists no codes: these are inferred from the reason-code page.
       * @example FRAUD
       * @enum {string}
       */
      reasonCode: "DELIVERY_INFO" | "REWARD_AMOUNT" | "REWARD_TYPE" | "VERIFY_ORDER" | "FRAUD";
      /**
       * @description A remark in your own words. With a listed reason nothing asks for it.
       * @example The payout file was sent twice by mistake.
       */
      otherReason?: string;
    } | {
      /**
       * @description None of the listed reasons fits; `otherReason` says what does.
       * @constant
       */
      reasonCode: "OTHER";
      /**
       * @description The reason in your own words. Blanks alone do not count.
       * @example The payout file was sent twice by mistake.
       */
      otherReason: string;
    };
    /**
     * Accepted action
     * @description What is known when an action is accepted. It promises no effect: which line items are eligible shows later. No id of the action
     *     itself is given.
     */
    AsyncOrderActionAccepted: {
      /**
       * @description Tango's id of the order. The small `d` is documented; the path writes `referenceOrderID`.
       * @example AA260302-118204-37
       */
      referenceOrderId: string;
      /**
       * @description Your own id of the order; the empty string where there is none.
       * @example wellness-2026-w09
       */
      externalRefID: string;
      /**
       * @description The processing status of the action. No page lists the values, so others than the example may come.
       * @example PENDING
       */
      status: string;
      /**
       * @description How many rewards the order has, counted by line item.
       * @example 250
       */
      totalLineItems: number;
      /**
       * Format: date-time
       * @description When the action was accepted, in UTC.
       * @example 2026-03-02T09:15:04.218Z
       */
      date: string;
    };
    /**
     * Error detail
     * @description What is wrong with one field of the request.
     */
    ErrorDetail: {
      /**
       * @description The field at fault.
       * @example reasonCode
       */
      path: string;
      /**
       * @description A number for this kind of error. It is not unique; prefer `i18nKey`.
       * @example 400500
       */
      code: number;
      /**
       * @description The stable key of the error.
       * @example 422.007
       */
      i18nKey: string;
      /**
       * @description What is wrong with the field, in words for people.
       * @example reasonCode is required.
       */
      message: string;
    };
    /**
     * Error
     * @description What went wrong. Every error response has this body.
     */
    ErrorInfo: {
      /**
       * Format: date-time
       * @description When the response was sent, in UTC.
       * @example 2026-03-02T09:15:04.218Z
       */
      timestamp: string;
      /**
       * @description The id that the X-REQUEST-ID header carries too.
       * @example 5f0c1d9e-7a44-4a0e-9d35-1b6a2f8e7c10
       */
      requestId: string;
      /**
       * @description The path of the request.
       * @example /raas/v2/asyncOrders/AA260302-118204-37/freeze
       */
      path: string;
      /**
       * @description The HTTP status of the response.
       * @example 422
       */
      httpCode: number;
      /**
       * @description The name of the HTTP status.
       * @example Unprocessable Content
       */
      httpPhrase: string;
      /**
       * @description The stable key of the error. Its first number is often, not always, the HTTP status.
       * @example 422.007
       */
      i18nKey: string;
      /**
       * @description What is wrong, in words for people.
       * @example reasonCode is required.
       */
      message: string;
      /**
       * @description What is wrong field by field; empty when no single field is at fault.
       * @example [
       *       {
       *         "path": "reasonCode",
       *         "code": 400500,
       *         "i18nKey": "422.007",
       *         "message": "reasonCode is required."
       *       }
       *     ]
       */
      errors: components["schemas"]["ErrorDetail"][];
    };
    /**
     * Unfreeze request
     * @description Why the rewards of an order are unfrozen.
     */
    UnfreezeRequest: {
      /**
       * @description Why the rewards are unfrozen. The page has two lists: the codes of both are accepted.
       * @example VERIFIED_ORDER
       * @enum {string}
       */
      reasonCode: "VERIFY_ORDER" | "DUPLICATE" | "FRAUD" | "DELIVERY_INFO" | "REWARD_AMOUNT" | "REWARD_TYPE" | "VERIFIED_ORDER";
      /**
       * @description A remark in your own words. With a listed reason nothing asks for it.
       * @example The recipient confirmed the order by phone.
       */
      otherReason?: string;
    } | {
      /**
       * @description None of the listed reasons fits; `otherReason` says what does.
       * @constant
       */
      reasonCode: "OTHER";
      /**
       * @description The reason in your own words. Blanks alone do not count.
       * @example The recipient confirmed the order by phone.
       */
      otherReason: string;
    };
    /**
     * Cancel request
     * @description Why the rewards of an order are cancelled.
     */
    CancelRequest: {
      /**
       * @description Why the rewards are cancelled. The page names two codes; the others are inferred from the reason-code page.
       * @example DUPLICATE
       * @enum {string}
       */
      reasonCode: "DELIVERY_INFO" | "REWARD_AMOUNT" | "REWARD_TYPE" | "RECIPIENT" | "CURRENCY" | "RECIPIENT_REQUESTED" | "RECIPIENT_OBLIGATIONS" | "DUPLICATE" | "FRAUD";
      /**
       * @description A remark in your own words. With a listed reason nothing asks for it.
       * @example The programme ended before the rewards were sent.
       */
      otherReason?: string;
    } | {
      /**
       * @description None of the listed reasons fits; `otherReason` says what does.
       * @constant
       */
      reasonCode: "OTHER";
      /**
       * @description The reason in your own words. Blanks alone do not count.
       * @example The programme ended before the rewards were sent.
       */
      otherReason: string;
    };
    /**
     * Order update
     * @description The fields to change: one, two or all three. At least one is needed, and no other field is accepted.
     */
    UpdateAsyncOrderRequest: {
      /**
       * @description A name to group orders by. An empty string clears it; null is refused.
       * @example Spring check-ups
       */
      campaign?: string;
      /**
       * @description The number of the purchase order behind this order. An empty string clears it; null is refused.
       * @example PO-20417
       */
      purchaseOrderNumber?: string;
      /**
       * @description Remarks on the order. An empty string clears them; null is refused.
       * @example Corrected after the February audit.
       */
      notes?: string;
    };
    /**
     * Line item error
     * @description One fault of a line item.
     */
    LineItemError: {
      /**
       * @description The field that failed.
       * @example recipient.email
       */
      field: string;
      /**
       * @description The number of the error.
       * @example 400500
       */
      errorCodeValue: number;
      /**
       * @description The readable name of the error.
       * @example INVALID_EMAIL
       */
      errorCodeName: string;
      /**
       * @description What is wrong, in words for people.
       * @example The recipient's e-mail address is not valid.
       */
      message: string;
    };
    /**
     * Failed line item
     * @description A line item that failed validation, with the reasons.
     */
    FailedLineItem: {
      /**
       * @description Tango's id of the line item.
       * @example AA260302-118204-37-1
       */
      lineItemId: string;
      /**
       * @description Your own id of the line item.
       * @example visit-0042
       */
      externalRefLineItemID: string;
      /**
       * @description The product of the line item.
       * @example U974333
       */
      utid: string;
      /**
       * @description What is wrong with the line item, one entry per fault.
       * @example [
       *       {
       *         "field": "recipient.email",
       *         "errorCodeValue": 400500,
       *         "errorCodeName": "INVALID_EMAIL",
       *         "message": "The recipient's e-mail address is not valid."
       *       }
       *     ]
       */
      errors: components["schemas"]["LineItemError"][];
    };
    /**
     * Order after the update
     * @description The order as it is after the update. The required fields are those of the published example; the optional ones are only in
     *     the page's table and belong to the response of another operation, by our interpretation.
     */
    AsyncOrderDetail: {
      /**
       * @description Tango's id of the order. The capital `D` is documented.
       * @example AA260302-118204-37
       */
      referenceOrderID: string;
      /**
       * @description Your own id of the order, as you sent it in the path.
       * @example wellness-2026-w09
       */
      externalRefID: string;
      /**
       * @description The status of the order. No page lists the values for this operation.
       * @example COMPLETE
       */
      orderStatus: string;
      /**
       * Format: date-time
       * @description When the order was made, in UTC.
       * @example 2026-03-02T08:00:00.000Z
       */
      createdAt: string;
      /**
       * Format: date-time
       * @description When the order was completed. The published example shows null.
       * @example null
       */
      completedAt: string | null;
      /**
       * @description The id of the customer, as you sent it in the path.
       * @example harbor-clinic
       */
      customerIdentifier: string;
      /**
       * @description The id of the account, as you sent it in the path.
       * @example harbor-clinic-rewards
       */
      accountIdentifier: string;
      /**
       * @description Who the rewards come from. The published example shows null.
       * @example null
       */
      sender: {
        [key: string]: unknown;
      } | null;
      /**
       * @description What the order cost. The published example shows null.
       * @example null
       */
      amountCharged: {
        [key: string]: unknown;
      } | null;
      /**
       * @description The campaign after the update.
       * @example Spring check-ups
       */
      campaign: string;
      /**
       * @description The purchase order number after the update.
       * @example PO-20417
       */
      purchaseOrderNumber: string;
      /**
       * @description The notes after the update.
       * @example Corrected after the February audit.
       */
      notes: string;
      /**
       * @description How many line items the order has.
       * @example 250
       */
      totalLineItems: number;
      /**
       * @description Where a page of line items would be placed. The published example shows null.
       * @example null
       */
      pagination: {
        [key: string]: unknown;
      } | null;
      /**
       * @description What went wrong with the order. The published example shows null.
       * @example null
       */
      orderErrors: {
        [key: string]: unknown;
      }[] | null;
      /**
       * @description The line items of the order. The published example shows an empty list.
       * @example []
       */
      lineItems: {
        [key: string]: unknown;
      }[];
      /**
       * @description The processing status, in words like the example's. See `orderStatus` for what the published example has.
       * @example completed
       */
      status?: string;
      /**
       * @description The line items that failed validation.
       * @example [
       *       {
       *         "lineItemId": "AA260302-118204-37-1",
       *         "externalRefLineItemID": "visit-0042",
       *         "utid": "U974333",
       *         "errors": [
       *           {
       *             "field": "recipient.email",
       *             "errorCodeValue": 400500,
       *             "errorCodeName": "INVALID_EMAIL",
       *             "message": "The recipient's e-mail address is not valid."
       *           }
       *         ]
       *       }
       *     ]
       */
      failedLineItems?: components["schemas"]["FailedLineItem"][];
      /**
       * @description How often each line item reference id came, for those that came more than once.
       * @example {
       *       "visit-0042": 2
       *     }
       */
      duplicateLineItemRefIds?: {
        [key: string]: number;
      };
    };
    /**
     * Outcome of an action
     * @description Modelled on the documented AsyncOrderStatus event. Line items that are in neither count were left as they were.
     */
    OrderActionStatusEventData: {
      /**
       * @description Tango's id of the order.
       * @example AA260302-118204-37
       */
      referenceOrderId: string;
      /**
       * @description Your own id of the order; the empty string where there is none.
       * @example wellness-2026-w09
       */
      externalRefID: string;
      /**
       * @description The id of the customer that the order belongs to.
       * @example harbor-clinic
       */
      customerIdentifier: string;
      /**
       * @description The id of the account that paid for the order.
       * @example harbor-clinic-rewards
       */
      accountIdentifier: string;
      /**
       * @description What was asked for.
       * @example FREEZE
       * @enum {string}
       */
      action: "FREEZE" | "UNFREEZE" | "CANCEL";
      /**
       * @description The reason code of the request.
       * @example FRAUD
       */
      reasonCode: string;
      /**
       * @description How the run ended: SUCCESSFUL when it completed, however many line items changed; PARTIALFAILED or FAILED when eligible
       *     line items could not be processed. Other values may come.
       * @example SUCCESSFUL
       */
      status: string;
      /**
       * @description How many line items the order has.
       * @example 250
       */
      totalLineItems: number;
      /**
       * @description How many line items the action changed.
       * @example 238
       */
      successfulLineItems: number;
      /**
       * @description How many eligible line items could not be processed. Those that were not eligible are not counted.
       * @example 0
       */
      failedLineItems: number;
    };
    /**
     * OrderActionStatus event
     * @description The envelope that every event has, around the outcome of one action.
     */
    OrderActionStatusEvent: {
      /**
       * Format: uuid
       * @description The id of this event. A repeated delivery keeps it.
       * @example 0b6f6a0e-3a2b-4b9f-8c3e-6f2f5f0f9d11
       */
      eventId: string;
      /**
       * @description The position of the event in its subscription, from 1.
       * @example 17
       */
      revision: number;
      /**
       * @description The group of event types that this one belongs to.
       * @constant
       */
      category: "ORDER";
      /**
       * @description The type of the event.
       * @constant
       */
      eventType: "OrderActionStatus";
      /**
       * Format: date-time
       * @description When the action ended, in UTC, with up to nine digits after the second.
       * @example 2026-03-02T09:15:06.481920300Z
       */
      eventOccurredAt: string; /** @description The outcome of the action. */
      eventData: components["schemas"]["OrderActionStatusEventData"];
    };
  };
  responses: {
    /**
     * @description The request for freezing is accepted, also when no line item turns out to be eligible. It is processed asynchronously: which line
     *     items are eligible shows later.
     */
    FreezeAccepted: {
      headers: {
        "X-REQUEST-ID": components["headers"]["XRequestID"];
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["AsyncOrderActionAccepted"];
      };
    };
    /**
     * @description The request cannot be read: it has no body, its body is not JSON or not declared as JSON, or a key is
     *     duplicated in it.
     */
    BadRequest: {
      headers: {
        "X-REQUEST-ID": components["headers"]["XRequestID"];
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["ErrorInfo"];
      };
    }; /** @description The request has no credentials, or credentials that fail. */
    Unauthorized: {
      headers: {
        "X-REQUEST-ID": components["headers"]["XRequestID"];
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["ErrorInfo"];
      };
    }; /** @description There is no such order on your platform, or no such path. */
    NotFound: {
      headers: {
        "X-REQUEST-ID": components["headers"]["XRequestID"];
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["ErrorInfo"];
      };
    }; /** @description The path does not have this method. */
    MethodNotAllowed: {
      headers: {
        "X-REQUEST-ID": components["headers"]["XRequestID"];
        Allow: components["headers"]["Allow"];
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["ErrorInfo"];
      };
    }; /** @description The body is too large. */
    PayloadTooLarge: {
      headers: {
        "X-REQUEST-ID": components["headers"]["XRequestID"];
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["ErrorInfo"];
      };
    };
    /**
     * @description The request can be read and cannot be processed: the body breaks a rule of its schema. The status of the order shuts no
     *     freeze out, by our interpretation.
     */
    UnprocessableFreeze: {
      headers: {
        "X-REQUEST-ID": components["headers"]["XRequestID"];
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["ErrorInfo"];
      };
    }; /** @description You are over the rate limit. Wait as long as Retry-After says. */
    TooManyRequests: {
      headers: {
        "X-REQUEST-ID": components["headers"]["XRequestID"];
        "Retry-After": components["headers"]["RetryAfter"];
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["ErrorInfo"];
      };
    }; /** @description The server failed. The request may have taken effect all the same. */
    InternalServerError: {
      headers: {
        "X-REQUEST-ID": components["headers"]["XRequestID"];
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["ErrorInfo"];
      };
    }; /** @description The server is overloaded or in maintenance. Wait before you try again. */
    ServiceUnavailable: {
      headers: {
        "X-REQUEST-ID": components["headers"]["XRequestID"];
        "Retry-After": components["headers"]["RetryAfter"];
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["ErrorInfo"];
      };
    };
    /**
     * @description The request for unfreezing is accepted, also when no line item turns out to be eligible. It is processed asynchronously: which line
     *     items are eligible shows later.
     */
    UnfreezeAccepted: {
      headers: {
        "X-REQUEST-ID": components["headers"]["XRequestID"];
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["AsyncOrderActionAccepted"];
      };
    };
    /**
     * @description The request can be read and cannot be processed: the body breaks a rule of its schema, or the order is in a state that
     *     the action does not accept.
     */
    UnprocessableContent: {
      headers: {
        "X-REQUEST-ID": components["headers"]["XRequestID"];
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["ErrorInfo"];
      };
    };
    /**
     * @description The request for cancelling is accepted, also when no line item turns out to be eligible. It is processed asynchronously: which line
     *     items are eligible shows later.
     */
    CancelAccepted: {
      headers: {
        "X-REQUEST-ID": components["headers"]["XRequestID"];
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["AsyncOrderActionAccepted"];
      };
    }; /** @description The order is updated. */
    Updated: {
      headers: {
        "X-REQUEST-ID": components["headers"]["XRequestID"];
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["AsyncOrderDetail"];
      };
    };
    /**
     * @description The request cannot be read: it has no body, its body is not JSON or not declared as JSON, or a key is
     *     duplicated in it; or the body breaks a rule of its schema.
     */
    BadUpdate: {
      headers: {
        "X-REQUEST-ID": components["headers"]["XRequestID"];
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["ErrorInfo"];
      };
    }; /** @description The event is received. Any other answer counts as not received. */
    EventReceived: {
      headers: {
        [name: string]: unknown;
      };
      content?: never;
    };
  };
  parameters: {
    /**
     * @description Tango's id of the order whose line items are judged.
     * @example AA260302-118204-37
     */
    ReferenceOrderID: string;
    /**
     * @description The id of the customer that the order belongs to.
     * @example harbor-clinic
     */
    CustomerIdentifier: string;
    /**
     * @description The id of the customer's account that paid for the order.
     * @example harbor-clinic-rewards
     */
    AccountIdentifier: string;
    /**
     * @description The id that you gave the order when you created it. It keeps an order from being created twice, and comes back in the order's
     *     details and history.
     * @example wellness-2026-w09
     */
    ExternalRefID: string;
    /**
     * @description The HMAC-SHA256 of the raw body, base64, when the subscription verifies payloads by HMAC; absent when it verifies none. The
     *     key is the shared secret, base64-decoded.
     * @example 6LTDQW1kPqbVEBr5qJ8vrLRzC2hbgGoMAMfPHtyBhGU=
     */
    SignedPayload: string;
  };
  requestBodies: never;
  headers: {
    /**
     * @description The id of this request, to name when you ask for support.
     * @example 5f0c1d9e-7a44-4a0e-9d35-1b6a2f8e7c10
     */
    XRequestID: string;
    /**
     * @description The methods that the path has.
     * @example POST
     */
    Allow: string;
    /**
     * @description How many seconds to wait before the next request.
     * @example 2
     */
    RetryAfter: number;
  };
  pathItems: never;
}
interface operations {
  freezeAsyncOrder: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description Tango's id of the order whose line items are judged.
         * @example AA260302-118204-37
         */
        referenceOrderID: components["parameters"]["ReferenceOrderID"];
      };
      cookie?: never;
    }; /** @description Why the rewards are frozen. */
    requestBody: {
      content: {
        "application/json": components["schemas"]["FreezeRequest"];
      };
    };
    responses: {
      202: components["responses"]["FreezeAccepted"];
      400: components["responses"]["BadRequest"];
      401: components["responses"]["Unauthorized"];
      404: components["responses"]["NotFound"];
      405: components["responses"]["MethodNotAllowed"];
      413: components["responses"]["PayloadTooLarge"];
      422: components["responses"]["UnprocessableFreeze"];
      429: components["responses"]["TooManyRequests"];
      500: components["responses"]["InternalServerError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  unfreezeAsyncOrder: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description Tango's id of the order whose line items are judged.
         * @example AA260302-118204-37
         */
        referenceOrderID: components["parameters"]["ReferenceOrderID"];
      };
      cookie?: never;
    }; /** @description Why the rewards are unfrozen. */
    requestBody: {
      content: {
        "application/json": components["schemas"]["UnfreezeRequest"];
      };
    };
    responses: {
      202: components["responses"]["UnfreezeAccepted"];
      400: components["responses"]["BadRequest"];
      401: components["responses"]["Unauthorized"];
      404: components["responses"]["NotFound"];
      405: components["responses"]["MethodNotAllowed"];
      413: components["responses"]["PayloadTooLarge"];
      422: components["responses"]["UnprocessableContent"];
      429: components["responses"]["TooManyRequests"];
      500: components["responses"]["InternalServerError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  cancelAsyncOrder: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description Tango's id of the order whose line items are judged.
         * @example AA260302-118204-37
         */
        referenceOrderID: components["parameters"]["ReferenceOrderID"];
      };
      cookie?: never;
    }; /** @description Why the rewards are cancelled. */
    requestBody: {
      content: {
        "application/json": components["schemas"]["CancelRequest"];
      };
    };
    responses: {
      202: components["responses"]["CancelAccepted"];
      400: components["responses"]["BadRequest"];
      401: components["responses"]["Unauthorized"];
      404: components["responses"]["NotFound"];
      405: components["responses"]["MethodNotAllowed"];
      413: components["responses"]["PayloadTooLarge"];
      422: components["responses"]["UnprocessableContent"];
      429: components["responses"]["TooManyRequests"];
      500: components["responses"]["InternalServerError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  updateAsyncOrder: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The id of the customer that the order belongs to.
         * @example harbor-clinic
         */
        customerIdentifier: components["parameters"]["CustomerIdentifier"];
        /**
         * @description The id of the customer's account that paid for the order.
         * @example harbor-clinic-rewards
         */
        accountIdentifier: components["parameters"]["AccountIdentifier"];
        /**
         * @description The id that you gave the order when you created it. It keeps an order from being created twice, and comes back in the order's
         *     details and history.
         * @example wellness-2026-w09
         */
        externalRefID: components["parameters"]["ExternalRefID"];
      };
      cookie?: never;
    }; /** @description The fields to change. */
    requestBody: {
      content: {
        "application/json": components["schemas"]["UpdateAsyncOrderRequest"];
      };
    };
    responses: {
      200: components["responses"]["Updated"];
      400: components["responses"]["BadUpdate"];
      401: components["responses"]["Unauthorized"];
      404: components["responses"]["NotFound"];
      405: components["responses"]["MethodNotAllowed"];
      413: components["responses"]["PayloadTooLarge"];
      429: components["responses"]["TooManyRequests"];
      500: components["responses"]["InternalServerError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
}
//#endregion
//#region src/types.d.ts
type Schemas = components['schemas'];
/** A text of which some values are known; others may come. */
type Open<Known extends string> = Known | (string & Record<never, never>);
declare const unlisted: unique symbol;
/** A reason code that no page lists, as {@link unlistedReasonCode} makes it. */
type UnlistedReasonCode = string & {
  readonly [unlisted]: true;
};
/** An action's request with a reason code that no page lists. */
interface UnlistedRequest {
  reasonCode: UnlistedReasonCode;
  otherReason?: string;
}
/** Why the rewards of an order are frozen: a listed code, or OTHER with the reason in your own words. Clauses FRZ-05, FRZ-08. */
type FreezeRequest = Schemas['FreezeRequest'] | UnlistedRequest;
/** Why the rewards of an order are unfrozen: a listed code, or OTHER with the reason in your own words. Clauses UNF-05, UNF-08. */
type UnfreezeRequest = Schemas['UnfreezeRequest'] | UnlistedRequest;
/** Why the rewards of an order are cancelled: a listed code, or OTHER with the reason in your own words. Clauses CAN-05, CAN-08. */
type CancelRequest = Schemas['CancelRequest'] | UnlistedRequest;
type Changes = Schemas['UpdateAsyncOrderRequest'];
type AtLeastOne<Fields> = { [Name in keyof Fields]-?: Required<Pick<Fields, Name>> & Omit<Fields, Name> }[keyof Fields];
/** The fields of an order to change, at least one; an empty string clears a field (C-PATCH-BLANK). Clauses UPD-20, UPD-22. */
type UpdateAsyncOrderRequest = AtLeastOne<Changes>;
/** Forbids every field beside those of an update, also in an object that was made elsewhere. */
type OnlyChanges<Body> = { [Other in Exclude<keyof Body, keyof Changes>]: never };
/** What a 202 says: the action is accepted, and no line item has been judged yet. Clauses FRZ-18, UNF-18, CAN-18. */
type AsyncOrderActionAccepted = Omit<Schemas['AsyncOrderActionAccepted'], 'status' | 'externalRefID'> & {
  /** Your own id of the order. Where there is none: the empty string, or null (C-EXTREF-NULL). */externalRefID: string | null; /** Where the action stands. No page lists the values (C-202-STATUS). */
  status: Open<'PENDING'>;
};
/** The order after an update, as the 200 has it. Clauses UPD-30 to UPD-44. */
type AsyncOrderDetail = Schemas['AsyncOrderDetail'];
/** What went wrong, the body of every documented error answer. Clause GEN-05. */
type ErrorInfo = Schemas['ErrorInfo'];
/** What is wrong with one field of the request. Clause GEN-20. */
type ErrorDetail = Schemas['ErrorDetail'];
/** What can be done to an order, as events name it. */
type ActionName = Schemas['OrderActionStatusEventData']['action'];
/** The payload of an OrderActionStatus event, an assumption (A-EVT-PAYLOAD); other actions and statuses may come. Clauses EVT-06 to EVT-14. */
type OrderActionStatusEventData = Omit<Schemas['OrderActionStatusEventData'], 'action' | 'status'> & {
  /** Which action ended. */action: Open<ActionName>; /** How it ended; the known values are those of a sibling event, AsyncOrderStatus. */
  status: Open<'SUCCESSFUL' | 'PARTIALFAILED' | 'FAILED' | 'RETRYING'>;
};
/** The event that reports how an action ended; its payload is an assumption (A-EVT-PAYLOAD). Clauses EVT-01 to EVT-14. */
type OrderActionStatusEvent = Omit<Schemas['OrderActionStatusEvent'], 'eventData'> & {
  eventData: OrderActionStatusEventData;
};
/** The name of an operation: its operationId in the description. */
type OperationName = keyof operations;
/** The HTTP statuses that the description gives an operation. */
type DocumentedStatus<Name extends OperationName> = keyof operations[Name]['responses'] & number;
/** The three names that together pick the order to update. Clauses UPD-02, UPD-03, UPD-04. */
type UpdateAsyncOrderPath = operations['updateAsyncOrder']['parameters']['path'];
/**
 * Lets a reason code through that the types do not know, such as one that Tango added later. The API may refuse it. Interpretation C-REASON-UNKNOWN.
 *
 * @example
 * await client.cancelAsyncOrder('AA260302-118204-37', { reasonCode: unlistedReasonCode('SANCTIONED') })
 */
declare function unlistedReasonCode(code: string): UnlistedReasonCode;
//#endregion
export { UpdateAsyncOrderPath as _, DocumentedStatus as a, FreezeRequest as c, OperationName as d, OrderActionStatusEvent as f, UnlistedRequest as g, UnlistedReasonCode as h, CancelRequest as i, OnlyChanges as l, UnfreezeRequest as m, AsyncOrderActionAccepted as n, ErrorDetail as o, OrderActionStatusEventData as p, AsyncOrderDetail as r, ErrorInfo as s, ActionName as t, Open as u, UpdateAsyncOrderRequest as v, unlistedReasonCode as y };
