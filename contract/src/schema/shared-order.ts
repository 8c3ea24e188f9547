import { isDeepStrictEqual } from 'node:util'
import type { Case } from '../cases/case.ts'
import type { OrderView, Session, Target } from '../targets/target.ts'

/** A target for many examples, on which the refused ones share an order: they must leave it as it is. */
export interface SharingTarget {
  target: Target
  /** What the order is like after the refused examples if it is not as it was before; null when it is. */
  changed: () => Promise<{ before: OrderView; after: OrderView } | null>
  close: () => Promise<void>
}

/**
 * Opens one session for all examples that must be refused, and one for each of the others. The clock is not read: that would be one more
 * request each.
 *
 * @param order of the shared session
 * @example const { target, changed, close } = sharingTarget(sandbox, { lineItems: [{}] })
 */
export function sharingTarget(target: Target, order: Case['order']): SharingTarget {
  let shared: { session: Session; before: OrderView | undefined } | undefined
  const openShared = async (row: Case): Promise<Session> => {
    if (shared === undefined) {
      const session = await target.open({ ...row, ...(order === undefined ? {} : { order }) })
      shared = { session, before: await session.control?.readOrder() }
    }
    return { ...shared.session, control: null, close: async () => undefined }
  }
  return {
    target: {
      ...target,
      open: async (row) => (row.want.status >= 400 ? openShared(row) : { ...(await target.open(row)), control: null }),
    },
    changed: async () => {
      const { session, before } = shared ?? {}
      if (session?.control == null || before === undefined) return null
      await session.control.drain()
      const after = await session.control.readOrder()
      return isDeepStrictEqual(before, after) ? null : { before, after }
    },
    close: async () => shared?.session.close(),
  }
}
