import { AUTHORIZATION } from './servers.ts'

/**
 * A call to the control plane of the sandbox.
 *
 * @throws Error when it is refused
 */
// biome-ignore lint/suspicious/noExplicitAny: the bodies of the control plane, of which a field or two is read
export async function control(origin: string, method: string, path: string, body?: unknown): Promise<any> {
  const headers = { authorization: AUTHORIZATION, 'content-type': 'application/json' }
  const response = await fetch(`${origin}/_sandbox${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  if (!response.ok)
    throw new Error(`Failed to prepare the sandbox: ${method} ${path} was answered ${response.status} ${text.slice(0, 200)}.`)
  return text === '' ? undefined : JSON.parse(text)
}
