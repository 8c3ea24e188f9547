import type { Control, Session } from '../targets/target.ts'
import type { Legal } from './legal.ts'
import { accountsExpected, accountsSeen, eventSeen, eventsExpected, orderExpected, orderSeen } from './model/view.ts'

/** What can be seen after a step, and what the model says of it: the same shape. Without the state where that was not read. */
export interface View {
  answers: unknown[]
  order?: unknown
  beside?: unknown
  accounts?: unknown
  events: unknown[]
}

/** Reads what the control plane shows of the order, the one beside it, and the accounts. */
export async function readState(control: Control): Promise<Pick<View, 'order' | 'beside' | 'accounts'>> {
  const [orders, accounts] = await Promise.all([control.readOrders(), control.readAccounts()])
  const [beside, order] = orders.map(orderSeen)
  return { order, beside, accounts: accountsSeen(accounts) }
}

/** The events that came so far, by their revisions. */
export function eventsOf({ inbox }: Session): unknown[] {
  const events = (inbox?.received() ?? []).map(({ body }) => parsed(body))
  return events.toSorted((one, other) => one.revision - other.revision).map(eventSeen)
}

function parsed(body: string): { revision: number } {
  try {
    return JSON.parse(body)
  } catch {
    return { revision: 0 }
  }
}

/** What the model says of what was seen. */
export function viewOf({ model, answers }: Legal, seen: View): View {
  const events = eventsExpected(model)
  if (!('accounts' in seen)) return { answers, events }
  const [beside, order] = model.orders.map(orderExpected)
  return { answers, order, beside, accounts: accountsExpected(model), events }
}
