import type { Case } from '../cases/case.ts'
import { isShownByEvent, isShownByUpdate } from '../checks/shown.ts'
import type { LiveOptions } from '../run/options.ts'
import { preparedState, stepsAfter } from './prepared.ts'

const NO_CONTROL = 'only a control plane can arrange or show this'
const NO_EVENTS = 'TANGO_WEBHOOK_ID is not set, so no events are read'

/** Larger bodies are sent to this machine only; characters. */
const LARGEST_BODY = 100_000

/**
 * Why a case cannot be run on a target without a control plane, or null when it can.
 *
 * @param isHere whether the target is on this machine: what is sent to others must do no harm there
 * @example cannotWithoutControl({ ...row, under: { 'C-NONE-EVENT': 'not-sent' } }, options, true) // 'the target follows …'
 */
export function cannotWithoutControl(row: Case, options: LiveOptions, isHere: boolean): string | null {
  if (row.under !== undefined) return 'the target cannot switch to another option of an open question'
  return harm(row, isHere) ?? unarranged(row) ?? unseen(row, options) ?? unauthorized(row, options)
}

/** Requests that mean something else on a target that is not ours, or burden it. */
function harm({ request: { method, rawPath, rawBody, body } }: Case, isHere: boolean): string | null {
  // A read of an order is on the path of the update, and who knows what DELETE does there.
  if (method !== undefined) return 'a method that the pages do not list may be a live operation there'
  if (isHere) return null
  if (rawPath !== undefined) return 'a path that the pages do not list may be a live operation there'
  const isLarge = (rawBody ?? JSON.stringify(body) ?? '').length > LARGEST_BODY
  return isLarge ? 'a body of this size is sent to this machine only' : null
}

function unarranged(row: Case): string | null {
  const isCalls = (row.before ?? []).every((step) => 'act' in step || 'update' in step)
  if (!isCalls || stepsAfter(row) === null) return NO_CONTROL
  return preparedState(row) === null ? 'no prepared order has this shape' : null
}

/** What nothing but a control plane, or a delivery, shows. */
function unseen(row: Case, { webhookId }: LiveOptions): string | null {
  if (row.stateAtAnswer !== undefined) return NO_CONTROL
  if (row.events !== undefined) {
    if (webhookId === null) return NO_EVENTS
    return needsDelivery(row) ? 'only a delivery shows this; the list of events does not' : null
  }
  // Of a refusal, the response says enough.
  if (row.state === undefined || row.want.status >= 400 || isShownByUpdate(row)) return null
  if (!isShownByEvent(row)) return NO_CONTROL
  return webhookId === null ? NO_EVENTS : null
}

/** Clauses about what a list of events does not show: revisions from 1 on, the category as it is sent, deliveries and subscriptions. */
const DELIVERED = ['02', '03', '18', '19', '20', '21', '22', '23', '24', '25', '27', '28', '29'].map((number) => `EVT-${number}`)
const DELIVERED_INTERPRETATIONS = ['C-HMAC-FORM', 'C-ENV-CATEGORY', 'C-DELIVERY']

function needsDelivery({ clause, events = {} }: Case): boolean {
  const { subscription, headers, received, envelope = {} } = events
  if (subscription !== undefined || headers !== undefined || received !== undefined) return true
  return [...DELIVERED, ...DELIVERED_INTERPRETATIONS].includes(clause) || 'category' in envelope || 'revision' in envelope
}

function unauthorized({ request }: Case, { name, token }: LiveOptions): string | null {
  const { auth } = request
  if (auth === 'other-platform') return 'there are no credentials of a second platform'
  if (auth === 'bearer' && token === null) return 'there is no bearer token'
  return auth === 'basic' && name === null ? 'there are no Basic credentials' : null
}
