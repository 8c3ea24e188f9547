//#region ../generated/interpretations.d.ts
/** The interpretations that the sandbox can follow: the option that we chose, every option, and the actions that can follow another one. */
declare const interpretations: {
  readonly 'C-400-422': {
    readonly chosen: "422-on-actions";
    readonly options: readonly ["400", "422-on-actions"];
  };
  readonly 'C-REASON-UNKNOWN': {
    readonly chosen: "per-action";
    readonly options: readonly ["per-action", "one-list", "unchecked"];
  };
  readonly 'C-UNF-REASONS': {
    readonly chosen: "union";
    readonly options: readonly ["union", "table", "notes"];
  };
  readonly 'C-UNF-VERIFY': {
    readonly chosen: "both";
    readonly options: readonly ["both", "VERIFY_ORDER", "VERIFIED_ORDER"];
  };
  readonly 'C-UNF-DUPLICATE': {
    readonly chosen: "accepted";
    readonly options: readonly ["accepted", "refused"];
  };
  readonly 'C-CAN-CURRENCY': {
    readonly chosen: "CURRENCY";
    readonly options: readonly ["CURRENCY", "CURREENCY"];
  };
  readonly 'C-OTHER-REQ': {
    readonly chosen: "kept";
    readonly options: readonly ["kept", "refused"];
  };
  readonly 'C-STATUS-REJECT': {
    readonly chosen: "refuse";
    readonly options: readonly ["refuse", "accept"];
  };
  readonly 'C-ORDER-STATUS': {
    readonly chosen: "newer-page";
    readonly options: readonly ["newer-page", "no-gate"];
  };
  readonly 'C-FRZ-PENDING': {
    readonly chosen: "no-gate";
    readonly options: readonly ["no-gate", "gate"];
  };
  readonly 'C-NONE-ELIGIBLE': {
    readonly chosen: "accept";
    readonly options: readonly ["accept", "reject"];
    readonly perAction: readonly ["freeze", "unfreeze", "cancel"];
  };
  readonly 'C-NONE-EVENT': {
    readonly chosen: "sent";
    readonly options: readonly ["sent", "not-sent"];
  };
  readonly 'C-SCOPE-SOURCE': {
    readonly chosen: "any";
    readonly options: readonly ["any", "api-only"];
    readonly perAction: readonly ["freeze", "unfreeze", "cancel"];
  };
  readonly 'C-EXTREF-NULL': {
    readonly chosen: "empty";
    readonly options: readonly ["empty", "null"];
  };
  readonly 'C-WINDOW-DAYS': {
    readonly chosen: "calendar-days";
    readonly options: readonly ["calendar-days", "calendar-days-inclusive", "hours"];
    readonly perAction: readonly ["freeze", "cancel"];
  };
  readonly 'C-WINDOW-UNF': {
    readonly chosen: "none";
    readonly options: readonly ["none", "same-as-freeze"];
  };
  readonly 'C-WINDOW-SCHEDULED': {
    readonly chosen: "issuance";
    readonly options: readonly ["issuance", "sending"];
  };
  readonly 'C-WINDOW-CUSTOM': {
    readonly chosen: "48-hours";
    readonly options: readonly ["48-hours", "24-hours"];
  };
  readonly 'C-AUTO-UNF': {
    readonly chosen: "always";
    readonly options: readonly ["always", "never"];
  };
  readonly 'C-AUTO-EVENT': {
    readonly chosen: "none";
    readonly options: readonly ["none", "sent"];
  };
  readonly 'C-FRZ-FROZEN': {
    readonly chosen: "skip";
    readonly options: readonly ["skip", "restart"];
  };
  readonly 'C-202-STATUS': {
    readonly chosen: "PENDING";
    readonly options: readonly ["PENDING", "SUBMITTED"];
  };
  readonly 'C-202-TOTAL': {
    readonly chosen: "line-items";
    readonly options: readonly ["line-items", "rewards"];
  };
  readonly 'C-202-DATE': {
    readonly chosen: "acceptance";
    readonly options: readonly ["acceptance", "order-created"];
  };
  readonly 'C-CODES-PATCH': {
    readonly chosen: "404";
    readonly options: readonly ["400", "404"];
  };
  readonly 'C-PATCH-STATUS': {
    readonly chosen: "orderStatus";
    readonly options: readonly ["orderStatus", "status"];
  };
  readonly 'C-PATCH-FAILED': {
    readonly chosen: "example";
    readonly options: readonly ["example", "table"];
  };
  readonly 'C-PATCH-EMPTY': {
    readonly chosen: "refused";
    readonly options: readonly ["refused", "accepted"];
  };
  readonly 'C-PATCH-OTHER-STATE': {
    readonly chosen: "any";
    readonly options: readonly ["any", "complete-only"];
  };
  readonly 'C-EXTREF-CHARS': {
    readonly chosen: "restricted";
    readonly options: readonly ["restricted", "alphanumeric", "any"];
  };
  readonly 'C-PROMO-FIRST': {
    readonly chosen: "first-only";
    readonly options: readonly ["first-only", "any"];
  };
  readonly 'C-REFUND-FEES': {
    readonly chosen: "full";
    readonly options: readonly ["full", "minus-fee"];
  };
  readonly 'C-PRODUCTS': {
    readonly chosen: "four";
    readonly options: readonly ["four", "without-global-choice-link", "reward-link-only"];
  };
  readonly 'C-HMAC-FORM': {
    readonly chosen: "base64";
    readonly options: readonly ["base64", "hex", "raw-key"];
  };
  readonly 'C-ENV-CATEGORY': {
    readonly chosen: "category";
    readonly options: readonly ["category", "categories"];
  };
  readonly 'A-EVT-STATUS': {
    readonly chosen: "successful";
    readonly options: readonly ["successful", "failed-when-nothing"];
  };
  readonly 'C-DELIVERY': {
    readonly chosen: "no-retries";
    readonly options: readonly ["no-retries", "retries"];
  };
  readonly 'C-PATCH-422': {
    readonly chosen: "400";
    readonly options: readonly ["400", "422"];
  };
  readonly 'C-PATCH-NULL': {
    readonly chosen: "refused";
    readonly options: readonly ["refused", "clears", "ignored"];
  };
  readonly 'C-PATCH-BLANK': {
    readonly chosen: "clears";
    readonly options: readonly ["clears", "ignored"];
  };
  readonly 'C-LENGTH-UNITS': {
    readonly chosen: "code-points";
    readonly options: readonly ["code-points", "utf-16-units", "bytes"];
  };
  readonly 'C-PO-NUMBER': {
    readonly chosen: "optional";
    readonly options: readonly ["optional", "required"];
  };
  readonly 'C-UNKNOWN-FIELD': {
    readonly chosen: "refused";
    readonly options: readonly ["refused", "ignored"];
  };
  readonly 'C-OTHER-BLANK': {
    readonly chosen: "none";
    readonly options: readonly ["none", "text"];
  };
  readonly 'C-404-MEANING': {
    readonly chosen: "order";
    readonly options: readonly ["order", "url-only"];
  };
  readonly 'C-CAN-SCHEDULED': {
    readonly chosen: "open";
    readonly options: readonly ["open", "shut"];
  };
  readonly 'C-WINDOW-FROZEN': {
    readonly chosen: "runs";
    readonly options: readonly ["runs", "stops"];
  };
};
//#endregion
//#region src/interpretations.d.ts
type Catalogue = typeof interpretations;
type InterpretationId = keyof Catalogue;
type OptionOf<Id extends InterpretationId> = Catalogue[Id]['options'][number];
/** An interpretation that can be set for one action alone. */
type PerActionId = { [Id in InterpretationId]: Catalogue[Id] extends {
  perAction: readonly string[];
} ? Id : never }[InterpretationId];
type ActionKey = { [Id in PerActionId]: `${Id}.${Catalogue[Id]['perAction'][number]}` }[PerActionId];
/**
 * The option that holds for each switchable interpretation, and for one action where that differs.
 *
 * @example const interpretations: Interpretations = { ...chosenInterpretations(), 'C-NONE-ELIGIBLE.unfreeze': 'reject' }
 */
