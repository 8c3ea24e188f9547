import type { LogEntry } from './engine/context.ts'
import type { Console } from './http/console.ts'
import type { Interpretations } from './interpretations.ts'
import type { Rules } from './rules/rules.ts'
import type { Store } from './store/store.ts'

/** A platform that exists from the start. */
export interface SandboxPlatform {
  /** User name of its Basic credentials. */
  name: string
  /** Password of its Basic credentials. */
  key: string
  /** Its bearer token. */
  token: string
  /** Manual: time stands still until the control plane moves it, and what is due runs by itself. Default: real. */
  clock?: 'real' | 'manual'
  /** True keeps accepted actions and deliveries waiting until a drain, an advance or a release. Default: false. */
  hold?: boolean
}

/** What a sandbox is made of. Everything that comes from outside can be passed in. */
export interface SandboxOptions {
  /** Milliseconds since 1970. Default: `Date.now`. */
  now?: () => number
  /** A new UUID. Default: `crypto.randomUUID`, which browsers have on https and localhost only. */
  newId?: () => string
  /** Where the state is kept. Default: a `memoryStore()`. */
  store?: Store
  /** Sends a webhook delivery. Default: the global `fetch`. */
  deliver?: (request: Request) => Promise<Response>
  /** Names of hosts that deliveries may go to beside this machine, whatever they resolve to. Default: none. */
  allowHosts?: string[]
  /**
   * False delivers to this machine only where `allowHosts` names it: where callers come from other machines, who could else make the
   * sandbox call any port of this one. Default: true.
   */
  allowLoopback?: boolean
  /**
   * The addresses of a host name, as `dns.lookup` with `all`. When given, a delivery to localhost is sent only while all of them are of
   * this machine.
   */
  resolve?: (hostname: string) => Promise<string[]>
  /** Resolves after so many milliseconds of real time: what an injected latency or a slow body waits with. Default: a timer. */
  wait?: (milliseconds: number) => Promise<void>
  /** Options of switchable interpretations, by id. Default: as we chose them. */
  interpretations?: Partial<Interpretations>
  /** The rules to go by. Default: the documented ones. */
  rules?: Rules
  /** False leaves out the control plane under `/_sandbox`. */
  control?: boolean
  /** When given, platforms can be made only with this `X-Control-Token`; null makes none. Default: anyone can make platforms. */
  controlToken?: string | null
  /** How many requests of each platform `GET /_sandbox/requests` shows, the latest ones: 1 to 100,000. Default: 1,000. */
  keepRequests?: number
  /** Served to browsers at `/_sandbox/`, with the control plane only. Default: none. */
  console?: Console
  /**
   * Platforms that exist from the start. Default: `demo` with key `demo-key` and token `demo-token`; none where a `controlToken`,
   * `control: false` or a store that has platforms keeps it out.
   */
  platforms?: SandboxPlatform[]
  /** Gets an error that is the sandbox's own; such a request returns 500. */
  report?: (error: Error) => void
  /** Told of every request, every attempt of a delivery, and when the state can be stored no more. */
  log?: (entry: LogEntry) => void
}

/** The platform of a sandbox that was given none. */
export const DEMO = { name: 'demo', key: 'demo-key', token: 'demo-token' } satisfies SandboxPlatform

const OPTIONS = {
  ...{ now: true, newId: true, store: true, deliver: true, allowHosts: true, allowLoopback: true, resolve: true, wait: true },
  ...{ interpretations: true, rules: true, control: true, controlToken: true, console: true, platforms: true, report: true, log: true },
  keepRequests: true,
} satisfies Record<keyof SandboxOptions, true>
const PLATFORM_OPTIONS = { name: true, key: true, token: true, clock: true, hold: true } satisfies Record<keyof SandboxPlatform, true>
/** The most requests of a platform that a sandbox can keep. */
export const MOST_REQUESTS = 100_000
const CLOCKS = ['real', 'manual']

/**
 * Checks options, for callers whose types nobody checks: a misspelt option would be left out in silence.
 *
 * @throws Error naming the option that is wrong, and what there is
 */
export function checkOptions(options: SandboxOptions): void {
  checkNames(options, OPTIONS, 'there is')
  const { keepRequests = 1 } = options
  if (!Number.isInteger(keepRequests) || keepRequests < 1 || keepRequests > MOST_REQUESTS)
    throw new Error(`Failed to create a sandbox: keepRequests is ${keepRequests}. Pass a whole number from 1 to ${MOST_REQUESTS}.`)
  for (const [index, platform] of options.platforms?.entries() ?? []) {
    const place = `platforms[${index}] has`
    checkNames(platform, PLATFORM_OPTIONS, place)
    const missing = (['name', 'key', 'token'] as const).find((field) => typeof platform[field] !== 'string' || platform[field] === '')
    if (missing !== undefined) throw new Error(`Failed to create a sandbox: ${place} no ${missing}. Pass name, key and token.`)
    checkName(platform.clock ?? 'real', CLOCKS, `${place} no clock`)
  }
}

function checkNames(given: object, known: object, place: string): void {
  for (const name of Object.keys(given)) checkName(name, Object.keys(known), `${place} no option`)
}

function checkName(name: string, known: string[], what: string): void {
  if (!known.includes(name)) throw new Error(`Failed to create a sandbox: ${what} ${name}. Choose one of ${known.join(', ')}.`)
}
