import type { Exchange } from '../targets/send.ts'
import { cut } from './exchange.ts'

/** A word of a POSIX shell. */
export const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

/** A curl line that sends a request again. Credentials are named, never written. */
export function curlOf(exchange: Exchange, prefer?: string): string {
  const parts = ['curl', '-i', '-u', '"$TANGO_PLATFORM_NAME:$TANGO_PLATFORM_KEY"', '-X', exchange.method]
  if (exchange.contentType !== null) parts.push('-H', quote(`Content-Type: ${exchange.contentType}`))
  if (prefer !== undefined) parts.push('-H', quote(`Prefer: ${prefer}`))
  if (exchange.requestBody !== '') parts.push('--data-binary', quote(shorten(exchange.requestBody)))
  return [...parts, quote(exchange.url)].join(' ')
}

/** A value that was expected or seen, as a person reads it: not longer than 4,000 characters. */
export function show(value: unknown): string {
  return shorten(typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing'))
}

const shorten = (text: string): string => cut(text, 4_000)
