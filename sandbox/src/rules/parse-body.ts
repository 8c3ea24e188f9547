const DEEPEST = 64
/** The largest object that we have a use for has about a hundred fields; to build one of a hundred thousand blocks others. */
const MOST_FIELDS = 1_000
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

/**
 * Why JSON is refused even if valid: readers would disagree about a key that occurs twice, run out of memory on nesting without end, and
 * spend long on an object without end. Null when it is fine. Walks the text once and no further than the first reason, since a parser
 * keeps the last of two keys without a word and builds all of it first. GEN-22.
 *
 * @param text may be no JSON at all, of which it says nothing
 * @throws SyntaxError when a key is no JSON string
 * @example ambiguity('{"a":1,"a":2}') // 'Duplicate key "a".'
 */
export function ambiguity(text: string): string | null {
  const open: (Set<string> | null)[] = []
  for (let at = 0; at < text.length; at++) {
    const char = text[at]
    if (char === '{') open.push(new Set())
    else if (char === '[') open.push(null)
    else if (char === '}' || char === ']') open.pop()
    else if (char === '"') {
      const end = endOfString(text, at)
      const twice = note(open.at(-1), text, at, end)
      if (twice !== null) return `Duplicate key ${JSON.stringify(twice.slice(0, 100))}.`
      if ((open.at(-1)?.size ?? 0) > MOST_FIELDS) return `It holds an object of more than ${MOST_FIELDS} fields.`
      at = end
    }
    if (open.length > DEEPEST) return `It is nested deeper than ${DEEPEST} levels.`
  }
  return null
}

const COLON = /\s*:/y

/** Takes a string down if it is a key of the open object; returns the key when it is there already. */
function note(keys: Set<string> | null | undefined, text: string, begin: number, end: number): string | null {
  COLON.lastIndex = end + 1
  if (!keys || !COLON.test(text)) return null
  const key: string = JSON.parse(text.slice(begin, end + 1))
  if (keys.has(key)) return key
  keys.add(key)
  return null
}

/** The position of the quote that ends the string which begins at a position. */
function endOfString(text: string, begin: number): number {
  let at = begin + 1
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return at
}
