import { CHANGES } from '../../../contract/src/checks/asked-by.ts'
import { documentedRules as documented } from '../../../sandbox/src/index.ts'
import { onTransaction } from '../memory.ts'
import { type Broken, type Mutant, wrong, wrongRule } from '../mutant.ts'
import { type Json, onBody } from '../wire.ts'

type Order = Parameters<typeof documented.applyUpdate>[0]
type Body = Parameters<typeof documented.updateFields>[0]

/** An update whose body is read otherwise. */
export const body = (id: string, clause: Broken, breaks: string, change: (body: Json) => Json): Mutant =>
  wrong(`update-${id}`, clause, breaks, onBody('update', change))

/** An update that does something else. */
export const applies = (id: string, clause: Broken, breaks: string, change: (right: Order, before: Order, sent: Json) => Order): Mutant =>
  wrongRule(`update-${id}`, clause, breaks, {
    applyUpdate: (order, fields, interpretations) => change(documented.applyUpdate(order, fields, interpretations), order, fields),
  })

/** Judges the length of a field otherwise; its type and the other fields as documented. */
const length = (id: string, clause: Broken, field: string, breaks: string, tooLong: (value: string) => boolean): Mutant =>
  wrongRule(`update-${field.toLowerCase()}-${id}`, clause, breaks, {
    updateFields: (sent: Body, interpretations) => {
      const value = sent[field]
      const { [field]: _, ...others } = sent
      if (typeof value !== 'string') return documented.updateFields(sent, interpretations)
      const problems = documented.updateFields(others, interpretations)
      return tooLong(value) ? [...problems, { path: field, i18nKey: '422.006', message: 'It is too long.' }] : problems
    },
  })

const lengths = (field: string, clause: string, limit: number): Mutant[] => [
  length('one-too-few', clause, field, `takes ${field} of ${limit - 1} characters at most`, (value) => [...value].length >= limit),
  length('one-too-many', clause, field, `takes ${field} of ${limit + 1} characters`, (value) => [...value].length > limit + 1),
  length('unlimited', clause, field, `takes ${field} of any length`, () => false),
  length('in-code-units', 'UPD-73', field, `counts an emoji in ${field} twice`, (value) => value.length > limit),
  length('in-bytes', 'UPD-73', field, `counts bytes of ${field}`, (value) => new TextEncoder().encode(value).length > limit),
  length('not-empty', clause, field, `refuses an empty ${field}`, (value) => value === '' || [...value].length > limit),
  body(`${field.toLowerCase()}-cut`, [clause, 'GEN-16'], `cuts ${field} at ${limit} characters`, (sent) =>
    typeof sent[field] === 'string' ? { ...sent, [field]: [...sent[field]].slice(0, limit).join('') } : sent,
  ),
]

const OTHERS = { campaign: 'notes', purchaseOrderNumber: 'campaign', notes: 'purchaseOrderNumber' } as const

/** The three fields, one by one. */
export const updateFieldMutants: Mutant[] = [
  ...lengths('campaign', 'UPD-11', 1024),
  ...lengths('notes', 'UPD-17', 150),
  ...(
    [
      ['campaign', 'UPD-10', 'UPD-12'],
      ['purchaseOrderNumber', 'UPD-14', 'UPD-15'],
      ['notes', 'UPD-16', 'UPD-18'],
    ] as const
  ).flatMap(([field, changes, type]): Mutant[] => [
    applies(`forgets-${field.toLowerCase()}`, changes, `does not change ${field}`, (right, before) => ({
      ...right,
      [field]: before[field],
    })),
    applies(
      `writes-${field.toLowerCase()}-elsewhere`,
      [changes, 'UPD-22', CHANGES[OTHERS[field]] ?? ''],
      `writes ${field} into ${OTHERS[field]}`,
      (right, before, sent) => (sent[field] === undefined ? right : { ...right, [field]: before[field], [OTHERS[field]]: sent[field] }),
    ),
    applies(`does-not-fill-${field.toLowerCase()}`, changes, `changes ${field} only where the order has one`, (right, before) => ({
      ...right,
      [field]: before[field] ? right[field] : before[field],
    })),
    applies(`makes-${field.toLowerCase()}-plain`, changes, `keeps only the ASCII characters of ${field}`, (right) => ({
      ...right,
      [field]: right[field].replace(/[^ -~]/g, '?'),
    })),
    wrong(
      `update-answers-${field.toLowerCase()}-and-forgets`,
      changes,
      `answers with the new ${field} and does not keep it`,
      onTransaction((tx) => ({
        putOrder: (platform, order) =>
          tx.putOrder(platform, { ...order, [field]: tx.getOrder(platform, order.referenceOrderID)?.[field] ?? order[field] }),
      })),
    ),
    applies(`clears-unsent-${field.toLowerCase()}`, 'UPD-22', `clears ${field} when it is not sent`, (right, _, sent) => ({
      ...right,
      [field]: sent[field] ?? '',
    })),
    applies(
      `does-not-clear-${field.toLowerCase()}`,
      'UPD-69',
      `takes an empty ${field} for one that is not sent`,
      (right, before, sent) => ({
        ...right,
        [field]: sent[field] || before[field],
      }),
    ),
    body(`takes-number-as-${field.toLowerCase()}`, type, `takes a number as ${field}`, (sent) => ({
      ...sent,
      [field]: typeof sent[field] === 'number' ? String(sent[field]) : sent[field],
    })),
    body(`takes-anything-as-${field.toLowerCase()}`, field === 'notes' ? [type, 'GEN-16'] : type, `takes any JSON as ${field}`, (sent) =>
      sent[field] === undefined || sent[field] === null ? sent : { ...sent, [field]: String(sent[field]).slice(0, 9_999) },
    ),
    body(`takes-null-${field.toLowerCase()}`, 'UPD-68', `clears ${field} when it is null`, (sent) => ({
      ...sent,
      [field]: sent[field] === null ? '' : sent[field],
    })),
  ]),
]
