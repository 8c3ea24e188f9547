import { operations } from '../../../generated/operations.ts'
import { orList } from '../../../sandbox/src/node/command/nearest.ts'
import { type JournalEntry, knownOf, operationOf } from './journal.ts'
import { eachRequest, type Rule } from './rule.ts'

const UPDATES = ['campaign', 'purchaseOrderNumber', 'notes']
const ACTION_FIELDS = ['reasonCode', 'otherReason']

/** Below an order: what is no documented action. Line items, reason codes and the address of an order have operations that the sandbox does not offer. */
const BELOW_ORDER = /^\/asyncOrders\/(?!lineItems\/|customers\/)[^/]+\/./
const AN_ORDER = /^\/asyncOrders\/customers\/[^/]+\/accounts\/[^/]+\/[^/]+$/

/** Whether one of the four operations is meant, rightly or wrongly: other documented ones are not judged. */
const isMeant = ({ method, path }: JournalEntry): boolean =>
  method !== 'OPTIONS' && (BELOW_ORDER.test(path) || (AN_ORDER.test(path) && !['GET', 'HEAD'].includes(method)))

const any = (): boolean => true
const hasBody = (entry: JournalEntry): boolean => operationOf(entry) !== null

/** What is right or wrong about a request by itself: CON-20 to CON-26. */
export const requestRules: readonly Rule[] = [
  eachRequest('CON-20', isMeant, (entry) => (knownOf(entry) === null ? 'is not a documented operation' : null)),
  // Of a body in another encoding nobody knows what it holds.
  eachRequest('CON-21', (entry) => hasBody(entry) && entry.bodyForm !== null && encodingBreach(entry) === null, bodyBreach),
  eachRequest(
    'CON-22',
    ({ body }) => body?.reasonCode === 'OTHER',
    ({ body }) => ((body?.otherReason ?? '').trim() === '' ? 'has the reason code OTHER and no otherReason' : null),
  ),
  eachRequest('CON-23', hasBody, encodingBreach),
  eachRequest('CON-24', any, ({ headers: { accept } }) => (acceptsJson(accept) ? null : 'has an Accept that allows no application/json')),
  eachRequest('CON-25', any, ({ credentialsInUrl }) => (credentialsInUrl ? 'has the credentials in its URL' : null)),
  {
    id: 'CON-26',
    judge: ({ requests }) => ({
      checked: requests.filter(({ status }) => status === 307).length,
      findings: requests
        .filter(({ redirected, authorization }) => redirected && authorization !== 'none')
        .map(({ method, path, number }) => ({ what: `${method} ${path} followed a redirect with credentials`, requests: [number] })),
    }),
  },
]

function bodyBreach(entry: JournalEntry): string | null {
  const { body, otherFields, bodyForm } = entry
  const operation = operationOf(entry)
  if (operation === null || bodyForm === null) return null
  if (bodyForm === 'none') return 'has no body'
  if (bodyForm !== 'object' || body === null)
    return bodyForm === 'other' ? 'has a body that is no JSON' : 'has a body that is no JSON object'
  const { reasonCodes } = operations[operation]
  const documented = reasonCodes.length > 0 ? ACTION_FIELDS : UPDATES
  const unknown = [...otherFields, ...Object.keys(body).filter((name) => !documented.includes(name))]
  if (unknown.length > 0) return `has ${unknown.length === 1 ? 'a field' : 'fields'} that no page names: ${unknown.join(', ')}`
  if (reasonCodes.length === 0) return null
  const { reasonCode } = body
  if (reasonCode === undefined) return 'has no reasonCode'
  if (reasonCodes.some((code) => code === reasonCode)) return null
  return `has the reason code ${reasonCode ?? 'that is not a string'}: expected one of ${orList(reasonCodes)}`
}

function encodingBreach({ headers: { contentType, contentEncoding } }: JournalEntry): string | null {
  if (contentType === null) return 'has no Content-Type'
  const [type = '', ...parameters] = contentType
    .toLowerCase()
    .split(';')
    .map((part) => part.trim())
  if (type !== 'application/json') return `has the Content-Type ${type}`
  const charset = parameters
    .find((part) => part.startsWith('charset='))
    ?.slice('charset='.length)
    .replaceAll('"', '')
  if (charset !== undefined && charset !== 'utf-8') return `has a body in ${charset}`
  return contentEncoding === null || contentEncoding === 'identity' ? null : `has a body with Content-Encoding ${contentEncoding}`
}

/** RFC 9110, section 12.5.1; no Accept allows everything. */
function acceptsJson(accept: string | null): boolean {
  if (accept === null || accept.trim() === '') return true
  return accept.split(',').some((range) => {
    const [type = '', ...parameters] = range
      .toLowerCase()
      .split(';')
      .map((part) => part.trim())
    return ['*/*', 'application/*', 'application/json'].includes(type) && !parameters.some((part) => /^q=0(\.0*)?$/.test(part))
  })
}
