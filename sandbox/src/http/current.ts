import type { Context } from '../engine/context.ts'
import type { Platform } from '../model.ts'
import type { Transaction } from '../store/store.ts'
import type { Handler } from './env.ts'

/**
 * The platform as it is now. The one of the request is as it was when the request came in: its clock, interpretations and faults may have been
 * changed while the body was on its way.
 *
 * @param tx the open transaction, where there is one
 */
export function current(context: Context, call: Handler, tx?: Transaction): Platform {
  const known = call.get('platform')
  const get = (open: Transaction): Platform => open.getPlatform(known.name) ?? known
  return tx === undefined ? context.store.transaction(get) : get(tx)
}
