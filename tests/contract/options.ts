import type { PhaseOptions } from './phases/phase.ts'
import type { TargetName } from './targets/target.ts'

/** What `npm run contract` tells the test run. Plain data: it goes to another thread. */
export interface ContractOptions {
  targets: TargetName[]
  /** Ids of the cases to run; all unless given. */
  only: string[] | null
  /** `http://host:port/raas/v2` of each target. */
  baseUrls: Partial<Record<TargetName, string>>
  controlToken: string | null
  /** The instant that recorded exchanges carry, ISO 8601; null when none are recorded. Those with a live target never are. */
  record: string | null
  /** Null leaves the phases out. */
  phases: PhasesOptions | null
  /** Of a target without a control plane; null where there is none. */
  live: LiveOptions | null
  /** The targets end with this run, so that their credentials open nothing afterwards (default: false). */
  ours?: boolean
  /** Readings whose probes run (default: all of a whole run, none of a narrowed one). */
  readings?: string[]
  /** Whether fields that the OpenAPI description lacks are violations (default: true, without a control plane false). */
  strict?: boolean
  /** How long a response is waited for; milliseconds (default: 30 s). */
  limitMs?: number
  /** After how many milliseconds from now the whole run is over, and what is said then of what is missing (default: never). */
  over?: { afterMs: number; reason: string }
}

/** Which phases to run, and how. */
export interface PhasesOptions {
  names: string[]
  run: PhaseOptions
}

/** What a target without a control plane needs: credentials, prepared orders, and how fast and how much may be sent. */
export interface LiveOptions {
  name: string | null
  key: string | null
  token: string | null
  fixtures: Record<string, PreparedOrder[]>
  /** Requests a second, at most. */
  rate: number
  /** Requests other than GET, at most. */
  maxWrites: number
  /** Id of the subscription whose events are read; null when they are not. */
  webhookId: string | null
  /** How long an event is waited for; milliseconds. */
  eventWait: number
}

/** An order that was prepared by hand, as a fixtures file lists it under the name of its state. */
export interface PreparedOrder {
  referenceOrderID: string
  externalRefID: string
  customerIdentifier: string
  accountIdentifier: string
}

declare module 'vitest' {
  interface ProvidedContext {
    contract: ContractOptions
  }
  interface TaskMeta {
    contract?: import('./check-case.ts').CaseResult
    probe?: import('./probe.ts').ProbeResult
    phase?: import('./phases/phase.ts').PhaseResult
    exchanges?: import('./har.ts').HarEntry[]
    recorded?: import('./har.ts').HarEntry[]
  }
}
