import type { FaultRequest } from '../../../sandbox/src/control.ts'

/** One run of a client: with these faults in the sandbox, or with none. */
export interface Pass {
  name: string
  /** What the sandbox does, in a clause that follows "with". */
  about: string
  faults: readonly FaultRequest[]
  /** Whether the client may fail; undefined: it may. Otherwise the rule that its failure breaks. */
  breaks?: 'CON-33' | 'CON-34' | 'CON-37'
  /** Only of use where the client receives events. */
  needsEvents?: true
}

const OPERATIONS = ['freezeAsyncOrder', 'unfreezeAsyncOrder', 'cancelAsyncOrder', 'updateAsyncOrder'] as const

/** A fault that the first request of each operation meets. */
const firstOfEach = (effect: Omit<FaultRequest, 'operation'>): FaultRequest[] =>
  OPERATIONS.map((operation) => ({ ...effect, operation, remaining: 1 }))

/** A fault that all meet. */
const always = (effect: Omit<FaultRequest, 'operation'>): FaultRequest[] => [{ ...effect, operation: 'any', remaining: null }]

/** More than one call may take, so that a client shows whether it stops. */
const OUTAGE = 8
const LATE_MS = 1_000

/** The run without faults, which decides whether there is anything to compare the others with. */
export const PLAIN: Pass = { name: 'plain', about: 'no fault', faults: [], breaks: 'CON-37' }

/** The runs with faults, by plan: what happens, and whether a client may fail then. */
export const FAULT_PASSES: readonly Pass[] = [
  {
    name: 'rate-limit',
    about: '429 with Retry-After for the first request of each operation',
    faults: firstOfEach({ status: 429, retryAfter: 1 }),
  },
  {
    name: 'unavailable',
    about: '503 with Retry-After for the first request of each operation',
    faults: firstOfEach({ status: 503, retryAfter: 1 }),
  },
  { name: 'server-error', about: `500 for the first ${OUTAGE} requests`, faults: [{ operation: 'any', status: 500, remaining: OUTAGE }] },
  {
    name: 'reset',
    about: 'a connection that is reset after the first action of each kind was accepted',
    faults: firstOfEach({ connection: 'reset' }),
  },
  { name: 'redirect', about: 'a redirect to another host for the first request of each operation', faults: firstOfEach({ status: 307 }) },
  {
    name: 'unknown-fields',
    about: 'fields in each response that no page names',
    faults: always({ response: 'unknown-fields' }),
    breaks: 'CON-33',
  },
  {
    name: 'unknown-status',
    about: 'a status in each response that no page names',
    faults: always({ response: 'unknown-status' }),
    breaks: 'CON-34',
  },
  {
    name: 'late',
    about: `each event ${LATE_MS / 1_000} s late`,
    faults: always({ event: 'late', delay: LATE_MS }),
    breaks: 'CON-37',
    needsEvents: true,
  },
  { name: 'doubled', about: 'each event twice', faults: always({ event: 'duplicated' }), breaks: 'CON-37', needsEvents: true },
]
