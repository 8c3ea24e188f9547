import { aCase, type Case, type OperationId } from './case.ts'

const nested = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`
const FRAUD = '"reasonCode":"FRAUD"'

const row = (op: string, id: string, name: string, rawBody: string, status = 400, clause = 'GEN-22'): Case =>
  aCase(`${op}-${id}`, clause, name, { request: { operation: `${op}AsyncOrder` as OperationId, rawBody }, want: { status } })

/** JSON that readers would disagree about: what each operation must refuse, and of the other kinds one each. */
export const ambiguousJsonCases: Case[] = [
  ...['freeze', 'unfreeze', 'cancel', 'update'].flatMap((op): Case[] => {
    const first = op === 'update' ? '"notes":"a"' : FRAUD
    return [
      row(op, 'key-twice', 'returns 400 for a duplicate key', `{${first},${first}}`),
      row(op, 'nested-65', 'returns 400 to 65 levels', `{${first},"x":${nested(64)}}`),
    ]
  }),
  row('freeze', 'key-twice-escaped', 'returns 400 for a duplicate key, once with an escape', `{${FRAUD}, "\\u0072easonCode":"FRAUD"}`),
  row(
    'freeze',
    'key-twice-far-colon',
    'returns 400 for blanks between a key and its colon',
    `{${FRAUD},"reasonCode"${' '.repeat(500)}:"FRAUD"}`,
  ),
  row('freeze', 'key-twice-within', 'returns 400 for a duplicate key in a nested object', `{${FRAUD},"x":[{"a":1,"a" : 2}]}`),
  row('freeze', 'key-in-text', 'does not take the words of a text for keys', '{"reasonCode":"a\\": {\\"a\\": 1}"}', 422, 'FRZ-06'),
  row('freeze', 'nested-64', 'reads 64 levels', `{${FRAUD},"x":${nested(63)}}`, 422, 'GEN-17'),
]
