import { type ActionName, type OperationId, operations } from '../../../generated/operations.ts'

/** The files of clauses under `openapi/clauses/`, and the prefix that the ids in each have. */
export const CLAUSE_FILES = {
  ...(Object.fromEntries(Object.values(operations).map(({ name, prefix }) => [`${name}.yaml`, prefix])) as Record<string, string>),
  'event.yaml': 'EVT',
  'general.yaml': 'GEN',
}

/** Name of a page of the documentation, as it stands in locators: that of its operation. */
export type PageName = (typeof operations)[OperationId]['name']

/** The pages whose sentences `sources.yaml` maps. */
export const PAGES: readonly PageName[] = Object.values(operations).map(({ name }) => name)

/** A clause as its file has it. */
export interface WrittenClause {
  id: string
  statement: string
  /** documented: a page says it. inferred: it follows from what pages say. assumed: no page tells. */
  basis: 'documented' | 'inferred' | 'assumed'
  observe: 'response' | 'state' | 'event'
  /** The rule of the sandbox that makes it so. */
  rule?: string
  interpretations?: string[]
  /** `INTERPRETATION=OPTION` or `INTERPRETATION.ACTION=OPTION`: the clause holds only where that option, which is not our default, is followed. */
  holdsUnder?: string
  cites?: string
  /** Why it cannot be seen from outside. */
  unobservable?: string
}

/** One statement about the behaviour of the API. */
export interface Clause extends WrittenClause {
  /** Locators of the units that lead to it, taken from `sources.yaml`. */
  sources: string[]
}

/** The file of what integrators' own sides must do, and the prefix of its ids. */
export const CONSUMER = { file: 'consumer.yaml', prefix: 'CON' } as const

/** One statement about a receiver of events or a client of the API, rather than about the API. */
export interface ConsumerClause extends Pick<WrittenClause, 'id' | 'statement' | 'basis' | 'interpretations' | 'cites'> {
  subject: 'receiver' | 'client'
  /** Clauses of the API that it follows from. */
  clauses?: string[]
  /** What happens to those who do otherwise. */
  otherwise: string
  /** Clauses that are more basic: who fails one of them fails this one too, which then says nothing more. */
  after?: string[]
}

/** One place where the documentation is silent or contradicts itself. */
export interface Interpretation {
  id: string
  question: string
  options: Record<string, string>
  chosen: string
  why: string
  probe: string
  /** Whether the sandbox can be told to follow another option. */
  switch: boolean
  /** The actions that can follow an option of their own. */
  perAction?: ActionName[]
}

/** Where one unit of a page leads: to clauses and interpretations, or to the reason why it describes no behaviour. */
interface Mapping {
  hash: string
  clauses?: string[]
  interpretations?: string[]
  notBehaviour?: string
}

/** One unit of a page, as `sources.yaml` maps it. */
export interface Source extends Mapping {
  /** `<page>#<section>/<number>`, as the page splitter gives it. */
  locator: string
}

/** One page as `sources.yaml` has it. */
export interface WrittenPage {
  url: string
  revision: string
  units: Record<string, Mapping>
}

/** Everything that the files of the register say. */
export interface Register {
  clauses: Map<string, Clause>
  consumer: Map<string, ConsumerClause>
  interpretations: Map<string, Interpretation>
  pages: Map<PageName, { url: string; revision: string }>
  sources: Source[]
  /** The ids of each file in the order written: a map by id would hide one that stands there twice. */
  files: Map<string, string[]>
}
