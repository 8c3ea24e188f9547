import { documentedRules as documented } from '../../../sandbox/src/index.ts'
import { DAY } from '../../../sandbox/src/units.ts'
import { rule } from '../inside.ts'
import { mutantsOf } from '../mutant.ts'
import { renamed } from '../wire.ts'

/** The ten mistakes that the suite was first asked to find. */
export const ten = mutantsOf('behaviour', {
  'answers-200-instead-of-202 FRZ-12 UNF-12 CAN-12': rule('acceptedStatus', () => 200),
  'accepted-body-field-renamed FRZ-13 UNF-13 CAN-13': rule('acceptedBody', (right) =>
    renamed(right, 'referenceOrderId', 'referenceOrderID'),
  ),
  'other-accepted-without-other-reason FRZ-08 FRZ-11 UNF-08 UNF-11 CAN-08 CAN-11': rule('otherReasonRequired', () => null),
  'redeemed-reward-frozen FRZ-36 FRZ-35 UNF-35 UNF-36 CAN-35 CAN-36': rule('unredeemed', () => true),
  'day-8-still-cancellable CAN-42 CAN-55 FRZ-44 FRZ-45': rule(
    'withinWindow',
    (is, { lineItem: { reward }, now }) => is || (reward !== null && now - reward.issuedAt <= 8 * DAY),
  ),
  'no-event FRZ-29 UNF-29 CAN-29': rule('eventSent', () => false),
  'wrong-signature EVT-29': rule('sign', (_, body, { hmacSharedSecretKey: key, ...subscription }, interpretations) =>
    documented.sign(body, { ...subscription, hmacSharedSecretKey: key === null ? null : btoa('another key') }, interpretations),
  ),
  'refund-twice CAN-45 CAN-54 FRZ-37 UNF-37': {
    rules: {
      lineItemComplete: ({ lineItem }) => lineItem.status === 'COMPLETE' || lineItem.status === 'CANCELLED',
      rewardState: (question) =>
        documented.rewardState(question) || (question.action === 'CANCEL' && question.lineItem.reward?.status === 'CANCELLED'),
    },
  },
  'notes-of-151-accepted UPD-17': rule('updateFields', (right, { notes }) =>
    right.filter(({ path }) => path !== 'notes' || typeof notes !== 'string' || [...notes].length > 151),
  ),
  'update-changes-another-field UPD-22': rule('applyUpdate', (right, _, { notes, campaign }) =>
    notes === undefined ? right : { ...right, campaign: campaign ?? '' },
  ),
})
