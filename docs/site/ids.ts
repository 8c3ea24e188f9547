import type { Register } from '../../contract/src/register/load.ts'
import { CLAUSE_FILES } from '../../contract/src/register/types.ts'

const CLAUSE = /^[A-Z]{3}-\d{2}$/

/** Whether an id is of a clause or of an interpretation that the register has. */
export const isKnown = ({ clauses, interpretations }: Register, id: string): boolean => clauses.has(id) || interpretations.has(id)

/** Finds ids of clauses and interpretations in a text, known or not. */
export const ID = new RegExp(`\\b(?:(?:${Object.values(CLAUSE_FILES).join('|')})-\\d{2}|[CA]-[A-Z0-9]+(?:-[A-Z0-9]+)*)\\b`)

/**
 * Where the site tells of a clause or an interpretation.
 *
 * @example urlOf('FRZ-07') // 'clauses.html#FRZ-07'
 */
export const urlOf = (id: string): string => `${CLAUSE.test(id) ? 'clauses' : 'interpretations'}.html#${id}`
