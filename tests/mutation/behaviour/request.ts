import { rule } from '../inside.ts'
import { forEachAction, keyed } from '../mutant.ts'
import { type Json, onBody } from '../wire.ts'

const given = (value: unknown): boolean => value !== undefined
const isBlank = (value: unknown): boolean => !given(value) || String(value).trim() === ''
const isOther = ({ reasonCode }: Json): boolean => reasonCode === 'OTHER'

/** The body of an action is read too kindly, or too strictly. */
export const requestMutants = forEachAction(({ op, action }) => {
  const body = (change: (body: Json) => Json) => onBody(op, change)
  const otherReason = (problem: (body: Json) => boolean) =>
    rule(
      'otherReasonRequired',
      (_, __, sent) => (problem(sent) ? { path: 'otherReason', i18nKey: '422.007', message: 'otherReason is required.' } : null),
      action,
    )
  return {
    'needs-no-reason-code 3': body((sent) => ({ reasonCode: 'FRAUD', ...sent })),
    'takes-any-type-of-code 4': body((sent) =>
      given(sent.reasonCode) && typeof sent.reasonCode !== 'string' ? { ...sent, reasonCode: 'FRAUD' } : sent,
    ),
    'takes-null-as-code 4': body((sent) => ({ ...sent, reasonCode: sent.reasonCode === null ? 'FRAUD' : sent.reasonCode })),
    'takes-a-list-of-codes 4': body((sent) => ({ ...sent, reasonCode: [sent.reasonCode].flat()[0] })),
    'always-needs-other-reason 5 7 11': otherReason((sent) => !given(sent.otherReason)),
    'never-needs-other-reason 8': otherReason((sent) => isOther(sent) && sent.otherReason === ''),
    'refuses-other 9': otherReason(isOther),
    'other-reason-of-255 9': otherReason((sent) => isOther(sent) && (isBlank(sent.otherReason) || String(sent.otherReason).length > 255)),
    'other-reason-of-any-type 10': body((sent) =>
      given(sent.otherReason) ? { ...sent, otherReason: typeof sent.otherReason === 'string' ? sent.otherReason : 'text' } : sent,
    ),
    'other-reason-unread-beside-listed-code 10': body((sent) => (isOther(sent) ? sent : { ...sent, otherReason: undefined })),
    'other-reason-null-beside-listed-code 10': body((sent) =>
      sent.otherReason === null && !isOther(sent) ? { ...sent, otherReason: undefined } : sent,
    ),
    'takes-blank-other-reason 11': otherReason((sent) => isOther(sent) && !given(sent.otherReason)),
    'takes-spaces-as-other-reason 11': otherReason((sent) => isOther(sent) && !sent.otherReason),
    'takes-tabs-as-other-reason 11': otherReason((sent) => isOther(sent) && (!given(sent.otherReason) || /^ *$/.test(sent.otherReason))),
    'refuses-other-reason-beside-listed-code GEN-21': otherReason((sent) =>
      isOther(sent) ? isBlank(sent.otherReason) : given(sent.otherReason),
    ),
    'ignores-unknown-fields GEN-17 GEN-22': body(({ reasonCode, otherReason }) => ({ reasonCode, otherReason })),
    'takes-inherited-names GEN-17': body((sent) => Object.fromEntries(Object.entries(sent).filter(([name]) => !(name in {})))),
    'ignores-letter-case-of-fields GEN-17': body(({ ReasonCode, ...others }) => ({ reasonCode: ReasonCode, ...others })),
  }
})

const LISTS = {
  FRZ: { 'FRZ-05': ['DELIVERY_INFO', 'REWARD_AMOUNT', 'REWARD_TYPE', 'VERIFY_ORDER', 'FRAUD', 'OTHER'] },
  UNF: {
    'UNF-05': ['VERIFY_ORDER', 'DUPLICATE', 'FRAUD', 'OTHER'],
    'UNF-50': ['DELIVERY_INFO', 'REWARD_AMOUNT', 'REWARD_TYPE', 'VERIFIED_ORDER'],
  },
  CAN: {
    'CAN-05': ['FRAUD', 'DUPLICATE'],
    // biome-ignore format: one list
    'CAN-50': ['RECIPIENT', 'CURRENCY', 'RECIPIENT_REQUESTED', 'RECIPIENT_OBLIGATIONS', 'DELIVERY_INFO', 'REWARD_AMOUNT', 'REWARD_TYPE', 'OTHER'],
  },
}

/** A code is missing from the list of an action, or one too many is taken. */
export const reasonCodeMutants = forEachAction(({ op, action, prefix }) => {
  const codes = (change: (codes: string[]) => string[]) =>
    rule('reasonCodes', (listed) => (listed === 'any' ? listed : new Set(change([...listed]))), action)
  const read = (change: (code: string) => string) =>
    onBody(op, (body) => (typeof body.reasonCode === 'string' ? { ...body, reasonCode: change(body.reasonCode) } : body))
  const listed = Object.entries(LISTS[prefix]).flatMap(([clause, all]) => all.map((code) => [clause, code] as const))
  const broken = (clause: string, code: string): string => ({ OTHER: `9 ${clause}`, FRAUD: `${clause} 7` })[code] ?? clause
  const foreign = { FRZ: 'DUPLICATE', UNF: 'CURRENCY', CAN: 'VERIFY_ORDER' }[prefix]
  return {
    ...keyed(listed, ([clause, code]) => [
      `forgets-${code.toLowerCase().replaceAll('_', '-')} ${broken(clause, code)}`,
      codes((all) => all.filter((one) => one !== code)),
    ]),
    'takes-foreign-code 6': codes((all) => [...all, foreign]),
    'has-no-codes 5': codes(() => ['OTHER']),
    'takes-any-code 6': rule('reasonCodes', () => 'any', action),
    'ignores-letter-case-of-code 6': read((code) => code.toUpperCase()),
    'trims-code 6': read((code) => code.trim()),
    'takes-empty-code 6': read((code) => (code === '' ? 'FRAUD' : code)),
  }
})
