import type { ActionName } from '../../../generated/operations.ts'
import { type ApiRequest, act } from '../cases/case.ts'
import { byTurn, turn } from './look.ts'
import type { Probe } from './probe.ts'

const inTurn = (action: ActionName, first: string, ...codes: string[]) => {
  const request = (reasonCode: string): ApiRequest => act(action, { reasonCode })
  return { request: request(first), otherwise: codes.map(request) }
}

/** Codes that only the table of the unfreeze page has. RECIPIENT, a code for cancelling, shows first that codes are checked at all. */
const tableCodes = { order: 'frozen' as const, ...inTurn('unfreeze', 'RECIPIENT', 'VERIFY_ORDER', 'DUPLICATE', 'FRAUD') }
const noteCodes = { order: 'frozen' as const, ...inTurn('unfreeze', 'VERIFIED_ORDER', 'REWARD_TYPE', 'FRAUD') }

/** Probes of the lists of reason codes. */
export const reasonCodeProbes: Probe[] = [
  {
    interpretation: 'C-REASON-UNKNOWN',
    asks: [inTurn('freeze', 'NO_SUCH_CODE', 'RECIPIENT', 'FRAUD')],
    tell: byTurn('unchecked', 'one-list', 'per-action'),
  },
  {
    interpretation: 'C-CAN-CURRENCY',
    asks: [inTurn('cancel', 'NO_SUCH_CODE', 'CURRENCY', 'CURREENCY')],
    tell: byTurn(null, 'CURRENCY', 'CURREENCY'),
  },
  {
    interpretation: 'C-UNF-REASONS',
    asks: [tableCodes, { order: 'frozen', ...inTurn('unfreeze', 'REWARD_TYPE', 'FRAUD') }],
    hidden: { notes: 'refusing DUPLICATE and VERIFY_ORDER one by one looks the same' },
    tell: (table, notes) => (turn(table) === 1 || turn(table) === 2 ? (['union', 'table'][turn(notes)] ?? null) : null),
  },
  {
    interpretation: 'C-UNF-VERIFY',
    asks: [tableCodes, noteCodes],
    tell: (table, notes) => {
      const [first, second] = [turn(table), turn(notes)]
      if (first === 1 && second === 0) return 'both'
      // A list that is not in force would refuse its spelling too: another code of the same list has to be accepted.
      if (first === 1 && second === 1) return 'VERIFY_ORDER'
      return first === 2 && second === 0 ? 'VERIFIED_ORDER' : null
    },
  },
  {
    interpretation: 'C-UNF-DUPLICATE',
    asks: [{ order: 'frozen', ...inTurn('unfreeze', 'RECIPIENT', 'DUPLICATE', 'VERIFY_ORDER') }],
    tell: byTurn(null, 'accepted', 'refused'),
  },
]
