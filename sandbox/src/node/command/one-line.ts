/** Control characters, characters that turn the text around them around, and what a CI server takes for a command: `##[`, `##vso[`. */
const UNPRINTABLE = /(?!\t)[\p{Cc}\u200e\u200f\u2028-\u202e\u2066-\u2069]|#(?=#\w*\[)/gu

/**
 * A text of unknown origin on one line, as escapes of JSON where a terminal or a CI server would act on it.
 *
 * @example onOneLine('a\nb\u0007') // 'a\\nb\\u0007'
 */
export const onOneLine = (text: string): string =>
  text.replace(/\r?\n/g, '\\n').replace(UNPRINTABLE, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
