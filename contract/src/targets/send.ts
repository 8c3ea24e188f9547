import createClient from 'openapi-fetch'
import { type OperationId, operations } from '../../../generated/operations.ts'
import type { paths } from '../../../generated/types.ts'
import type { ApiRequest } from '../cases/case.ts'
import { parseJson } from '../checks/json.ts'
import { WRONG_NAME } from '../redact/forms.ts'
import { LIMIT_MS, whyNoResponse } from './connection.ts'
import { type Session, Skipped, type Target, type TargetCredentials } from './target.ts'

/** A request as it went out and the answer as it came back. */
export interface Exchange {
  method: string
  url: string
  contentType: string | null
  requestBody: string
  /** Values of the path parameters, before they are escaped. */
  path: Record<string, string>
  status: number
  headers: Headers
  text: string
  /** Undefined when the text is not JSON. */
  json: unknown
}

/**
 * Sends a request of a case, through openapi-fetch, or raw where it is ill-formed on purpose.
 *
 * @param prefer value of a Prefer header, which forces an answer from the mock
 * @throws Error that says in words why no response came; Skipped when the request may not be sent
 */
export async function send(target: Target, session: Session, request: ApiRequest, prefer?: string): Promise<Exchange> {
  const sent: { request?: Request; body: string; text: string } = { body: '', text: '' }
  const fetch = async (outgoing: Request): Promise<Response> => {
    sent.request = outgoing
    sent.body = await outgoing.clone().text()
    const { status, headers, ...answer } = await received(target, outgoing)
    sent.text = answer.text
    return new Response(answer.text === '' ? null : answer.text, { status, headers })
  }
  const headers: Record<string, string> = {
    ...authorization(session, request.auth ?? 'basic'),
    ...(prefer === undefined ? {} : { Prefer: prefer }),
  }
  const signal = AbortSignal.timeout(target.limitMs ?? LIMIT_MS)
  const response = isPlain(request)
    ? await viaClient(target, session, request, { headers, signal, fetch })
    : await fetch(rawRequest(target, session, request, { headers, signal }))
  return {
    method: sent.request?.method ?? '',
    url: sent.request?.url ?? '',
    contentType: sent.request?.headers.get('content-type') ?? null,
    requestBody: sent.body,
    path: pathOf(session, request),
    status: response.status,
    headers: response.headers,
    text: sent.text,
    json: parseJson(sent.text),
  }
}

async function received(target: Target, request: Request): Promise<{ status: number; headers: Headers; text: string }> {
  try {
    return await read(await target.fetch(request))
  } catch (error) {
    throw error instanceof Skipped ? error : new Error(whyNoResponse(error, target.limitMs ?? LIMIT_MS).what)
  }
}

/** Strict: what is not UTF-8 is refused, and a byte order mark, which JSON must not have, stays to be seen. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

async function read(response: Response): Promise<{ status: number; headers: Headers; text: string }> {
  // RFC 9110 5.5: blanks around a value are no part of it, which fetch knows of those before it only.
  const headers = new Headers([...response.headers].map(([name, value]): [string, string] => [name, value.trim()]))
  return { status: response.status, headers, text: decode(await response.arrayBuffer()) }
}

/** What is not UTF-8 is no JSON, and a person can see some of it. */
function decode(bytes: ArrayBuffer): string {
  try {
    return utf8.decode(bytes)
  } catch {
    return `not UTF-8: ${Buffer.from(bytes).toString('latin1')}`
  }
}

const isPlain = ({ rawBody, rawPath, method, contentType, body }: ApiRequest): boolean =>
  rawBody === undefined && rawPath === undefined && method === undefined && contentType === undefined && body !== undefined

type Init = { headers: Record<string, string>; signal: AbortSignal; fetch: (request: Request) => Promise<Response> }

async function viaClient(target: Target, session: Session, request: ApiRequest, init: Init): Promise<Response> {
  const client = createClient<paths>({ baseUrl: target.baseUrl, fetch: init.fetch })
  // Cases send bodies that the types refuse too.
  const options = {
    params: { path: pathValues(session, request) },
    body: request.body as never,
    headers: init.headers,
    signal: init.signal,
    redirect: 'manual' as const,
    parseAs: 'stream' as const,
  }
  const operation = operations[request.operation]
  const { response } =
    operation.method === 'PATCH' ? await client.PATCH(operation.path, options) : await client.POST(operation.path, options)
  return response
}

/**
 * The path of an operation below the base URL.
 *
 * @param values of its parameters, by name
 * @example pathTo('freezeAsyncOrder', { referenceOrderID: 'AA 1' }) // '/asyncOrders/AA%201/freeze'
 */
export const pathTo = (operation: OperationId, values: Readonly<Record<string, string>>): string =>
  operations[operation].path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(values[name] ?? ''))

function rawRequest(target: Target, session: Session, request: ApiRequest, { headers, signal }: Omit<Init, 'fetch'>): Request {
  const values: Record<string, string> = pathValues(session, request)
  const path = request.rawPath ?? pathTo(request.operation, values)
  const method = request.method ?? operations[request.operation].method
  const text = request.rawBody ?? (request.body === undefined ? undefined : JSON.stringify(request.body))
  const contentType = request.contentType === undefined ? 'application/json' : request.contentType
  return new Request(`${target.baseUrl}${path}`, {
    method,
    headers: { ...headers, ...(contentType === null ? {} : { 'content-type': contentType }) },
    // Bytes, since a string would be given a content type of its own.
    ...(text === undefined || method === 'GET' ? {} : { body: new TextEncoder().encode(text) }),
    signal,
    // A redirect is an answer like another, and none of these operations has it.
    redirect: 'manual',
  })
}

/** The parameters that the operation has. */
function pathOf(session: Session, request: ApiRequest): Record<string, string> {
  const names = [...operations[request.operation].path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
  const values: Record<string, string> = pathValues(session, request)
  return Object.fromEntries(names.map((name) => [name, values[name] ?? '']))
}

function pathValues({ order }: Session, { path }: ApiRequest) {
  const { referenceOrderID, customerIdentifier, accountIdentifier, externalRefID } = order
  return { referenceOrderID, customerIdentifier, accountIdentifier, externalRefID: externalRefID ?? '', ...path }
}

function authorization({ credentials, otherCredentials }: Session, auth: NonNullable<ApiRequest['auth']>): Record<string, string> {
  const basic = ({ name, key }: Pick<TargetCredentials, 'name' | 'key'>): string =>
    `Basic ${Buffer.from(`${name}:${key}`).toString('base64')}`
  const values: Record<typeof auth, string | null> = {
    basic: credentials.name === null ? `Bearer ${credentials.token}` : basic(credentials),
    bearer: `Bearer ${credentials.token}`,
    none: null,
    'wrong-key': basic({ ...credentials, key: 'not-the-key' }),
    'shortened-key': basic({ ...credentials, key: credentials.key?.slice(0, -1) ?? null }),
    'upper-case-key': basic({ ...credentials, key: credentials.key?.toUpperCase() ?? null }),
    'wrong-name': basic({ ...credentials, name: WRONG_NAME }),
    'wrong-token': 'Bearer not-a-token',
    malformed: 'Basic %%%',
    'other-platform': otherCredentials === null ? null : basic(otherCredentials),
  }
  const value = values[auth]
  return value === null ? {} : { Authorization: value }
}