type Interpretations = { [Id in InterpretationId]: OptionOf<Id> } & { [Key in ActionKey]?: Key extends `${infer Id extends PerActionId}.${string}` ? OptionOf<Id> : never };
/**
 * Reads options given by id, or by id and action.
 *
 * @throws Error when an id, an action or an option is unknown, naming the ones there are
 * @example parseInterpretations({ 'C-NONE-EVENT': 'not-sent', 'C-NONE-ELIGIBLE.unfreeze': 'reject' })
 */
declare function parseInterpretations(given: Record<string, string>): Partial<Interpretations>;
//#endregion
//#region src/model.d.ts
/** Milliseconds since 1970-01-01T00:00:00Z. */
type Instant = number;
/** The three actions, as the outcome event writes them. */
type ActionName = 'FREEZE' | 'UNFREEZE' | 'CANCEL';
/** What was bought. Everything but OTHER is a Choice Product. */
type Product = 'REWARD_LINK' | 'GLOBAL_CHOICE_LINK' | 'PROMO_LINK' | 'DISBURSEMENT_LINK' | 'OTHER';
/** Where an order was placed: AA async API, RA API, RG portal, BE bulk upload. */
type OrderSource = 'AA' | 'RA' | 'RG' | 'BE';
type OrderStatus = 'COMPLETE' | 'PARTIAL' | 'PENDING' | 'FAILED' | 'SCHEDULED DELIVERY';
type LineItemStatus = 'COMPLETE' | 'PENDING' | 'FAILED' | 'CANCELLED';
type RewardStatus = 'ACTIVE' | 'FROZEN' | 'CANCELLED';
/** What a recipient redeems. Amounts are whole minor units of USD, the only currency. */
interface Reward {
  rewardId: string;
  status: RewardStatus;
  amount: number;
  redeemedAmount: number;
  issuedAt: Instant;
  /** When it is sent to its recipient; for scheduled orders later than `issuedAt`. */
  sentAt: Instant;
  expiresAt: Instant | null;
  frozenAt: Instant | null;
  /** 1 for the first issuance, more for a reissued reward. */
  issuance: number;
}
/** What an action did to a line item: changed it, or why not. RELEASE is the end of a freeze that nobody lifted. */
interface LineItemOutcome {
  action: ActionName | 'RELEASE';
  at: Instant;
  /** The second where it was eligible and a fault kept it from being changed. */
  outcome: 'changed' | 'could-not-be-processed' | IneligibleReason;
}
/** Why a line item is not eligible for an action; the first rule that fails names it. */
type IneligibleReason = 'not-a-choice-product' | 'line-item-not-complete' | 'reward-state' | 'redeemed' | 'outside-window' | 'not-first-issuance';
interface LineItem {
  referenceLineItemId: string;
  externalRefLineItemID: string;
  utid: string;
  product: Product;
  status: LineItemStatus;
  quantity: number;
  /** Taken off a refund under one option of C-REFUND-FEES; minor units. */
  fee: number;
  /** Null unless the line item was issued. */
  reward: Reward | null;
  history: LineItemOutcome[];
}
interface Order {
  referenceOrderID: string;
  /** Null for orders that were placed without one. */
  externalRefID: string | null;
  source: OrderSource;
  status: OrderStatus;
  customerIdentifier: string;
  accountIdentifier: string;
  /** Empty where there is none; so are the next two. */
  campaign: string;
  purchaseOrderNumber: string;
  notes: string;
  createdAt: Instant;
  lineItems: LineItem[];
}
/** Money of a platform that pays for orders and gets refunds; minor units. */
interface Account {
  accountIdentifier: string;
  customerIdentifier: string;
  balance: number;
  /** What was paid in: balance, outstanding and redeemed rewards add up to it. */
  funded: number;
}
/** An accepted action that waits for its turn. */
interface PendingAction {
  action: ActionName;
  referenceOrderID: string;
  reasonCode: string;
  otherReason: string | null;
  acceptedAt: Instant;
}
interface Subscription {
  webhookId: string;
  url: string;
  categories: string[];
  eventTypes: string[];
  payloadVerificationMethod: 'HMAC' | 'NONE';
  /** Base64, as it was registered. */
  hmacSharedSecretKey: string | null;
  headers: {
    name: string;
    value: string;
  }[];
  /** Revision of the event sent last; 0 before the first. */
  revision: number;
  /** Nothing is sent from this instant on. */
  expiresAt: Instant;
  /** Ids of the deliveries that wait until a later event was sent: a fault of the kind `reordered`. */
  held: string[];
}
/** One event on its way to one subscription. */
interface Delivery {
  deliveryId: string;
  webhookId: string;
  revision: number;
  occurredAt: Instant;
  body: string;
  attempts: Attempt[];
}
/** One time that a delivery was sent, or why it was not. */
interface Attempt {
  at: Instant;
  status: number | null;
  received: boolean;
  reason: string | null;
  /** What was sent as X-Signed-Payload; null when nothing was signed. */
  signature: string | null;
  /** What a fault did to the signature. */
  fault?: SignatureFault;
}
/** An event with the signature of another key, or without one, which a receiver has to refuse. */
type SignatureFault = 'forged' | 'unsigned';
/** Which eligible line items a run cannot process: the first ones, or those at these positions, from 0. */
type Unprocessable = {
  count: number;
} | {
  positions: number[];
};
/** What goes wrong on purpose. Milliseconds of the platform's clock for `delay`, of real time for `latency`. */
type FaultEffect = {
  status: 307;
} | {
  status: 500;
} | {
  status: 429 | 503;
  retryAfter: number;
} | {
  latency: number;
} | {
  response: 'unknown-fields' | 'unknown-status';
} | {
  connection: 'reset' | 'truncated';
} | {
  connection: 'slow';
  bytesPerSecond: number;
} | {
  event: 'lost' | 'duplicated' | 'reordered' | SignatureFault;
  subscription?: string;
} | {
  event: 'late';
  delay: number;
  subscription?: string;
} | {
  unprocessable: Unprocessable;
};
/** A fault that was asked for. */
interface Fault {
  operation: OperationId | 'any';
  /** How often it is still given; null without end. */
  remaining: number | null;
  /** 1 gives it every time. */
  probability: number;
  seed: number;
  /** Where its generator of chances stands. */
  state: number;
  effect: FaultEffect;
}
type OperationId = 'freezeAsyncOrder' | 'unfreezeAsyncOrder' | 'cancelAsyncOrder' | 'updateAsyncOrder';
/** The authenticated tenant: everything else belongs to exactly one platform. */
interface Platform {
  name: string;
  key: string;
  token: string;
  clock: {
    mode: 'real';
    offset: number;
  } | {
    mode: 'manual';
    at: Instant;
  };
  interpretations: Partial<Interpretations>;
  faults: Fault[];
  /** What is due waits for a drain or an advance. */
  hold?: boolean;
}
//#endregion
//#region src/store/store.d.ts
/** How an update names an order. */
interface OrderAddress {
  customerIdentifier: string;
  accountIdentifier: string;
  externalRefID: string;
}
/** Work that is due at an instant. Tasks of one platform run by `at`, then by `sequence`, one at a time. */
type Task = {
  platform: string;
  at: Instant;
  sequence: number;
} & TaskWork;
type TaskWork = /** Run an action, from line item `cursor` on; `unprocessable` when a fault keeps it from changing some. */{
  kind: 'action';
  action: PendingAction;
  cursor: number;
  changed: number;
  failed: number;
  unprocessable: Unprocessable | null;
} /** End the freezes of an order that began at `frozenAt`. */ | {
  kind: 'release';
  referenceOrderID: string;
  frozenAt: Instant;
}
/**
 * Send an event: `retry` counts the automatic attempts before this one; null when it was asked for and is not retried. `fault` when its
 * signature is to be wrong.
 */
