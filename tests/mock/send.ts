import { expect } from 'vitest'
import { validateErrorInfo } from '../../generated/validators.js'

export const FREEZE = '/raas/v2/asyncOrders/AA260302-118204-37/freeze'

interface Sent {
  body?: unknown
  headers?: Record<string, string>
}

/** Sends a request with credentials, and expects of the answer what every answer has. */
export async function send(origin: string, method: string, path: string, { body, headers }: Sent = {}) {
  const text = body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body)
  const known = { authorization: 'Basic ZGVtbzpkZW1vLWtleQ==', 'content-type': 'application/json' }
  const response = await fetch(`${origin}${path}`, { method, body: text, headers: { ...known, ...headers } })
  expect(response.headers.get('content-type')).toBe('application/json')
  expect(response.headers.get('x-request-id')).toBeTruthy()
  const answer: Record<string, unknown> = method === 'HEAD' ? {} : await response.json()
  if (response.status >= 400 && method !== 'HEAD') {
    expect(validateErrorInfo(answer), JSON.stringify(validateErrorInfo.errors)).toBe(true)
    expect(answer.httpCode).toBe(response.status)
  }
  return { status: response.status, headers: response.headers, answer }
}
