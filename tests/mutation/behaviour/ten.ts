import { documentedRules as documented } from '../../../sandbox/src/index.ts'
import type { Mutant } from '../mutant.ts'
import { wrong } from '../mutant.ts'
import { renamed } from '../wire.ts'

const DAY = 86_400_000

/** The ten mistakes that the suite was first asked to find. */
export const ten: Mutant[] = [
  wrong('answers-200-instead-of-202', ['FRZ-12', 'UNF-12', 'CAN-12'], 'answers 200 instead of 202', {
    rules: { acceptedStatus: () => 200 },
  }),
  wrong('accepted-body-field-renamed', ['FRZ-13', 'UNF-13', 'CAN-13'], 'calls referenceOrderId of the 202 referenceOrderID', {
    rules: { acceptedBody: (...given) => renamed(documented.acceptedBody(...given), 'referenceOrderId', 'referenceOrderID') },
  }),
  wrong(
    'other-accepted-without-other-reason',
    ['FRZ-08', 'FRZ-11', 'UNF-08', 'UNF-11', 'CAN-08', 'CAN-11'],
    'accepts OTHER without otherReason',
    {
      rules: { otherReasonRequired: () => null },
    },
  ),
  wrong('redeemed-reward-frozen', ['FRZ-36', 'FRZ-35', 'UNF-35', 'UNF-36', 'CAN-35', 'CAN-36'], 'freezes a redeemed reward', {
    rules: { unredeemed: () => true },
  }),
  wrong('day-8-still-cancellable', ['CAN-42', 'CAN-55', 'FRZ-44', 'FRZ-45'], 'cancels until day 8 after issuance', {
    rules: {
      withinWindow: (question) =>
        documented.withinWindow(question) ||
        (question.lineItem.reward !== null && question.now - question.lineItem.reward.issuedAt <= 8 * DAY),
    },
  }),
  wrong('no-event', ['FRZ-29', 'UNF-29', 'CAN-29'], 'sends no event', { rules: { eventSent: () => false } }),
  wrong('wrong-signature', 'EVT-29', 'signs with another key', {
    rules: {
      sign: (body, { hmacSharedSecretKey, ...subscription }, readings) =>
        documented.sign(
          body,
          { ...subscription, hmacSharedSecretKey: hmacSharedSecretKey === null ? null : btoa('another key') },
          readings,
        ),
    },
  }),
  wrong('refund-twice', ['CAN-45', 'CAN-54', 'FRZ-37', 'UNF-37'], 'refunds again when a cancelled order is cancelled again', {
    rules: {
      lineItemComplete: ({ lineItem }) => lineItem.status === 'COMPLETE' || lineItem.status === 'CANCELLED',
      rewardState: (question) =>
        documented.rewardState(question) || (question.action === 'CANCEL' && question.lineItem.reward?.status === 'CANCELLED'),
    },
  }),
  wrong('notes-of-151-accepted', 'UPD-17', 'accepts notes of 151 characters', {
    rules: {
      updateFields: (body, readings) =>
        documented
          .updateFields(body, readings)
          .filter(({ path }) => path !== 'notes' || typeof body.notes !== 'string' || [...body.notes].length > 151),
    },
  }),
  wrong('update-changes-another-field', 'UPD-22', 'clears campaign when notes are changed', {
    rules: {
      applyUpdate: (order, fields, readings) => ({
        ...documented.applyUpdate(order, fields, readings),
        ...(fields.notes === undefined ? {} : { campaign: fields.campaign ?? '' }),
      }),
    },
  }),
]
