import { CHANGES } from '../../../contract/src/checks/asked-by.ts'
import { documentedRules as documented } from '../../../sandbox/src/index.ts'
import { type Change, onTransaction, rule } from '../inside.ts'
import { type Mistakes, mutantsOf } from '../mutant.ts'
import { type Json, onBody } from '../wire.ts'

type Field = 'campaign' | 'purchaseOrderNumber' | 'notes'

const body = (change: (sent: Json) => Json) => onBody('update', change)
const applies = (change: Change<'applyUpdate'>) => rule('applyUpdate', change)

/** Judges the length of a field otherwise; its type and the other fields as documented. */
const length = (field: Field, tooLong: (value: string) => boolean) =>
  rule('updateFields', (right, { [field]: value, ...others }, interpretations) => {
    if (typeof value !== 'string') return right
    const problems = documented.updateFields(others, interpretations)
    return tooLong(value) ? [...problems, { path: field, i18nKey: '422.006', message: 'It is too long.' }] : problems
  })

const lengths = (field: Field, clause: string, limit: number): Mistakes => ({
  [`update-${field}-one-too-few ${clause}`]: length(field, (value) => [...value].length >= limit),
  [`update-${field}-one-too-many ${clause}`]: length(field, (value) => [...value].length > limit + 1),
  [`update-${field}-unlimited ${clause}`]: length(field, () => false),
  [`update-${field}-in-code-units UPD-73`]: length(field, (value) => value.length > limit),
  [`update-${field}-in-bytes UPD-73`]: length(field, (value) => new TextEncoder().encode(value).length > limit),
  [`update-${field}-not-empty ${clause}`]: length(field, (value) => value === '' || [...value].length > limit),
  [`update-${field}-cut ${clause} GEN-16`]: body((sent) =>
    typeof sent[field] === 'string' ? { ...sent, [field]: [...sent[field]].slice(0, limit).join('') } : sent,
  ),
})

/** What each field is mistaken for, and the clauses of its change and of its type. */
const FIELDS: [Field, mistakenFor: Field, changes: string, type: string][] = [
  ['campaign', 'notes', 'UPD-10', 'UPD-12'],
  ['purchaseOrderNumber', 'campaign', 'UPD-14', 'UPD-15'],
  ['notes', 'purchaseOrderNumber', 'UPD-16', 'UPD-18'],
]

const ofField = ([field, other, changes, type]: (typeof FIELDS)[number]): Mistakes => {
  const name = field.toLowerCase()
  /** The field as it is after the update. */
  const becomes = (value: (right: string, before: string, sent: Json) => Json) =>
    applies((right, order, sent) => ({ ...right, [field]: value(right[field], order[field], sent[field]) }))
  const reads = (value: (sent: Json) => Json) => body((sent) => ({ ...sent, [field]: value(sent[field]) }))
  return {
    [`update-forgets-${name} ${changes}`]: becomes((_, before) => before),
    [`update-writes-${name}-elsewhere ${changes} UPD-22 ${CHANGES[other]}`]: applies((right, order, sent) =>
      sent[field] === undefined ? right : { ...right, [field]: order[field], [other]: sent[field] },
    ),
    [`update-does-not-fill-${name} ${changes}`]: becomes((right, before) => (before ? right : before)),
    [`update-makes-${name}-plain ${changes}`]: becomes((right) => right.replace(/[^ -~]/g, '?')),
    [`update-answers-${name}-and-forgets ${changes}`]: onTransaction((tx) => ({
      putOrder: (platform, order) =>
        tx.putOrder(platform, { ...order, [field]: tx.getOrder(platform, order.referenceOrderID)?.[field] ?? order[field] }),
    })),
    [`update-clears-unsent-${name} UPD-22`]: becomes((_, __, sent) => sent ?? ''),
    [`update-does-not-clear-${name} UPD-69`]: becomes((_, before, sent) => sent || before),
    [`update-takes-number-as-${name} ${type}`]: reads((sent) => (typeof sent === 'number' ? String(sent) : sent)),
    [`update-takes-anything-as-${name} ${type}${field === 'notes' ? ' GEN-16' : ''}`]: reads((sent) =>
      sent === undefined || sent === null ? sent : String(sent).slice(0, 9_999),
    ),
    [`update-takes-null-${name} UPD-68`]: reads((sent) => (sent === null ? '' : sent)),
  }
}

/** The three fields, one by one. */
export const updateFieldMutants = mutantsOf('behaviour', {
  ...lengths('campaign', 'UPD-11', 1024),
  ...lengths('notes', 'UPD-17', 150),
  ...Object.assign({}, ...FIELDS.map(ofField)),
})
