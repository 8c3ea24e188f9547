import { t as OrderRequest } from "./order-request.js";
import { _ as Interpretations, a as Account, c as IneligibleReason, d as Order, f as PendingAction, g as Unprocessable, h as Subscription, i as Transaction, l as Instant, m as Reward, n as Store, o as ActionName, p as Platform, r as StoreError, s as Delivery, t as OrderAddress, u as LineItem, v as parseInterpretations } from "./store.js";
import { Hono } from "hono";

//#region src/rules/authenticate.d.ts
/** What a caller shows in the Authorization header. */
type Credentials = {
  scheme: 'basic';
  name: string;
  key: string;
} | {
  scheme: 'bearer';
  token: string;
};
/** GEN-01, GEN-02, GEN-03, GEN-04, UPD-62, UPD-63: whether the credentials are those of the platform. */
declare function authenticate(credentials: Credentials, platform: Platform): boolean;
//#endregion
//#region src/rules/effects.d.ts
/** The three fields that an update may change. */
interface UpdateFields {
  campaign?: string | null;
  purchaseOrderNumber?: string | null;
  notes?: string | null;
}
//#endregion
//#region src/rules/eligibility.d.ts
/** Everything that a rule about a line item may look at. */
interface Question {
  action: ActionName;
  order: Order;
  lineItem: LineItem;
  now: Instant;
  interpretations: Interpretations;
}
/** The rules about a line item, in the order in which they are asked; the first that does not hold is the recorded reason. */
interface EligibilityRules {
  choiceProduct: (question: Question) => boolean;
  lineItemComplete: (question: Question) => boolean;
  rewardState: (question: Question) => boolean;
  unredeemed: (question: Question) => boolean;
  withinWindow: (question: Question) => boolean;
  firstIssuance: (question: Question) => boolean;
}
//#endregion
//#region src/rules/events.d.ts
/** What a run of an action did. */
interface Run {
  order: Order;
  action: PendingAction;
  changed: number;
  /** Eligible line items that could not be processed. */
  failed: number;
}
//#endregion
//#region src/rules/parse-body.d.ts
/** A body that could be read, or why not. */
type Parsed = {
  value: unknown;
} | {
  i18nKey: string;
  message: string;
};
/** FRZ-19, UNF-19, CAN-19, UPD-61, GEN-18, GEN-19, GEN-22: JSON in UTF-8, declared as such. */
declare function parseBody(contentType: string | null, bytes: Uint8Array): Parsed;
//#endregion
//#region src/rules/reason-codes.d.ts
/**
 * The reason codes that an action takes, or `any` when codes are not checked.
 *
 * FRZ-05, FRZ-06, UNF-05, UNF-06, UNF-50, CAN-05, CAN-06, CAN-50.
 *
 * @example reasonCodes('FREEZE', interpretations) // Set { 'DELIVERY_INFO', … }
 */
declare function reasonCodes(action: ActionName, interpretations: Interpretations): ReadonlySet<string> | 'any';
//#endregion
//#region src/rules/request.d.ts
/** What is wrong with one field of a request; becomes an entry of `errors` in the answer. */
interface Problem {
  path: string;
  i18nKey: string;
  message: string;
}
/** A parsed request body: nothing is known of its fields yet. */
type Body = Readonly<Record<string, unknown>>;
//#endregion
//#region src/rules/rules.d.ts
/**
 * Everything that the sandbox decides, one small pure entry a rule. The clauses of the register name the entry that keeps them (`rule:`).
 * To see what a broken rule would do, replace one entry.
 *
 * @example createSandbox({ …, rules: { ...documentedRules, eventSent: () => false } })
 */
