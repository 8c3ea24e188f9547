import type { Case } from '../cases/case.ts'
import type { Session, Target } from './target.ts'

const NO_STATE = 'the mock keeps no state and answers with the examples of the description'

/** Prism behind its front. It knows no order, so only what a request alone decides can be seen here. */
export function createMockTarget(
  baseUrl: string,
  fetch: Target['fetch'] = globalThis.fetch,
  { strict = true, ...more }: Partial<Pick<Target, 'strict' | 'limitMs' | 'redactor'>> = {},
): Target {
  return { name: 'mock', baseUrl, fetch, strict, cannot, open: async () => session, ...more }
}

const session: Session = {
  credentials: { name: 'mock', key: 'mock-key', token: 'mock-token' },
  otherCredentials: { name: 'other', key: 'other-key', token: 'other-token' },
  order: {
    referenceOrderID: 'AA260302-118204-37',
    customerIdentifier: 'harbor-clinic',
    accountIdentifier: 'harbor-clinic-rewards',
    externalRefID: 'wellness-2026-w09',
  },
  control: null,
  inbox: null,
  close: async () => undefined,
}

function cannot(row: Case): string | null {
  if (row.under !== undefined) return 'the mock follows no other interpretation'
  if (row.events !== undefined) return 'the mock sends no events'
  if (row.state !== undefined || row.stateAtAnswer !== undefined || row.after !== undefined) return NO_STATE
  if (row.forced !== undefined) return null
  if (row.before !== undefined || row.order !== undefined) return NO_STATE
  const { auth } = row.request
  if (auth !== undefined && !['basic', 'bearer', 'none'].includes(auth)) return 'the mock takes any credentials'
  const values = Object.values(row.want.body ?? {})
  if (values.some((value) => typeof value === 'object' && value !== null && ('$order' in value || '$now' in value))) return NO_STATE
  return null
}
