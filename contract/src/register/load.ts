import { ROOT } from '../assets.ts'
import { RegisterReader } from './read-file.ts'
import {
  CLAUSE_FILES,
  type Clause,
  CONSUMER,
  type ConsumerClause,
  type Interpretation,
  PAGES,
  type PageName,
  type Register,
  type Source,
  type WrittenClause,
  type WrittenPage,
} from './types.ts'

export type { Register } from './types.ts'

/**
 * Reads the clause register: clauses, consumer clauses, interpretations and sources, each file checked against `openapi/clauses/register.schema.json`.
 *
 * Whether the files fit one another is another question: see `checkRegister`.
 *
 * @param root folder that holds `openapi/`; without it, this repository
 * @throws one Error that lists every problem, a line each
 * @example loadRegister().clauses.get('FRZ-12')?.statement
 */
export function loadRegister(root: URL = ROOT): Register {
  const reader = new RegisterReader(root)
  const files = new Map<string, string[]>()
  const clauses = new Map<string, Clause>()
  for (const name of Object.keys(CLAUSE_FILES)) {
    const written = reader.read<WrittenClause[]>(`openapi/clauses/${name}`, 'clauses') ?? []
    files.set(name, idsOf(written))
    for (const clause of written) clauses.set(clause.id, { ...clause, sources: [] })
  }
  const consumer = reader.read<ConsumerClause[]>(`openapi/clauses/${CONSUMER.file}`, 'consumer') ?? []
  files.set(CONSUMER.file, idsOf(consumer))
  const writtenInterpretations = reader.read<Interpretation[]>('openapi/interpretations.yaml', 'interpretations') ?? []
  files.set('interpretations.yaml', idsOf(writtenInterpretations))
  const pages = reader.read<Record<string, WrittenPage>>('openapi/clauses/sources.yaml', 'sources') ?? {}
  const problems = [...reader.problems, ...pageProblems(Object.keys(pages))]
  if (problems.length > 0) throw new Error(problems.join('\n'))

  const register: Register = {
    clauses,
    consumer: new Map(consumer.map((clause) => [clause.id, clause])),
    interpretations: new Map(writtenInterpretations.map((interpretation) => [interpretation.id, interpretation])),
    pages: new Map(),
    sources: [],
    files,
  }
  for (const page of PAGES) addPage(register, page, pages[page])
  return register
}

/** An operation has a page of the documentation, and a page is about an operation. */
function pageProblems(found: readonly string[]): string[] {
  if (found.length === 0) return []
  const where = 'Failed to read the register: openapi/clauses/sources.yaml: /'
  const missing = PAGES.filter((page) => !found.includes(page)).map((page) => `${where} lacks "${page}". Add the page of that operation.`)
  const unknown = found.filter((page) => !PAGES.some((known) => known === page))
  return [...missing, ...unknown.map((page) => `${where} has "${page}", which is no operation. Take it out, or describe the operation.`)]
}

function addPage(register: Register, page: PageName, written: WrittenPage | undefined): void {
  if (written === undefined) return
  register.pages.set(page, { url: written.url, revision: written.revision })
  for (const [place, mapping] of Object.entries(written.units)) {
    const source: Source = { locator: `${page}#${place}`, ...mapping }
    register.sources.push(source)
    // An id that no clause has is for checkRegister to report.
    for (const id of source.clauses ?? []) register.clauses.get(id)?.sources.push(source.locator)
  }
}

const idsOf = (written: { id: string }[]): string[] => written.map(({ id }) => id)
