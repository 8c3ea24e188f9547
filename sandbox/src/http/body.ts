import type { Context } from '../engine/context.ts'
import type { Body, Problem } from '../rules/request.ts'
import type { Handler } from './env.ts'
import { ApiFault, invalid } from './errors.ts'

/**
 * Reads a JSON object from a request.
 *
 * @throws ApiFault 400 when it cannot be parsed, `notAnObject` when it is JSON and no object
 */
export async function readBody(context: Context, call: Handler, notAnObject: () => 400 | 422): Promise<Body> {
  const parsed = context.rules.parseBody(call.req.header('content-type') ?? null, new Uint8Array(await call.req.arrayBuffer()))
  if (!('value' in parsed)) throw new ApiFault(400, parsed.i18nKey, parsed.message)
  const { value } = parsed
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const problem: Problem = { path: '', i18nKey: '400.001', message: 'The request body is not a JSON object.' }
    throw invalid(notAnObject(), [problem])
  }
  return value as Body
}

type Validator<T> = ((value: unknown) => value is T) & { errors?: { instancePath: string; message?: string }[] | null }

/**
 * Reads a JSON object that fits a schema of the control plane.
 *
 * @throws ApiFault 400 with what does not fit
 */
export async function readChecked<T>(context: Context, call: Handler, validate: Validator<T>): Promise<T> {
  const body = await readBody(context, call, () => 400)
  if (validate(body)) return body
  const problems = (validate.errors ?? []).map(({ instancePath, message }) => ({
    path: instancePath.slice(1).replaceAll('/', '.'),
    i18nKey: '400.001',
    message: message ?? 'is not valid',
  }))
  throw invalid(400, problems)
}
