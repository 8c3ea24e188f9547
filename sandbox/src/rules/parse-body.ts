import { ambiguity } from './ambiguous-json.ts'

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** A body that could be read, or why not. */
export type Parsed = { value: unknown } | { i18nKey: string; message: string }

/** FRZ-19, UNF-19, CAN-19, UPD-61, GEN-18, GEN-19, GEN-22: JSON in UTF-8, declared as such. */
export function parseBody(contentType: string | null, bytes: Uint8Array): Parsed {
  const [type = '', ...parameters] = (contentType ?? '').toLowerCase().split(';')
  const charset = parameters.map((parameter) => parameter.trim()).find((parameter) => parameter.startsWith('charset='))
  if (bytes.length === 0) return { i18nKey: '400.001', message: 'There is no request body. Send a JSON object.' }
  if (type.trim() !== 'application/json' || (charset !== undefined && !/^charset="?utf-8"?$/.test(charset))) {
    return { i18nKey: '415.001', message: 'The request body is not declared as JSON. Send Content-Type: application/json.' }
  }
  try {
    const text = utf8.decode(bytes)
    const reason = ambiguity(text)
    if (reason !== null) return { i18nKey: '400.009', message: `The request body cannot be read for sure. ${reason}` }
    return { value: JSON.parse(text) }
  } catch {
    return { i18nKey: '400.009', message: 'The request body is not valid JSON. Check quotes, commas and brackets.' }
  }
}