| {
  kind: 'delivery';
  deliveryId: string;
  retry: number | null;
  fault?: SignatureFault;
};
/** Reads and writes inside one transaction. Records are values: they are replaced, never changed in place. */
interface Transaction {
  getPlatform(name: string): Platform | undefined;
  findPlatformByToken(token: string): Platform | undefined;
  listPlatforms(): Platform[];
  putPlatform(platform: Platform): void;
  /** Removes what belongs to the platform, and keeps the platform. */
  clear(platform: string): void;
  getOrder(platform: string, referenceOrderID: string): Order | undefined;
  findOrder(platform: string, address: OrderAddress): Order | undefined;
  findReward(platform: string, rewardId: string): {
    order: Order;
    lineItem: LineItem;
  } | undefined;
  listOrders(platform: string): Order[];
  putOrder(platform: string, order: Order): void;
  listAccounts(platform: string): Account[];
  putAccount(platform: string, account: Account): void;
  listSubscriptions(platform: string): Subscription[];
  putSubscription(platform: string, subscription: Subscription): void;
  removeSubscription(platform: string, webhookId: string): void;
  getDelivery(platform: string, deliveryId: string): Delivery | undefined;
  listDeliveries(platform: string): Delivery[];
  putDelivery(platform: string, delivery: Delivery): void;
  /** Removes the oldest deliveries, as long as they are over. */
  removeDeliveries(platform: string, isOver: (delivery: Delivery) => boolean): void;
  /** Removes the oldest deliveries that may go, until no more than `most` are left. */
  trimDeliveries(platform: string, most: number, mayGo: (delivery: Delivery) => boolean): void;
  /** The next task that is due at or before `until`. */
  nextTask(platform: string, until: Instant): Task | undefined;
  /** Adds a task behind all others of its instant. */
  addTask(platform: string, at: Instant, work: TaskWork): void;
  /** Replaces a task by its continuation, at the same place in the order. */
  putTask(task: Task): void;
  removeTask(task: Task): void;
  /** Removes the tasks of an instant that need not run any more. */
  removeTasks(platform: string, at: Instant, isNeedless: (task: Task) => boolean): void;
  /** Sets a task aside while it is under way: it is no longer the next one, and stays until it is removed. */
  startTask(task: Task): void;
  /** Puts back, at their places, the tasks of all platforms that were under way when a sandbox stopped. */
  resumeTasks(): void;
}
/** What a store throws when it cannot keep the state, such as on a full disk. Nothing is changed; the same may succeed later. */
declare class StoreError extends Error {
  readonly name = "StoreError";
  /** The cause in a few words, without the place where the state is kept. */
  readonly reason: string;
  constructor(message: string, reason: string, options?: ErrorOptions);
}
/** Where a sandbox keeps its state: short transactions, one at a time, all or nothing. */
interface Store {
  transaction<Result>(work: (tx: Transaction) => Result): Result;
}
//#endregion
export { Interpretations as _, Account as a, IneligibleReason as c, Order as d, PendingAction as f, Unprocessable as g, Subscription as h, Transaction as i, Instant as l, Reward as m, Store as n, ActionName as o, Platform as p, StoreError as r, Delivery as s, OrderAddress as t, LineItem as u, parseInterpretations as v };
