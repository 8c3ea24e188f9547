import type { Clause, Interpretation, Register } from './types.ts'

/** A register of ten clauses in which nothing is wrong, for a test to change one thing in. */
export function smallRegister(): Register {
  const clauses = Array.from({ length: 10 }, (_, index) => documentedClause(`FRZ-${10 + index}`))
  return {
    clauses: new Map(clauses.map((clause) => [clause.id, clause])),
    consumer: new Map(),
    interpretations: new Map(
      [switchable('C-SWITCH'), { ...switchable('C-FIXED'), switch: false }].map((interpretation) => [interpretation.id, interpretation]),
    ),
    pages: new Map([['freeze', { url: 'https://pages.test/freeze', revision: 'invented' }]]),
    sources: [
      { locator: 'freeze#title/1', hash: '0000000000000000', notBehaviour: 'title of the page' },
      ...clauses.map(({ id, sources }) => ({ locator: sources[0] ?? '', hash: '1111111111111111', clauses: [id] })),
    ],
    files: new Map([
      ['freeze.yaml', clauses.map(({ id }) => id)],
      ['interpretations.yaml', ['C-SWITCH', 'C-FIXED']],
    ]),
  }
}

function documentedClause(id: string): Clause {
  const sources = [`freeze#notes/${id.slice(4)}`]
  return { id, statement: 'Invented.', basis: 'documented', observe: 'response', rule: 'invented', sources }
}

function switchable(id: string): Interpretation {
  const options = { one: 'the first', two: 'the second' }
  return { id, question: 'Which?', options, chosen: 'one', why: 'It is the first.', probe: 'Look.', switch: true }
}
