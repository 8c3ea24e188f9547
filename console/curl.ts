import type { Message } from './send.ts'

const BASE = '/raas/v2'

/** A text as one word of a shell. */
const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`

/**
 * A request as a command for a shell, with the variables of the code samples instead of an address and credentials.
 *
 * @example asCurl({ method: 'POST', path: '/raas/v2/asyncOrders/AA1/freeze', body: '{"reasonCode":"FRAUD"}' })
 */
export function asCurl({ method, path, body }: Message): string {
  // The variable ends with /raas/v2; a path that was edited may be elsewhere.
  const url = path.startsWith(`${BASE}/`)
    ? `"$TANGO_BASE_URL"${quoted(path.slice(BASE.length))}`
    : `"\${TANGO_BASE_URL%${BASE}}"${quoted(path)}`
  const options = [
    `--request ${method}`,
    '--user "$TANGO_PLATFORM_NAME:$TANGO_PLATFORM_KEY"',
    "--header 'Content-Type: application/json'",
    `--data ${quoted(compact(body))}`,
  ]
  return ['curl --include', ...options, url].join(' \\\n  ')
}

/** JSON on one line; anything else as it is. */
function compact(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body))
  } catch {
    return body
  }
}
