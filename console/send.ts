/** Returns the response to a request to the API (`/raas/v2/…`) or the control plane (`/_sandbox/…`). */
export type Send = (request: Request) => Promise<Response>

/** What is sent: a path from the origin on, and a body as text. */
export interface Message {
  method: string
  path: string
  body: string
}

/** A request and its response, as they may be shown: never with credentials. */
export interface Exchange {
  request: Message
  /** `broken`: why no whole response came. */
  response: { status: number; headers: [name: string, value: string][]; body: string } | { broken: string }
}

/**
 * The value of Authorization for a platform.
 *
 * @example basic({ name: 'demo', key: 'demo-key' }) // 'Basic ZGVtbzpkZW1vLWtleQ=='
 */
export function basic({ name, key }: { name: string; key: string }): string {
  return `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(`${name}:${key}`)))}`
}

/**
 * Sends one request and reads its whole response; a connection that breaks is returned, not thrown.
 *
 * @param origin of the sandbox, as `http://127.0.0.1:8080`
 * @param authorization goes with the request, and is not in what is returned
 */
export async function exchange(send: Send, origin: string, authorization: string, request: Message): Promise<Exchange> {
  const { method, path, body } = request
  try {
    const sent = new Request(`${origin}${path}`, {
      method,
      headers: { 'Content-Type': 'application/json', Authorization: authorization },
      body,
    })
    const response = await send(sent)
    return { request, response: { status: response.status, headers: [...response.headers], body: await response.text() } }
  } catch (error) {
    return { request, response: { broken: error instanceof Error ? error.message : String(error) } }
  }
}
