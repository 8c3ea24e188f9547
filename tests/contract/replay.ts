import type { Failure } from './checks/failure.ts'
import type { Exchange } from './send.ts'

const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

/** A curl line that sends a request again. Credentials are named, never written. */
export function curlOf(exchange: Exchange, prefer?: string): string {
  const parts = ['curl', '-i', '-u', '"$TANGO_PLATFORM_NAME:$TANGO_PLATFORM_KEY"', '-X', exchange.method]
  if (exchange.contentType !== null) parts.push('-H', quote(`Content-Type: ${exchange.contentType}`))
  if (prefer !== undefined) parts.push('-H', quote(`Prefer: ${prefer}`))
  if (exchange.requestBody !== '') parts.push('--data-binary', quote(shorten(exchange.requestBody)))
  return [...parts, quote(exchange.url)].join(' ')
}

/** A failure as a person reads it. */
export function explainFailure({ clause, what, expected, actual }: Failure): string {
  return `${clause}: ${what}\n    expected ${show(expected)}\n    actual   ${show(actual)}`
}

function show(value: unknown): string {
  return shorten(typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing'))
}

const shorten = (text: string): string => (text.length > 4_000 ? `${text.slice(0, 4_000)}… (${text.length} characters)` : text)
