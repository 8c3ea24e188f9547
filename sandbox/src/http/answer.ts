import type { Handler } from './env.ts'

/** An answer in JSON. Its headers are a plain record, which the server writes as they are; hono's own would be copied twice on the way. */
export function answer(call: Handler, status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', 'X-REQUEST-ID': call.get('requestId'), ...headers },
  })
}
