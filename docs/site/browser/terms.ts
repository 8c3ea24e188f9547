/** What the index is made of; the browser has to read it with the same settings. */
export const INDEX_OPTIONS = {
  fields: ['title', 'text', 'terms'],
  storeFields: ['title', 'page', 'text'],
  idField: 'url',
  tokenize,
  processTerm: withSingular,
}

/** Words of a question that say nothing of what is asked about. */
const ASIDE = new Set(
  'a an and are be can do does for how i in is it me my must of on or should the there to what when where which who why will with'.split(
    ' ',
  ),
)

/** How a text is looked for: what begins like it and what is nearly it are found too, after what is it. */
export const SEARCH_OPTIONS = {
  boost: { title: 4 },
  processTerm: (term: string) => (ASIDE.has(term.toLowerCase()) ? null : term.toLowerCase()),
  prefix: true,
  fuzzy: (term: string) => (term.length > 4 ? 0.15 : 0),
  combineWith: 'AND',
} as const

/** How a text is looked for when nothing has all of its words: whole words, no short ones. */
export const ANY_WORD = {
  ...SEARCH_OPTIONS,
  processTerm: (term: string) => (term.length > 2 ? SEARCH_OPTIONS.processTerm(term) : null),
  prefix: false,
  combineWith: 'OR',
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
