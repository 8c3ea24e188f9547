import type { Case } from '../case.ts'
import type { LiveOptions, PreparedOrder } from '../options.ts'
import { NotRun, type Session, type Target } from './target.ts'

/** A target that is not ours: no control plane, orders prepared by hand, and each used once. */
export function createLiveTarget(baseUrl: string, options: LiveOptions, fetch: Target['fetch'] = globalThis.fetch): Target {
  const left = new Map(Object.entries(options.fixtures).map(([state, orders]) => [state, [...orders]]))
  return {
    name: 'live',
    baseUrl,
    fetch,
    cannot: (row) => cannot(row, options),
    alsoTakes: (row) => (isSchemaViolation(row) ? [400, 422] : []),
    open: async (row) => open(row, options, left),
  }
}

const NO_CONTROL = 'the target has no control plane to arrange or show its state with'

function cannot(row: Case, options: LiveOptions): string | null {
  if (row.under !== undefined) return 'the target follows no other reading on request'
  if (row.events !== undefined) return 'the target delivers its events elsewhere'
  if (row.before !== undefined || row.after !== undefined || row.state !== undefined || row.stateAtAnswer !== undefined) return NO_CONTROL
  if (typeof row.order === 'object') return 'no prepared order has this shape'
  const { auth = 'basic' } = row.request
  if (auth === 'other-platform') return 'there are no credentials of a second platform'
  if (auth === 'bearer' && options.token === null) return 'there is no bearer token'
  if (auth === 'basic' && row.request.auth !== undefined && options.name === null) return 'there are no Basic credentials'
  return null
}

/** C-400-422: which of the two answers a body that breaks the schema is not documented, so both are taken. */
function isSchemaViolation(row: Case): boolean {
  return (row.want.status === 400 || row.want.status === 422) && row.order === undefined
}

function open(row: Case, options: LiveOptions, left: Map<string, PreparedOrder[]>): Session {
  const state = String(row.order ?? 'active')
  // Only an action that is accepted uses an order up.
  const order = row.want.status === 202 ? left.get(state)?.shift() : (left.get(state)?.[0] ?? options.fixtures[state]?.[0])
  if (order === undefined) {
    throw new NotRun(`the fixtures file has no ${options.fixtures[state] === undefined ? '' : 'more '}order in state ${state}`)
  }
  return {
    credentials: { name: options.name, key: options.key, token: options.token },
    otherCredentials: null,
    order,
    control: null,
    inbox: null,
    close: async () => undefined,
  }
}
