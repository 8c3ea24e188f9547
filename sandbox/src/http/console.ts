import type { Hono } from 'hono'
import { bytesOf } from './body.ts'
import { CONTROL_PATH, type Env, type Handler } from './env.ts'

/** The console that a sandbox serves to browsers. It holds no credentials: whoever reaches the sandbox can read it. */
export interface Console {
  /** Its files by name, as text; asked for with each request. */
  files: () => Promise<Readonly<Record<string, string>>>
}

const TYPES: Record<string, string> = {
  'index.html': 'text/html; charset=utf-8',
  'console.js': 'text/javascript; charset=utf-8',
  'console.css': 'text/css; charset=utf-8',
  'console.svg': 'image/svg+xml',
}

/** What no page of the console may be led to do, whatever stands in an order or an event. */
const HEADERS = {
  'Content-Security-Policy': "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-cache',
}

/** Serves the console under the control plane, to browsers that have no credentials yet. */
export function consoleRoutes(app: Hono<Env>, console: Console): void {
  const serve = (name: string) => async (call: Handler) => {
    const text = (await console.files())[name] ?? ''
    return call.body(text, 200, { ...HEADERS, 'Content-Type': TYPES[name] ?? 'text/plain' })
  }
  // Its files are named relative to this address, so the slash is needed.
  app.get(CONTROL_PATH, (call) => call.redirect(`${CONTROL_PATH}/`, 308))
  app.get(`${CONTROL_PATH}/`, serve('index.html'))
  for (const name of Object.keys(TYPES)) app.get(`${CONTROL_PATH}/${name}`, serve(name))
}

/** A receiver for those who have none: says that it received any event, and keeps nothing. */
export function receiverRoute(app: Hono<Env>): void {
  app.post(`${CONTROL_PATH}/receiver`, async (call) => {
    // Read all the same: the connection would hang on what nobody reads.
    await bytesOf(call)
    return call.body(null, 200)
  })
}
