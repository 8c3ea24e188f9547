import type { Bump } from '../../contract/src/breaking/version.ts'

/** A parsed description, as loose as an edit needs it. */
// biome-ignore lint/suspicious/noExplicitAny: an edit reaches anywhere into a document.
type Loose = any

/** One edit of the real description and the bump that it needs; null when it is no change. */
export type Edit = [name: string, bump: Bump | null, edit: (description: Loose) => unknown]

const FREEZE = '/asyncOrders/{referenceOrderID}/freeze'
const CANCEL = '/asyncOrders/{referenceOrderID}/cancel'
const freeze = (d: Loose): Loose => d.paths[FREEZE].post
const update = (d: Loose): Loose => d.components.schemas.UpdateAsyncOrderRequest
const branches = (d: Loose): Loose => d.components.schemas.FreezeRequest.oneOf
const accepted = (d: Loose): Loose => d.components.schemas.AsyncOrderActionAccepted
const order = (d: Loose): Loose => d.components.schemas.AsyncOrderDetail
const refused = (d: Loose): Loose => d.components.responses.Unauthorized
const event = (d: Loose): Loose => d.components.schemas.OrderActionStatusEventData
const move = (holder: Loose, from: string, to: string): void => {
  holder[to] = holder[from]
  delete holder[from]
}

/** What a client may rely on, and each way to take it away, loosen it, or leave it. */
export const EDITS: Edit[] = [
  ['no edit', null, () => {}],
  // Operations and events
  ['an operation is removed', 'major', (d) => delete d.paths[CANCEL]],
  ['an operation is added', 'minor', (d) => Object.assign(d.paths[FREEZE], { get: { responses: { 200: { description: 'x' } } } })],
  ['a path parameter is renamed', 'major', (d) => move(d.paths, CANCEL, '/asyncOrders/{id}/cancel')],
  ['the webhook is renamed', 'major', (d) => move(d.webhooks, 'OrderActionStatus', 'ActionStatus')],
  ['the webhook is removed', 'major', (d) => delete d.webhooks.OrderActionStatus],
  ['a webhook is added', 'minor', (d) => Object.assign(d.webhooks, { Other: d.webhooks.OrderActionStatus })],
  ['an operationId is changed', 'major', (d) => Object.assign(freeze(d), { operationId: 'x' })],
  ['an operation is deprecated', 'minor', (d) => Object.assign(freeze(d), { deprecated: true })],
  // Request bodies
  ['a request field becomes required', 'major', (d) => Object.assign(update(d), { required: ['notes'] })],
  ['an optional request field is added', 'minor', (d) => Object.assign(update(d).properties, { x: { type: 'string' } })],
  ['a request field is removed', 'major', (d) => delete update(d).properties.notes],
  ['a maxLength is lowered', 'major', (d) => Object.assign(update(d).properties.notes, { maxLength: 149 })],
  ['a maxLength is raised', 'minor', (d) => Object.assign(update(d).properties.notes, { maxLength: 151 })],
  ['a maxLength is removed', 'minor', (d) => delete update(d).properties.notes.maxLength],
  ['minProperties is removed', 'minor', (d) => delete update(d).minProperties],
  ['unknown fields are taken', 'minor', (d) => delete update(d).additionalProperties],
  ['null is taken', 'minor', (d) => Object.assign(update(d).properties.notes, { type: ['string', 'null'] })],
  ['the body may be left out', 'minor', (d) => Object.assign(freeze(d).requestBody, { required: false })],
  ['a condition is removed', 'minor', (d) => delete update(d).not],
  // Branches of a request body
  ['a request enum is narrowed', 'major', (d) => branches(d)[0].properties.reasonCode.enum.pop()],
  ['a request enum is widened', 'minor', (d) => branches(d)[0].properties.reasonCode.enum.push('NEW')],
  ['a request enum takes the value of another branch', 'major', (d) => branches(d)[0].properties.reasonCode.enum.push('OTHER')],
  ['a branch is removed', 'major', (d) => branches(d).pop()],
  ['a branch gains a required field', 'major', (d) => branches(d)[0].required.push('otherReason')],
  ['a branch loses a required field', 'minor', (d) => branches(d)[1].required.pop()],
  ['a branch loses the required field that tells it from the other', 'major', (d) => branches(d)[1].required.shift()],
  ['a branch is added that takes what another takes', 'major', (d) => branches(d).push({ type: 'object', required: ['x'] })],
  ['the branches change places', null, (d) => branches(d).reverse()],
  // Answers and events
  ['a required answer field is dropped', 'major', (d) => accepted(d).required.pop()],
  ['an optional answer field is removed', 'major', (d) => delete order(d).properties.status],
  ['an answer field is added', 'minor', (d) => Object.assign(accepted(d).properties, { x: { type: 'string' } })],
  ['an answer field may be null', 'major', (d) => Object.assign(order(d).properties.notes, { type: ['string', 'null'] })],
  ['an answer field is never null', 'minor', (d) => Object.assign(order(d).properties.completedAt, { type: 'string' })],
  ['an event enum is widened', 'major', (d) => event(d).properties.action.enum.push('THAW')],
  ['a response status is removed', 'major', (d) => delete freeze(d).responses['422']],
  ['a response status is added', 'minor', (d) => Object.assign(freeze(d).responses, { 409: freeze(d).responses['422'] })],
  ['a response header is removed', 'major', (d) => delete refused(d).headers['X-REQUEST-ID']],
  ['a response header may be missing', 'major', (d) => Object.assign(d.components.headers.XRequestID, { required: false })],
  ['an event header is removed', 'major', (d) => d.webhooks.OrderActionStatus.post.parameters.pop()],
  // Parameters and security
  [
    'a path parameter pattern is narrowed',
    'major',
    (d) => Object.assign(d.components.parameters.ExternalRefID.schema, { pattern: '^[A-Z]+$' }),
  ],
  ['a path parameter pattern is removed', 'minor', (d) => delete d.components.parameters.ExternalRefID.schema.pattern],
  ['a security scheme is removed', 'major', (d) => d.security.pop() && delete d.components.securitySchemes.bearerToken],
  ['no credentials are needed', 'minor', (d) => delete d.security],
  ['a server is removed', 'major', (d) => d.servers.shift()],
  // What is for readers only
  ['a description is changed', 'patch', (d) => Object.assign(freeze(d), { description: 'x' })],
  ['an example is changed', null, (d) => Object.assign(d.components.examples.FreezeListedCode.value, { reasonCode: 'X' })],
  ['an example is added', null, (d) => Object.assign(refused(d).content['application/json'].examples, { x: { value: {} } })],
  ['an example is removed', null, (d) => delete refused(d).content['application/json'].examples.missingCredentials],
  ['the example of a field is changed', null, (d) => Object.assign(update(d).properties.notes, { examples: ['x'] })],
  ['a clause mark is added', null, (d) => Object.assign(refused(d), { 'x-clause': ['X'] })],
  ['the clause marks are removed', null, (d) => delete freeze(d)['x-documented'] && delete update(d)['x-inferred']],
  ['a clause mark is changed', null, (d) => freeze(d)['x-documented'].pop()],
]
