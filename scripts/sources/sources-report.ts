import { checkSources } from '../../contract/src/register/check.ts'
import { PAGES, type PageName, type Register } from '../../contract/src/register/types.ts'
import { cut } from '../../contract/src/report/exchange.ts'
import { onOneLine } from '../../sandbox/src/node/command/one-line.ts'
import { comparePage, type Difference } from './compare-page.ts'
import { readPage } from './read-page.ts'

/** Characters of a unit: a few lines of a terminal. */
const LONGEST_WORDS = 400

/** What the comparison of saved pages with `sources.yaml` found. */
export interface SourcesReport {
  pages: { page: PageName; units: number; differences: Difference[] }[]
  /** Sentences on units of `sources.yaml` that lead nowhere. */
  unmapped: string[]
}

/**
 * Compares the saved pages in a folder with the sources of a register.
 *
 * @param folder holds freeze.txt, unfreeze.txt, cancel.txt and update.txt
 * @throws Error that says what to do where a page cannot be read
 * @example isAsMapped(reportSources('../pages', loadRegister()))
 */
export function reportSources(folder: string, register: Register): SourcesReport {
  const pages = PAGES.map((page) => {
    const units = readPage(folder, page)
    const sources = register.sources.filter(({ locator }) => locator.startsWith(`${page}#`))
    return { page, units: units.length, differences: comparePage(sources, units, register) }
  })
  return { pages, unmapped: checkSources(register) }
}

/**
 * Whether each unit of each page is where it is mapped, and each mapped unit leads somewhere.
 *
 * @example process.exitCode = isAsMapped(report) ? 0 : 1
 */
export function isAsMapped({ pages, unmapped }: SourcesReport): boolean {
  return unmapped.length === 0 && pages.every(({ differences }) => differences.length === 0)
}

/**
 * The report for a machine. It holds locators and hashes, never words of a page: it may be kept and shown to anybody.
 *
 * @example process.stdout.write(JSON.stringify(toJson(report)))
 */
export function toJson(report: SourcesReport): object {
  return {
    asMapped: isAsMapped(report),
    pages: report.pages.map(({ page, units, differences }) => ({
      page,
      units,
      differences: differences.map(({ now, ...rest }) => ({ ...rest, ...(now && { now: { locator: now.locator, hash: now.hash } }) })),
    })),
    unmapped: report.unmapped,
    inDoubt: inDoubt(report),
  }
}

/**
 * The report for a person.
 *
 * @param words whether to show the words of new and changed units: only at a terminal, since a log may be published and they are not ours
 * @example process.stderr.write(toText(report, process.stderr.isTTY))
 */
export function toText(report: SourcesReport, words: boolean): string {
  const lines = [...report.pages.flatMap((page) => pageLines(page, words)), ...report.unmapped]
  const { clauses, interpretations } = inDoubt(report)
  if (clauses.length > 0) lines.push(`Clauses in doubt: ${clauses.join(', ')}`)
  if (interpretations.length > 0) lines.push(`Interpretations in doubt: ${interpretations.join(', ')}`)
  if (!isAsMapped(report)) {
    lines.push(
      'Read the units that are new, gone or changed, correct the clauses and interpretations,',
      'then write the new locators and hashes into openapi/clauses/sources.yaml.',
    )
  }
  return `${lines.join('\n')}\n`
}

function pageLines({ page, units, differences }: SourcesReport['pages'][number], words: boolean): string[] {
  if (differences.length === 0) return [`${page}: ${units} units, all as mapped`]
  const counts = Map.groupBy(differences, ({ kind }) => kind)
  const summary = [...counts].map(([kind, { length }]) => `${length} ${kind}`).join(', ')
  return [`${page}: ${units} units, ${summary}`, ...differences.flatMap((difference) => differenceLines(difference, words))]
}

function differenceLines({ kind, was, now, clauses, interpretations }: Difference, words: boolean): string[] {
  const places = [was, was === now?.locator ? undefined : now?.locator].filter((place) => place !== undefined).join(' -> ')
  const hash = now === undefined || kind === 'moved' ? '' : ` (hash ${now.hash})`
  const doubt = kind === 'gone' || kind === 'changed' ? `: ${[...clauses, ...interpretations].join(', ') || 'nothing'} in doubt` : ''
  const line = `  ${kind} ${places}${hash}${doubt}`
  return words && hash !== '' ? [line, `    ${cut(onOneLine(now?.text ?? ''), LONGEST_WORDS)}`] : [line]
}

function inDoubt({ pages }: SourcesReport): { clauses: string[]; interpretations: string[] } {
  const differences = pages.flatMap((page) => page.differences)
  const all = (kind: 'clauses' | 'interpretations'): string[] => [...new Set(differences.flatMap((difference) => difference[kind]))].sort()
  return { clauses: all('clauses'), interpretations: all('interpretations') }
}
