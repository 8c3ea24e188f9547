import { aCase, type Case, type OperationId } from './case.ts'

const operations: { op: string; operation: OperationId; first: string; same: string }[] = [
  ...(['freeze', 'unfreeze', 'cancel'] as const).map((op) => ({
    op,
    operation: `${op}AsyncOrder` as const,
    first: '"reasonCode":"FRAUD"',
    same: '"\\u0072easonCode":"FRAUD"',
  })),
  { op: 'update', operation: 'updateAsyncOrder', first: '"notes":"a"', same: '"n\\u006ftes":"b"' },
]

const nested = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`

/** JSON that readers would disagree about. */
export const ambiguousJsonCases: Case[] = operations.flatMap(({ op, operation, first, same }): Case[] => {
  const row = (id: string, name: string, rawBody: string, status: number): Case =>
    aCase(`${op}-${id}`, 'GEN-22', name, { request: { operation, rawBody }, want: { status } })
  return [
    row('key-twice', 'answers 400 where a key stands twice', `{${first},${first}}`, 400),
    row('key-twice-escaped', 'answers 400 where a key stands twice, once with an escape', `{${first}, ${same}}`, 400),
    row(
      'key-twice-far-colon',
      'answers 400 where blanks stand between a key and its colon',
      `{${first},${first.replace(':', `${' '.repeat(500)}:`)}}`,
      400,
    ),
    row('key-twice-within', 'answers 400 where a key stands twice further inside', `{${first},"x":[{"a":1,"a" : 2}]}`, 400),
    {
      ...row(
        'key-in-text',
        'does not take the words of a text for keys',
        `{${first.replace(/"\w+"$/, '"a\\": {\\"a\\": 1}"')}}`,
        op === 'update' ? 200 : 422,
      ),
      clause: { freeze: 'FRZ-06', unfreeze: 'UNF-06', cancel: 'CAN-06' }[op] ?? 'UPD-16',
      ...(op === 'update' ? { state: { changed: [], order: { notes: 'a": {"a": 1}' } } } : {}),
    },
    row('nested-65', 'answers 400 to 65 levels', `{${first},"x":${nested(64)}}`, 400),
    {
      ...row('nested-64', 'reads 64 levels', `{${first},"x":${nested(63)}}`, op === 'update' ? 400 : 422),
      clause: op === 'update' ? 'UPD-20' : 'GEN-17',
    },
  ]
})
