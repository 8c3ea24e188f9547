import type { IncomingMessage } from 'node:http'
import type { Has } from './bugs.ts'
import type { Action } from './orders.ts'

/** Ends a request with an error. `fields` are those at fault. */
export class Refusal extends Error {
  readonly status: number
  readonly fields: string[]
  readonly headers: Record<string, string>
  constructor(status: number, message: string, fields: string[] = [], headers: Record<string, string> = {}) {
    super(message)
    this.status = status
    this.fields = fields
    this.headers = headers
  }
}

export const credentials = { name: 'Foreign-Platform', key: 'foreign-Key-52c8' }
export const token = 'foreign-Token-d07e'

const LARGEST_BODY = 1024 * 1024
const DEEPEST = 64

const shared = ['DELIVERY_INFO', 'REWARD_AMOUNT', 'REWARD_TYPE', 'FRAUD', 'OTHER']
const codes: Record<Action, string[]> = {
  freeze: [...shared, 'VERIFY_ORDER'],
  unfreeze: [...shared, 'VERIFY_ORDER', 'VERIFIED_ORDER', 'DUPLICATE'],
  cancel: [...shared, 'RECIPIENT', 'CURRENCY', 'RECIPIENT_REQUESTED', 'RECIPIENT_OBLIGATIONS', 'DUPLICATE'],
}

/**
 * Refuses a request without valid credentials.
 *
 * @example authenticate(request, () => false)
 */
export function authenticate({ method, headers: { authorization } }: IncomingMessage, has: Has): void {
  const [scheme = '', value] = (authorization ?? '').split(' ')
  const key = Buffer.from(`${credentials.name}:${credentials.key}`).toString('base64')
  const isBasic = scheme.toLowerCase() === 'basic' && (value === key || (method === 'PATCH' && has('update-accepts-any-key')))
  const isBearer = scheme.toLowerCase() === 'bearer' && value === token
  const isExempt = authorization === undefined && method === 'POST' && has('action-without-credentials')
  if (!(isBasic || isBearer || isExempt)) throw new Refusal(401, 'Sign in first.', [], { 'WWW-Authenticate': 'Basic realm="raas"' })
}

/**
 * Reads a JSON body.
 *
 * @param malformed the status for what is not JSON
 * @example const body = await readJson(request, 400)
 */
export async function readJson(request: IncomingMessage, malformed: number): Promise<unknown> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const bytes = Buffer.concat(chunks)
  if (bytes.length > LARGEST_BODY) throw new Refusal(413, 'The body exceeds 1 MiB. Shorten it.')
  const type = request.headers['content-type'] ?? ''
  const isJson = /^application\/json\s*(;|$)/i.test(type) && !/charset=(?!"?utf-8)/i.test(type)
  if (!isJson) throw new Refusal(400, `Unsupported media type "${type}": expected application/json.`)
  let text: string
  let value: unknown
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    value = JSON.parse(text)
  } catch {
    throw new Refusal(malformed, 'Cannot parse the body as JSON.')
  }
  const keys = [...text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?/g)].filter(([, colon]) => colon !== undefined).length
  if (keys !== countKeys(value, 0)) throw new Refusal(400, 'Duplicate key in the body.')
  return value
}

function countKeys(value: unknown, depth: number): number {
  if (typeof value !== 'object' || value === null) return 0
  if (depth === DEEPEST) throw new Refusal(400, `The body is nested deeper than ${DEEPEST} levels.`)
  const inside = Object.values(value).reduce((sum: number, part) => sum + countKeys(part, depth + 1), 0)
  return inside + (Array.isArray(value) ? 0 : Object.keys(value).length)
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * The reason code of an action's body; refuses a body that the action does not accept.
 *
 * @example checkAction('freeze', { reasonCode: 'FRAUD' }, () => false) // 'FRAUD'
 */
export function checkAction(action: Action, body: unknown, has: Has): string {
  if (!isObject(body)) throw new Refusal(422, 'The body must be an object.')
  const { reasonCode, otherReason, ...unknown } = body
  const isCode = codes[action].includes(String(reasonCode)) && !(reasonCode === 'DUPLICATE' && has(`${action}-refuses-duplicate`))
  const faults = typeof reasonCode === 'string' && isCode ? [] : ['reasonCode']
  if (!isReason(action, reasonCode, otherReason, has)) faults.push('otherReason')
  if (!has(`${action}-unknown-field`)) faults.push(...Object.keys(unknown))
  if (faults.length > 0) throw new Refusal(422, `Cannot ${action}: check ${faults.join(', ')}.`, faults)
  return String(reasonCode)
}

function isReason(action: Action, reasonCode: unknown, otherReason: unknown, has: Has): boolean {
  if (otherReason === undefined) return reasonCode !== 'OTHER' || has(`${action}-other-without-reason`)
  if (typeof otherReason !== 'string') return false
  return reasonCode !== 'OTHER' || otherReason.trim() !== '' || has(`${action}-blank-reason`)
}

/**
 * The changes that an update asks for; refuses a body that it does not accept.
 *
 * @example checkUpdate({ notes: 'checked' }, () => false) // { notes: 'checked' }
 */
export function checkUpdate(body: unknown, has: Has): Record<string, string> {
  const limits = new Map([
    ['campaign', has('campaign-1024-refused') ? 1023 : 1024],
    ['purchaseOrderNumber', Number.POSITIVE_INFINITY],
    ['notes', has('notes-151-accepted') ? 151 : 150],
  ])
  if (!isObject(body) || Object.keys(body).length === 0) throw new Refusal(400, 'The body must be an object with a field to change.')
  const isFine = ([field, value]: [string, unknown]) => typeof value === 'string' && [...value].length <= (limits.get(field) ?? -1)
  const faults = Object.entries(body).flatMap((entry) => (isFine(entry) ? [] : [entry[0]]))
  if (faults.length > 0) throw new Refusal(400, `Cannot update: check ${faults.join(', ')}.`, faults)
  return body as Record<string, string>
}
