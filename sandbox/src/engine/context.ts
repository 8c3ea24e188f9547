import { chosenInterpretations, mergeInterpretations } from '../interpretations.ts'
import type { Instant, Interpretations, Platform } from '../model.ts'
import type { Rules } from '../rules/rules.ts'
import type { Store } from '../store/store.ts'
import type { AllowedHosts } from './reach.ts'
import type { StoringState } from './storing.ts'

/** One thing that happened, as it goes into a log: never a credential, a body or the address of a receiver. */
export type LogEntry = { at: string; platform: string | null } & (
  | { kind: 'request'; requestId: string; method: string; path: string; status: number; milliseconds: number }
  | { kind: 'delivery'; deliveryId: string; webhookId: string; revision: number; status: number | null; reason: string | null }
  /** The state cannot be stored from now on; with null, it can again. */
  | { kind: 'storing'; reason: string | null }
)

/** What the parts of the engine share: all that comes from outside is passed in. */
export interface Context {
  /** Milliseconds since 1970, as `Date.now`. */
  now: () => Instant
  /** A new id that nobody has, as `crypto.randomUUID`. */
  newId: () => string
  store: Store
  /** Whether the store can store. */
  storing: () => StoringState
  /** Sends one webhook delivery, as `fetch`. */
  deliver: (request: Request) => Promise<Response>
  /** Resolves after so many milliseconds of real time. */
  wait: (milliseconds: number) => Promise<void>
  /** Deliveries go to these hosts only. */
  allowHosts: AllowedHosts
  /** The addresses of a name; null where nobody can tell. */
  resolve: ((hostname: string) => Promise<string[]>) | null
  /** Options that hold for every platform that does not choose its own. */
  interpretations: Partial<Interpretations>
  rules: Rules
  /** Told of an error that is ours, not the caller's. */
  report: (error: Error) => void
  /** Told of every request, every attempt of a delivery, and when the state can be stored no more; null where nobody wants to know. */
  log: ((entry: LogEntry) => void) | null
}

/** The instant at which a platform lives. */
export function nowOf(context: Context, platform: Platform): Instant {
  return platform.clock.mode === 'manual' ? platform.clock.at : context.now() + platform.clock.offset
}

/** A platform whose clock has been moved to an instant; a real clock goes on from there. */
export function movedTo(context: Context, platform: Platform, at: Instant): Platform {
  return { ...platform, clock: platform.clock.mode === 'manual' ? { mode: 'manual', at } : { mode: 'real', offset: at - context.now() } }
}

const CHOSEN = chosenInterpretations()
/** What was put together before, by what the sandbox says, then by what the platform says: it is asked for several times a request. */
const known = new WeakMap<object, WeakMap<object, Interpretations>>()

/** The options that hold for a platform: its own, else the sandbox's, else ours. */
export function interpretationsOf(context: Context, platform: Platform): Interpretations {
  const ofSandbox = known.get(context.interpretations) ?? new WeakMap<object, Interpretations>()
  known.set(context.interpretations, ofSandbox)
  const found = ofSandbox.get(platform.interpretations) ?? mergeInterpretations(CHOSEN, context.interpretations, platform.interpretations)
  ofSandbox.set(platform.interpretations, found)
  return found
}

/** What was thrown, as an Error. */
export const asError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)))
