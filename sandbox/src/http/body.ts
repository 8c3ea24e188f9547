import type { Context } from '../engine/context.ts'
import type { Body, Problem } from '../rules/request.ts'
import type { Handler } from './env.ts'
import { ApiFault, invalid } from './errors.ts'

/**
 * Reads a JSON object from a request.
 *
 * @throws ApiFault 400 when it cannot be parsed, `notAnObject` when it is JSON and no object
 */
export async function readBody(context: Context, call: Handler, notAnObject: 400 | 422): Promise<Body> {
  const parsed = context.rules.parseBody(call.req.header('content-type') ?? null, new Uint8Array(await call.req.arrayBuffer()))
  if (!('value' in parsed)) throw new ApiFault(400, parsed.i18nKey, parsed.message)
  const { value } = parsed
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const problem: Problem = { path: '', i18nKey: '400.001', message: 'The request body is not a JSON object.' }
    throw invalid(notAnObject, [problem])
  }
  return value as Body
}
