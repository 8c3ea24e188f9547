const DEEPEST = 64

/**
 * Why valid JSON is not taken all the same: readers would disagree about a key that stands twice, and run out of memory on nesting
 * without end. Null when it is fine. Walks the text once, since a parser keeps the last of two keys without a word. GEN-22.
 *
 * @param text valid JSON
 * @example ambiguity('{"a":1,"a":2}') // 'The key "a" stands twice.'
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
      if (twice !== null) return `The key ${JSON.stringify(twice.slice(0, 100))} stands twice.`
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
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return at
}
