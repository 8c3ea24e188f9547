/** What the index is made of; the browser has to read it with the same settings. */
export const INDEX_OPTIONS = {
  fields: ['title', 'text', 'terms'],
  storeFields: ['title', 'page', 'text'],
  idField: 'url',
  tokenize,
  processTerm: withSingular,
}

/** How a text is looked for: what begins like it and what is nearly it are found too, after what is it. */
export const SEARCH_OPTIONS = {
  boost: { title: 4 },
  processTerm: (term: string) => term.toLowerCase(),
  prefix: true,
  fuzzy: (term: string) => (term.length > 4 ? 0.15 : 0),
  combineWith: 'AND',
} as const

/**
 * The terms of a text. A name with joints, such as FRZ-07 or VERIFY_ORDER, is one term as a whole.
 *
 * @example tokenize('See FRZ-07.') // ['See', 'FRZ-07']
 */
function tokenize(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+(?:[-_.][\p{L}\p{N}]+)*/gu) ?? []
}

/** A term as it is, and in the singular: who looks for "retry" means "Retries" too. */
function withSingular(term: string): string[] {
  const plain = term.toLowerCase()
  const singular = plain.replace(/(?<=[a-z]{3})ies$/, 'y').replace(/(?<=[a-z]{2}[^su])s$/, '')
  return singular === plain ? [plain] : [plain, singular]
}
