import type { KnownViolation } from '../evaluate/baseline.ts'
import type { TargetCredentials, TargetName } from '../targets/target.ts'
import type { PhaseOptions } from './phase.ts'

/**
 * What to judge, and how. Every field has the meaning of the option of the same name of `async-orders contract`.
 *
 * @example const options: RunOptions = { target: 'sandbox', url: 'http://127.0.0.1:8080/raas/v2', operations: ['freezeAsyncOrder'] }
 */
export interface RunOptions {
  /** One target (default: mock and sandbox). */
  target?: TargetName | undefined
  /** Address of a target that is running. */
  url?: string | undefined
  /** For a sandbox that was started with one. */
  controlToken?: string | undefined
  /** Of a target without a control plane. */
  credentials?: TargetCredentials
  /** Ids of cases, of clauses and of operations to narrow the run to. */
  cases?: readonly string[]
  clauses?: readonly string[]
  operations?: readonly string[]
  /** Whether fields that the OpenAPI description lacks are violations (default: without `url`). */
  strict?: boolean | undefined
  /** With `url`: the weakest basis of a clause whose violation counts (default: inferred). */
  failOn?: string | undefined
  /** Known violations, which do not fail the run: a file of them, or what such a file holds. */
  baseline?: string | readonly KnownViolation[] | undefined
  /** How long the whole run may take; milliseconds (default: an hour). */
  timeoutMs?: number | undefined
  /** How long a response is waited for; milliseconds (default: 30 s). */
  responseTimeoutMs?: number | undefined
  /** Of random examples per phase and target; milliseconds (default: 2 s). 0 leaves the phases out. */
  budgetMs?: number | undefined
  /** This phase alone, and no case; and the one example of it that a failure printed. */
  phase?: string | undefined
  replay?: string | undefined
  /** Of the order of tests and of generated tests (default: random). */
  seed?: number | undefined
  /** Orders prepared on a target without a control plane, by state: a file of them, or what such a file holds. */
  fixtures?: string | Fixtures | undefined
  /** Requests a second at most. */
  rate?: number | undefined
  /** Requests other than GET at most. */
  maxWrites?: number | undefined
  /** How long an event is waited for; milliseconds. */
  eventWaitMs?: number | undefined
  /** Id of the subscription whose list of events is read. */
  webhookId?: string | undefined
  /** The production host on which actions are meant to cost money. */
  productionHost?: string | undefined
}

/** Orders that were prepared by hand, by the state that they are in. */
export type Fixtures = Record<string, PreparedOrder[]>

/** An order that was prepared by hand, as a fixtures file lists it under the name of its state. */
export interface PreparedOrder {
  referenceOrderID: string
  externalRefID: string
  customerIdentifier: string
  accountIdentifier: string
}

/** What the tests of one target need to know. */
export interface TargetOptions {
  /** `http://host:port/raas/v2`. */
  baseUrl: string
  controlToken: string | null
  /** Of a target without a control plane; null where there is none. */
  live: LiveOptions | null
  /** The target ends with this run, so that its credentials open nothing afterwards (default: false). */
  ours?: boolean
  /** Whether fields that the OpenAPI description lacks are violations (default: true, without a control plane false). */
  strict?: boolean
  /** How long a response is waited for; milliseconds (default: 30 s). */
  limitMs?: number
}

/** Which phases to run, and how. */
export interface PhasesOptions {
  names: string[]
  run: PhaseOptions
}

/** What a target without a control plane needs: credentials, prepared orders, and how fast and how much may be sent. */
export interface LiveOptions extends TargetCredentials {
  fixtures: Fixtures
  /** Requests a second, at most. */
  rate: number
  /** Requests other than GET, at most. */
  maxWrites: number
  /** Id of the subscription whose events are read; null when they are not. */
  webhookId: string | null
  /** How long an event is waited for; milliseconds. */
  eventWait: number
}
