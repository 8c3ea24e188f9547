import type { Target } from '../../contract/src/targets/target.ts'
import { documentedRules as documented } from '../../sandbox/src/index.ts'
import { DAY } from '../../sandbox/src/units.ts'
import { eligibleIf, type Planted, type Question, withRules } from './seeded-faults.ts'

/** Spoils the days in which a reward can be acted on, where something is the case. */
const inWindowIf = (right: (question: Question) => boolean | null): (() => Target) =>
  withRules(() => ({ withinWindow: (question) => right(question) ?? documented.withinWindow(question) }))

const daysOf = ({ lineItem, now }: Question): number => Math.floor(now / DAY) - Math.floor((lineItem.reward?.issuedAt ?? 0) / DAY)

/** Mistakes at a limit, and with what was in its state before the sequence began. */
export const plantedAtLimits: Planted[] = [
  {
    does: 'cancels a frozen reward whenever it is asked to',
    clause: 'CAN-42',
    shown: 'active: day 6-1ms; freeze; day 7; cancel',
    target: inWindowIf(({ action, lineItem }) => (action === 'CANCEL' && lineItem.reward?.status === 'FROZEN' ? true : null)),
  },
  {
    does: 'cancels a frozen reward a day longer than an active one',
    clause: 'CAN-55',
    shown: 'active: day 6-1ms; freeze; day 6; cancel',
    target: inWindowIf((question) =>
      question.action === 'CANCEL' && question.lineItem.reward?.status === 'FROZEN' ? daysOf(question) <= 6 : null,
    ),
  },
  {
    does: 'freezes up to the fourth day only',
    clause: 'FRZ-45',
    shown: 'active: day 6-1ms; freeze',
    target: inWindowIf((question) => (question.action === 'FREEZE' ? daysOf(question) <= 4 : null)),
  },
  {
    does: 'freezes up to the third day only',
    clause: 'FRZ-44',
    shown: 'active: day 4; freeze',
    target: inWindowIf((question) => (question.action === 'FREEZE' ? daysOf(question) <= 3 : null)),
  },
  {
    does: 'unfreezes nothing after the window of a freeze',
    clause: 'UNF-52',
    shown: 'active: day 6-1ms; freeze; day 6; unfreeze',
    target: inWindowIf((question) => (question.action === 'UNFREEZE' ? daysOf(question) <= 5 : null)),
  },
  {
    does: 'revives a CANCELLED reward of a COMPLETE line item with an unfreeze',
    clause: 'UNF-44',
    shown: 'cancelled: unfreeze',
    target: eligibleIf(({ action, lineItem }) => (action === 'UNFREEZE' && lineItem.reward?.status === 'CANCELLED' ? true : null)),
  },
  {
    does: 'fills no empty field',
    clause: 'UPD-16',
    shown: 'active: update notes=a',
    target: withRules(() => ({ applyUpdate: (order, ...rest) => (order.notes === '' ? order : documented.applyUpdate(order, ...rest)) })),
  },
  {
    does: 'cancels orders that are PENDING or FAILED',
    clause: 'CAN-56',
    shown: 'failed: cancel',
    target: withRules(() => ({ orderStatusGate: (action, ...rest) => action === 'CANCEL' || documented.orderStatusGate(action, ...rest) })),
  },
  {
    does: 'unfreezes no reward of an order that is PARTIAL',
    clause: 'UNF-53',
    shown: 'partial: unfreeze',
    target: withRules(() => ({
      orderStatusGate: (action, order, interpretations) =>
        !(action === 'UNFREEZE' && order.status === 'PARTIAL') && documented.orderStatusGate(action, order, interpretations),
    })),
  },
]
