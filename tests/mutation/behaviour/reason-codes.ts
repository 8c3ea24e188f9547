import { documentedRules as documented } from '../../../sandbox/src/index.ts'
import { type Broken, forEachAction, wrong, wrongRule } from '../mutant.ts'
import { onBody } from '../wire.ts'

const lists = {
  FRZ: { 'FRZ-05': ['DELIVERY_INFO', 'REWARD_AMOUNT', 'REWARD_TYPE', 'VERIFY_ORDER', 'FRAUD', 'OTHER'] },
  UNF: {
    'UNF-05': ['VERIFY_ORDER', 'DUPLICATE', 'FRAUD', 'OTHER'],
    'UNF-50': ['DELIVERY_INFO', 'REWARD_AMOUNT', 'REWARD_TYPE', 'VERIFIED_ORDER'],
  },
  CAN: {
    'CAN-05': ['FRAUD', 'DUPLICATE'],
    'CAN-50': [
      'RECIPIENT',
      'CURRENCY',
      'RECIPIENT_REQUESTED',
      'RECIPIENT_OBLIGATIONS',
      'DELIVERY_INFO',
      'REWARD_AMOUNT',
      'REWARD_TYPE',
      'OTHER',
    ],
  },
}

/** A code is missing from the list of an action, or one too many is taken. */
export const reasonCodeMutants = forEachAction(({ op, action, prefix: P }) => {
  const codes = (id: string, clause: Broken, breaks: string, change: (codes: string[]) => string[]) =>
    wrongRule(`${op}-${id}`, clause, `${op} ${breaks}`, {
      reasonCodes: (asked, interpretations) => {
        const listed = documented.reasonCodes(asked, interpretations)
        return asked === action && listed !== 'any' ? new Set(change([...listed])) : listed
      },
    })
  const forgotten = Object.entries(lists[P]).flatMap(([clause, listed]) =>
    listed.map((code) =>
      codes(
        `forgets-${code.toLowerCase().replaceAll('_', '-')}`,
        code === 'OTHER' ? [`${P}-09`, clause] : code === 'FRAUD' ? [clause, `${P}-07`] : clause,
        `refuses ${code}`,
        (all) => all.filter((one) => one !== code),
      ),
    ),
  )
  const foreign = { FRZ: 'DUPLICATE', UNF: 'CURRENCY', CAN: 'VERIFY_ORDER' }[P]
  const read = (id: string, breaks: string, change: (code: string) => string) =>
    wrong(
      `${op}-${id}`,
      `${P}-06`,
      `${op} ${breaks}`,
      onBody(op, (body) => (typeof body.reasonCode === 'string' ? { ...body, reasonCode: change(body.reasonCode) } : body)),
    )
  return [
    ...forgotten,
    codes('takes-foreign-code', `${P}-06`, `takes ${foreign}, which is a code of another action`, (all) => [...all, foreign]),
    codes('has-no-codes', `${P}-05`, 'refuses every code but OTHER', () => ['OTHER']),
    wrongRule(`${op}-takes-any-code`, `${P}-06`, `${op} takes any code`, {
      reasonCodes: (asked, interpretations) => (asked === action ? 'any' : documented.reasonCodes(asked, interpretations)),
    }),
    read('ignores-letter-case-of-code', 'takes codes in lower case', (code) => code.toUpperCase()),
    read('trims-code', 'takes codes with spaces around them', (code) => code.trim()),
    read('takes-empty-code', 'takes an empty code', (code) => (code === '' ? 'FRAUD' : code)),
  ]
})