declare const documentedRules: {
  /** FRZ-02, FRZ-20, GEN-10 and the same for unfreeze and cancel. */findOrder: (tx: Transaction, platform: Platform, referenceOrderID: string) => Order | undefined; /** UPD-02, UPD-03, UPD-04, UPD-23, UPD-71. */
  findOrderByExternalRef: (tx: Transaction, platform: Platform, address: OrderAddress) => Order | undefined; /** FRZ-12, UNF-12, CAN-12. */
  acceptedStatus: () => number; /** UPD-60. */
  updateStatus: () => number; /** FRZ-22, UNF-22, CAN-22, UNF-42, UNF-43. */
  noneEligible: (interpretations: Interpretations, action: ActionName) => "accept" | "reject"; /** FRZ-24, UNF-24, CAN-24. */
  processing: () => "after-answer" | "before-answer";
  acceptedBody(order: Order, action: PendingAction, interpretations: Interpretations): Record<string, unknown>;
  updateAnswer(order: Order, interpretations: Interpretations): Record<string, unknown>;
  actionRefusal(interpretations: Interpretations): 400 | 422;
  updateRefusal(interpretations: Interpretations): 400 | 422;
  unknownOrder(interpretations: Interpretations): 404 | 422;
  unknownUpdate(interpretations: Interpretations): 400 | 404;
  gateRefuses(interpretations: Interpretations): boolean;
  retryDelay(retry: number, interpretations: Interpretations): number | null;
  subscriptionActive(subscription: Subscription, now: Instant): boolean;
  subscriptionEnd(now: Instant): Instant;
  replayable(delivery: Delivery, range: {
    fromRevision: number;
    toRevision: number | null;
  }, now: Instant): boolean;
  outcomeEvent(run: Run, status: string, eventId: string, now: Instant, interpretations: Interpretations): Record<string, unknown>;
  outcomeStatus({
    changed,
    failed
  }: Run, interpretations: Interpretations): string;
  processable(fault: Unprocessable | null, position: number, failed: number): boolean;
  eventSent({
    changed,
    failed
  }: Run, interpretations: Interpretations): boolean;
  autoUnfreezeEvent(interpretations: Interpretations): boolean;
  subscribed(subscription: Subscription): boolean;
  nextRevision(subscription: Subscription): number;
  deliveryReceived(status: number): boolean;
  sign(body: string, subscription: Subscription, interpretations: Interpretations): Promise<string | null>;
  receiversOfEvents(_tx: Transaction, source: Platform): Platform[];
  freezeReward(reward: Reward, now: Instant): Reward;
  unfreezeReward(reward: Reward): Reward;
  cancelReward(reward: Reward): Reward;
  freezeDuration(interpretations: Interpretations): number | null;
  refund(lineItem: LineItem, interpretations: Interpretations): number;
  refundAccount(order: Order, accounts: readonly Account[]): Account | undefined;
  redeemable(reward: Reward, amount: number): string | null;
  applyUpdate(order: Order, {
    campaign,
    purchaseOrderNumber,
    notes
  }: UpdateFields, interpretations: Interpretations): Order;
  updatableStatus(order: Order, interpretations: Interpretations): boolean;
  choiceProduct({
    lineItem,
    interpretations
  }: Question): boolean;
  lineItemComplete({
    lineItem
  }: Question): boolean;
  rewardState({
    action,
    lineItem,
    interpretations
  }: Question): boolean;
  unredeemed({
    lineItem
  }: Question): boolean;
  withinWindow({
    action,
    lineItem: {
      reward
    },
    now,
    interpretations
  }: Question): boolean;
  firstIssuance({
    action,
    lineItem,
    interpretations
  }: Question): boolean;
  eligible(rules: EligibilityRules, question: Question): IneligibleReason | null;
  orderStatusGate(action: ActionName, order: Order, interpretations: Interpretations): boolean;
  orderSource(action: ActionName, order: Order, interpretations: Interpretations): boolean;
  reasonCodes: typeof reasonCodes;
  reasonCodeRequired(body: Body): Problem | null;
  otherReasonRequired(_action: ActionName, body: Body, interpretations: Interpretations): Problem | null;
  actionFields(body: Body, interpretations: Interpretations): Problem[];
  updateFields(body: Body, interpretations: Interpretations): Problem[];
  updateNotEmpty(body: Body, interpretations: Interpretations): Problem | null;
  externalRefID(value: string, interpretations: Interpretations): Problem | null;
  authenticate: typeof authenticate;
  parseBody: typeof parseBody;
};
/** The record of rules; same keys, same signatures. */
type Rules = typeof documentedRules;
//#endregion
//#region src/engine/context.d.ts
/** One thing that happened, as it goes into a log: never a credential, a body or the address of a receiver. */
type LogEntry = {
  at: string;
  platform: string | null;
} & ({
  kind: 'request';
  requestId: string;
  method: string;
  path: string;
  status: number;
  milliseconds: number;
} | {
  kind: 'delivery';
  deliveryId: string;
  webhookId: string;
  revision: number;
  status: number | null;
  reason: string | null;
} /** The state cannot be stored from now on; with null, it can again. */ | {
  kind: 'storing';
  reason: string | null;
});
//#endregion
//#region src/engine/storing.d.ts
/** Whether what happens can be stored, and if not, since when and why. */
type StoringState = 'ok' | {
  failedSince: string;
  reason: string;
};
//#endregion
//#region src/http/console.d.ts
/** The console that a sandbox serves to browsers. It holds no credentials: whoever reaches the sandbox can read it. */
interface Console {
  /** Its files by name, as text; asked for with each request. */
  files: () => Promise<Readonly<Record<string, string>>>;
}
//#endregion
//#region src/options.d.ts
/** A platform that exists from the start. */
interface SandboxPlatform {
  /** User name of its Basic credentials. */
  name: string;
  /** Password of its Basic credentials. */
  key: string;
  /** Its bearer token. */
  token: string;
  /** Manual: time stands still until the control plane moves it, and what is due runs by itself. Default: real. */
  clock?: 'real' | 'manual';
  /** True keeps accepted actions and deliveries waiting until a drain, an advance or a release. Default: false. */
  hold?: boolean;
}
/** What a sandbox is made of. Everything that comes from outside can be passed in. */
interface SandboxOptions {
  /** Milliseconds since 1970. Default: `Date.now`. */
  now?: () => number;
  /** A new UUID. Default: `crypto.randomUUID`, which browsers have on https and localhost only. */
  newId?: () => string;
  /** Where the state is kept. Default: a `memoryStore()`. */
  store?: Store;
  /** Sends a webhook delivery. Default: the global `fetch`. */
  deliver?: (request: Request) => Promise<Response>;
  /** Names of hosts that deliveries may go to beside this machine, whatever they resolve to. Default: none. */
  allowHosts?: string[];
  /**
   * False delivers to this machine only where `allowHosts` names it: where callers come from other machines, who could else make the
   * sandbox call any port of this one. Default: true.
   */
  allowLoopback?: boolean;
  /**
   * The addresses of a host name, as `dns.lookup` with `all`. When given, a delivery to localhost is sent only while all of them are of
   * this machine.
   */
  resolve?: (hostname: string) => Promise<string[]>;
  /** Resolves after so many milliseconds of real time: what an injected latency or a slow body waits with. Default: a timer. */
  wait?: (milliseconds: number) => Promise<void>;
  /** Options of switchable interpretations, by id. Default: as we chose them. */
  interpretations?: Partial<Interpretations>;
  /** The rules to go by. Default: the documented ones. */
  rules?: Rules;
  /** False leaves out the control plane under `/_sandbox`. */
  control?: boolean;
  /** When given, platforms can be made only with this `X-Control-Token`; null makes none. Default: anyone can make platforms. */
  controlToken?: string | null;
  /** How many requests of each platform `GET /_sandbox/requests` shows, the latest ones: 1 to 100,000. Default: 1,000. */
  keepRequests?: number;
  /** Served to browsers at `/_sandbox/`, with the control plane only. Default: none. */
  console?: Console;
  /**
   * Platforms that exist from the start. Default: `demo` with key `demo-key` and token `demo-token`; none where a `controlToken`,
   * `control: false` or a store that has platforms keeps it out.
   */
  platforms?: SandboxPlatform[];
  /** Gets an error that is the sandbox's own; such a request returns 500. */
  report?: (error: Error) => void;
  /** Told of every request, every attempt of a delivery, and when the state can be stored no more. */
  log?: (entry: LogEntry) => void;
}
//#endregion
//#region src/store/memory-store.d.ts
/**
 * A store that is gone with the process.
 *
 * @example createSandbox({ store: memoryStore(), … })
 */
