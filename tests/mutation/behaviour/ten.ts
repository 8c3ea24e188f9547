import { documentedRules as documented } from '../../../sandbox/src/index.ts'
import { DAY } from '../../../sandbox/src/units.ts'
import type { Mutant } from '../mutant.ts'
import { wrongRule } from '../mutant.ts'
import { renamed } from '../wire.ts'

/** The ten mistakes that the suite was first asked to find. */
export const ten: Mutant[] = [
  wrongRule('answers-200-instead-of-202', ['FRZ-12', 'UNF-12', 'CAN-12'], 'answers 200 instead of 202', { acceptedStatus: () => 200 }),
  wrongRule('accepted-body-field-renamed', ['FRZ-13', 'UNF-13', 'CAN-13'], 'calls referenceOrderId of the 202 referenceOrderID', {
    acceptedBody: (...given) => renamed(documented.acceptedBody(...given), 'referenceOrderId', 'referenceOrderID'),
  }),
  wrongRule(
    'other-accepted-without-other-reason',
    ['FRZ-08', 'FRZ-11', 'UNF-08', 'UNF-11', 'CAN-08', 'CAN-11'],
    'accepts OTHER without otherReason',
    { otherReasonRequired: () => null },
  ),
  wrongRule('redeemed-reward-frozen', ['FRZ-36', 'FRZ-35', 'UNF-35', 'UNF-36', 'CAN-35', 'CAN-36'], 'freezes a redeemed reward', {
    unredeemed: () => true,
  }),
  wrongRule('day-8-still-cancellable', ['CAN-42', 'CAN-55', 'FRZ-44', 'FRZ-45'], 'cancels until day 8 after issuance', {
    withinWindow: (question) =>
      documented.withinWindow(question) ||
      (question.lineItem.reward !== null && question.now - question.lineItem.reward.issuedAt <= 8 * DAY),
  }),
  wrongRule('no-event', ['FRZ-29', 'UNF-29', 'CAN-29'], 'sends no event', { eventSent: () => false }),
  wrongRule('wrong-signature', 'EVT-29', 'signs with another key', {
    sign: (body, { hmacSharedSecretKey, ...subscription }, interpretations) =>
      documented.sign(
        body,
        { ...subscription, hmacSharedSecretKey: hmacSharedSecretKey === null ? null : btoa('another key') },
        interpretations,
      ),
  }),
  wrongRule('refund-twice', ['CAN-45', 'CAN-54', 'FRZ-37', 'UNF-37'], 'refunds again when a cancelled order is cancelled again', {
    lineItemComplete: ({ lineItem }) => lineItem.status === 'COMPLETE' || lineItem.status === 'CANCELLED',
    rewardState: (question) =>
      documented.rewardState(question) || (question.action === 'CANCEL' && question.lineItem.reward?.status === 'CANCELLED'),
  }),
  wrongRule('notes-of-151-accepted', 'UPD-17', 'accepts notes of 151 characters', {
    updateFields: (body, interpretations) =>
      documented
        .updateFields(body, interpretations)
        .filter(({ path }) => path !== 'notes' || typeof body.notes !== 'string' || [...body.notes].length > 151),
  }),
  wrongRule('update-changes-another-field', 'UPD-22', 'clears campaign when notes are changed', {
    applyUpdate: (order, fields, interpretations) => ({
      ...documented.applyUpdate(order, fields, interpretations),
      ...(fields.notes === undefined ? {} : { campaign: fields.campaign ?? '' }),
    }),
  }),
]
