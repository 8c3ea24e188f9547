import type { Register } from './types.ts'

/** A sentence of the documentation, and where it was read; null where the register has no such page. */
export interface SourceFacts {
  locator: string
  /** Of the page. */
  url: string | null
  /** Of the page as it was saved. */
  revision: string | null
}

/**
 * Where a source stands.
 *
 * @example sourceFacts('freeze#notes/1', register).url // 'https://…'
 */
export function sourceFacts(locator: string, { pages }: Register): SourceFacts {
  const page = [...pages].find(([name]) => locator.startsWith(`${name}#`))?.[1]
  return { locator, url: page?.url ?? null, revision: page?.revision ?? null }
}