declare function memoryStore(): Store;
//#endregion
//#region src/index.d.ts
/** A stateful sandbox of the four operations. */
interface Sandbox {
  /**
   * Answers a request to the API (`/raas/v2/…`) or the control plane (`/_sandbox/…`). Takes what `fetch` takes, and rejects as it does:
   * with a TypeError for an invalid request or a reset connection, and with the reason of an aborted signal. The host of the URL can be any.
   */
  fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  /** Answers what came in and was no request: not HTTP (400), from a page of others (403), too slow (408), headers too large (431). */
  malformed: (status: 400 | 403 | 408 | 431, why?: string) => Response;
  /**
   * Makes an order for a platform, as `POST /_sandbox/orders` does.
   *
   * @returns its referenceOrderID
   * @throws Error when there is no such platform, or the order is not as openapi/control.yaml describes it
   */
  createOrder: (platform: string, order: OrderRequest) => string;
  /**
   * Makes several orders, or none when one of them is refused.
   *
   * @returns their referenceOrderIDs
   * @throws Error as `createOrder` does, naming the place of the order that is to blame
   */
  createOrders: (platform: string, orders: OrderRequest[]) => string[];
  /** Whether what happens can be stored. New actions return 503 while it cannot. */
  storing: () => StoringState;
  /** Stops what waits for its time. */
  close: () => void;
}
/**
 * Makes a sandbox: a `fetch` that behaves as the documentation says.
 *
 * @throws Error when an option, or an option of an interpretation, does not exist, listing the ones that do
 * @example
 * const sandbox = createSandbox()
 * const order = sandbox.createOrder('demo', { lineItems: [{}] })
 * const headers = { Authorization: 'Bearer demo-token', 'Content-Type': 'application/json' }
 * const body = '{ "reasonCode": "FRAUD" }'
 * await sandbox.fetch(`http://sandbox.test/raas/v2/asyncOrders/${order}/freeze`, { method: 'POST', headers, body }) // 202
 */
declare function createSandbox(options?: SandboxOptions): Sandbox;
//#endregion
export { type Console, type Interpretations, type LogEntry, type OrderRequest, type Rules, Sandbox, type SandboxOptions, type SandboxPlatform, type Store, StoreError, type StoringState, type Transaction, createSandbox, documentedRules, memoryStore, parseInterpretations };
