import type { Validator } from '../../../generated/control-validators.js'
import type { Context } from '../engine/context.ts'
import type { Parsed } from '../rules/parse-body.ts'
import type { Body, Problem } from '../rules/request.ts'
import type { Handler } from './env.ts'
import { ApiError, invalid } from './errors.ts'
import { misfit } from './misfit.ts'

const LARGEST_BODY = 1024 * 1024

/**
 * GEN-16: refuses a body that says that it is too large, before anything of it is read.
 *
 * The stream of the body is left alone: the server would have to make a whole platform Request for it, which is slow, and could not drop
 * a body that nobody reads, so that the next request of the connection would hang.
 */
export function refuseTooLarge(call: Handler): void {
  if (Number(call.req.header('content-length') ?? 0) > LARGEST_BODY) throw tooLarge()
}

function tooLarge(): ApiError {
  return new ApiError(413, '400.001', `The request body is larger than ${LARGEST_BODY} bytes.`)
}

/**
 * Reads a body whole. One that tells its length is no longer than that: HTTP reads no further. Others are read piece by piece.
 *
 * @throws ApiError 413 when it is too large
 */
export async function bytesOf(call: Handler): Promise<Uint8Array> {
  if (call.req.header('content-length') !== undefined) return new Uint8Array(await call.req.arrayBuffer())
  const reader = call.req.raw.body?.getReader()
  const pieces: Uint8Array[] = []
  let size = 0
  for (let read = await reader?.read(); read?.done === false; read = await reader?.read()) {
    pieces.push(read.value)
    size += read.value.length
    if (size > LARGEST_BODY) {
      await reader?.cancel()
      throw tooLarge()
    }
  }
  return joined(pieces, size)
}

function joined(pieces: Uint8Array[], size: number): Uint8Array {
  const bytes = new Uint8Array(size)
  let place = 0
  for (const piece of pieces) {
    bytes.set(piece, place)
    place += piece.length
  }
  return bytes
}

/**
 * Reads a JSON object from a request.
 *
 * @throws ApiError 400 when it cannot be parsed, `notAnObject` when it is JSON and no object
 */
export async function readBody(context: Context, call: Handler, notAnObject: () => 400 | 422): Promise<Body> {
  const bytes = await bytesOf(call)
  const parsed = context.rules.parseBody(call.req.header('content-type') ?? null, bytes)
  if (!('value' in parsed)) {
    // What is not declared as JSON may be JSON all the same.
    call.set('bodyForm', bytes.length === 0 ? 'none' : formOf(context.rules.parseBody('application/json', bytes)))
    throw new ApiError(400, parsed.i18nKey, parsed.message)
  }
  const { value } = parsed
  if (!isObject(value)) {
    call.set('bodyForm', 'json')
    const problem: Problem = { path: '', i18nKey: '400.001', message: 'The request body is not a JSON object.' }
    throw invalid(notAnObject(), [problem])
  }
  call.set('body', value)
  return value
}

const isObject = (value: unknown): value is Body => typeof value === 'object' && value !== null && !Array.isArray(value)

function formOf(parsed: Parsed): 'object' | 'json' | 'other' {
  if (!('value' in parsed)) return 'other'
  return isObject(parsed.value) ? 'object' : 'json'
}

/**
 * Reads a JSON object that fits a schema of the control plane.
 *
 * @throws ApiError 400 with what does not fit
 */
export async function readChecked<T>(context: Context, call: Handler, validate: Validator<T>): Promise<T> {
  const body = await readBody(context, call, () => 400)
  if (validate(body)) return body
  throw invalid(400, (validate.errors ?? []).map(misfit))
}
