/**
 * What the foreign server can do wrong, one bug at a time. Documented calls alone show each.
 *
 * `clauses` lists every clause that the bug truly breaks, so that a verdict can be held against it. A bug of one action is named after it.
 *
 * @example startForeign({ bug: 'freeze-returns-200', now: Date.now, newId: randomUUID })
 */
export const bugs = [
  { name: 'update-stores-nothing', does: 'responds as if updated, and stores nothing', clauses: ['UPD-10', 'UPD-14', 'UPD-16'] },
  { name: 'update-ignores-notes', does: 'leaves the notes as they are', clauses: ['UPD-16'] },
  { name: 'update-shows-old-campaign', does: 'stores the campaign, but responds with the one before', clauses: ['UPD-38'] },
  { name: 'update-drops-purchase-order', does: 'leaves purchaseOrderNumber out of the 200', clauses: ['UPD-39'] },
  { name: 'update-clears-unsent', does: 'clears the fields that are not sent', clauses: ['UPD-22'] },
  { name: 'update-ignores-account', does: 'finds an order under any account', clauses: ['UPD-03'] },
  { name: 'update-accepts-any-key', does: 'accepts an update with a wrong platform key', clauses: ['UPD-63'] },
  { name: 'notes-151-accepted', does: 'accepts notes of 151 characters', clauses: ['UPD-17'] },
  { name: 'campaign-1024-refused', does: 'refuses a campaign of 1024 characters', clauses: ['UPD-11'] },
  { name: 'freeze-returns-200', does: 'returns 200 for an accepted freeze', clauses: ['FRZ-12'] },
  { name: 'freeze-counts-without-failed', does: 'leaves FAILED line items out of totalLineItems', clauses: ['FRZ-16'] },
  { name: 'freeze-other-without-reason', does: 'accepts OTHER without otherReason for a freeze', clauses: ['FRZ-08'] },
  { name: 'freeze-malformed-500', does: 'returns 500 for a freeze whose JSON is malformed', clauses: ['FRZ-19'] },
  { name: 'freeze-first-only', does: 'freezes the first eligible line item only', clauses: ['FRZ-25'] },
  { name: 'freeze-again', does: 'freezes and counts frozen rewards once more', clauses: ['FRZ-38'] },
  { name: 'unfreeze-refuses-duplicate', does: 'refuses DUPLICATE for an unfreeze', clauses: ['UNF-05'] },
  { name: 'unfreeze-lower-cases-ref', does: 'shows externalRefID in lower case in the 202', clauses: ['UNF-14'] },
  { name: 'unfreeze-date-for-people', does: 'shows a date in the 202 that is not an instant', clauses: ['UNF-17'] },
  { name: 'unfreeze-revives-cancelled', does: 'makes cancelled rewards active', clauses: ['UNF-38', 'UNF-44', 'CAN-41'] },
  { name: 'cancel-counts-one-more', does: 'counts one line item too many in the 202', clauses: ['CAN-16'] },
  { name: 'cancel-accepts-unknown-order', does: 'accepts a cancel of an order that does not exist', clauses: ['CAN-20'] },
  { name: 'cancel-accepts-failed-order', does: 'accepts a cancel of a FAILED order', clauses: ['CAN-47'] },
  { name: 'cancel-blank-reason', does: 'accepts OTHER with a blank otherReason for a cancel', clauses: ['CAN-11'] },
  { name: 'cancel-unknown-field', does: 'accepts a field that a cancel does not have', clauses: ['GEN-17'] },
  { name: 'cancel-skips-frozen', does: 'cancels no frozen reward', clauses: ['CAN-49'] },
  { name: 'cancel-voids-redeemed', does: 'cancels fully redeemed rewards', clauses: ['CAN-36'] },
  { name: 'cancel-sends-no-event', does: 'reports no outcome of a cancel', clauses: ['CAN-29'] },
  { name: 'freeze-sends-two-events', does: 'reports the outcome of a freeze twice', clauses: ['EVT-15'] },
  { name: 'event-calls-unfreeze-freeze', does: 'calls an unfreeze FREEZE in the event', clauses: ['EVT-09'] },
  { name: 'event-lower-cases-ref', does: 'shows externalRefID in lower case in the event', clauses: ['EVT-07'] },
  { name: 'event-fails-skipped', does: 'counts skipped line items as failed in the event', clauses: ['EVT-14'] },
  { name: 'action-without-credentials', does: 'accepts an action without credentials', clauses: ['GEN-01'] },
  { name: 'error-without-key', does: 'leaves i18nKey out of errors', clauses: ['GEN-05'] },
  { name: 'error-http-code-400', does: 'says 400 in httpCode whatever the status', clauses: ['GEN-06'] },
  { name: 'success-without-request-id', does: 'leaves X-REQUEST-ID out of the 200 and the 202', clauses: ['GEN-08'] },
  { name: 'error-other-request-id', does: 'shows another requestId in an error than in the header', clauses: ['GEN-09'] },
  { name: 'error-names-no-field', does: 'names no field in errors', clauses: ['GEN-20'] },
] as const

export type BugName = (typeof bugs)[number]['name']

/** Whether this bug is the planted one. A text, so that code that the actions share asks for `${action}-…`. */
export type Has = (bug: string) => boolean
