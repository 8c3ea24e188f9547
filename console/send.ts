/** Answers a request to the API (`/raas/v2/…`) or the control plane (`/_sandbox/…`). */
export type Send = (request: Request) => Promise<Response>

/** What is sent: a path from the origin on, and a body as text. */
export interface Message {
  method: string
  path: string
  body?: string
}

/** A request and what became of it, as it may be shown: never with credentials. */
export interface Exchange {
  request: { method: string; path: string; headers: [name: string, value: string][]; body: string | null }
  /** `broken` tells why no whole answer came. */
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
 * Sends one request and reads its whole answer; a connection that breaks is told, not thrown.
 *
 * @param origin of the sandbox, as `http://127.0.0.1:8080`
 * @param authorization goes with the request, and is masked in what is returned
 */
export async function exchange(send: Send, origin: string, authorization: string, { method, path, body }: Message): Promise<Exchange> {
  const headers: [string, string][] = body === undefined ? [] : [['Content-Type', 'application/json']]
  const request = { method, path, headers: [['Authorization', 'Basic ••••••••'], ...headers] as [string, string][], body: body ?? null }
  try {
    const sent = new Request(`${origin}${path}`, {
      method,
      headers: [...headers, ['Authorization', authorization]],
      ...(body === undefined ? {} : { body }),
    })
    const response = await send(sent)
    return { request, response: { status: response.status, headers: [...response.headers], body: await response.text() } }
  } catch (error) {
    return { request, response: { broken: error instanceof Error ? error.message : String(error) } }
  }
}
