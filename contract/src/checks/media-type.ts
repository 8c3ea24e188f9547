import { MIMEType } from 'node:util'

/**
 * Whether a Content-Type says JSON in UTF-8, the only charset that JSON has between systems. Spelled in any way that RFC 9110 8.3 allows.
 *
 * @example isJson('Application/JSON ; charset="utf-8"') // true
 */
export function isJson(contentType: string | null): boolean {
  try {
    const { essence, params } = new MIMEType(contentType ?? '')
    return essence === 'application/json' && (params.get('charset') ?? 'utf-8').toLowerCase() === 'utf-8'
  } catch {
    return false
  }
}
