import type { Markup } from '../../contract/src/report/html/markup.ts'

/** The groups of pages in the navigation, in this order. */
export const SECTIONS = ['Start', 'API', 'Guides', 'Client', 'Contract', 'Project'] as const

/** One of them. */
export type Section = (typeof SECTIONS)[number]

/** Something that the search can find. */
export interface Entry {
  /** Where it stands, from the root of the site, such as `clauses.html#FRZ-07`. */
  url: string
  title: string
  /** What it says, without markup. */
  text: string
  /** What it is found by beside that, and is not shown. */
  terms?: string
}

/** A page of the site, without the layout around it. */
export interface Page {
  /** From the root of the site, without extension: `clauses` becomes `clauses.html`, and its twin `clauses.md`. */
  path: string
  title: string
  /** One sentence, for search engines and llms.txt. */
  description: string
  section: Section
  /** Place among the pages of its section. */
  order: number
  /** What stands in the main part. */
  html: Markup
  /** The same as Markdown. */
  markdown: string
  entries: Entry[]
}

/**
 * The way from one page to the root of the site.
 *
 * @example rootOf('client/first-call') // '../'
 */
export const rootOf = (path: string): string => '../'.repeat(path.split('/').length - 1)
