import { gzipSync } from 'node:zlib'
import { quote } from '../report/replay.ts'

/** A body that a shell and a terminal show as it is. */
const PLAIN = /^[ -~]{0,4000}$/

/**
 * The curl line that sends the same bytes; it holds the signature, and not the secret.
 *
 * @example curlOf('http://127.0.0.1:3000/hook', { method: 'POST', headers: [{ name: 'X-Signed-Payload', value: 'c2ln' }], body: '{}' })
 */
export function curlOf(
  url: string,
  { method, headers, body }: { method: string; headers: readonly { name: string; value: string }[]; body: string | Uint8Array },
): string {
  const text = Buffer.from(body).toString('latin1')
  const plain = PLAIN.test(text)
  const parts = [
    ...(plain ? [] : [`printf %s ${gzipSync(body).toString('base64')} | base64 -d | gunzip |`]),
    'curl -i',
    ...(method === 'POST' ? [] : [`-X ${method}`]),
    // curl leaves out a header that ends with a colon; one without a value ends with a semicolon.
    ...headers.map(({ name, value }) => `-H ${quote(value === '' ? `${name};` : `${name}: ${value}`)}`),
    `--data-binary ${plain ? quote(text) : '@-'}`,
    quote(url),
  ]
  return parts.join(' ')
}
