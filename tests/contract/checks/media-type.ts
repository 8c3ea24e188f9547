/**
 * Whether a Content-Type says JSON in UTF-8, the only charset that JSON has between systems.
 *
 * @example isJson('application/json; charset=utf-8') // true
 */
export function isJson(contentType: string | null): boolean {
  const [type = '', ...parameters] = (contentType ?? '').toLowerCase().split(';')
  const charsets = parameters.map((parameter) => parameter.trim()).filter((parameter) => parameter.startsWith('charset='))
  return type.trim() === 'application/json' && charsets.every((charset) => /^charset="?utf-8"?$/.test(charset))
}
