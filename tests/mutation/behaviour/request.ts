import { documentedRules as documented } from '../../../sandbox/src/index.ts'
import { type Broken, forEachAction, numbered, wrong, wrongRule } from '../mutant.ts'
import { type Json, onBody } from '../wire.ts'

const given = (value: unknown): boolean => value !== undefined

/** The body of an action is read too kindly, or too strictly. */
export const requestMutants = forEachAction(({ op, action, prefix: P }) => {
  const body = (id: string, clause: Broken, breaks: string, change: (body: Json) => Json) =>
    wrong(`${op}-${id}`, clause, `${op} ${breaks}`, onBody(op, change))
  const otherReason = (id: string, clause: number | readonly number[], breaks: string, problem: (body: Json) => boolean) =>
    wrongRule(`${op}-${id}`, numbered(P, clause), `${op} ${breaks}`, {
      otherReasonRequired: (asked, sent, interpretations) => {
        if (asked !== action) return documented.otherReasonRequired(asked, sent, interpretations)
        return problem(sent) ? { path: 'otherReason', i18nKey: '422.007', message: 'otherReason is required.' } : null
      },
    })
  const isOther = ({ reasonCode }: Json): boolean => reasonCode === 'OTHER'
  return [
    body('needs-no-reason-code', `${P}-03`, 'takes FRAUD where reasonCode is left out', (sent) => ({ reasonCode: 'FRAUD', ...sent })),
    body('takes-any-type-of-code', `${P}-04`, 'takes FRAUD for a reasonCode that is no string', (sent) =>
      given(sent.reasonCode) && typeof sent.reasonCode !== 'string' ? { ...sent, reasonCode: 'FRAUD' } : sent,
    ),
    body('takes-null-as-code', `${P}-04`, 'takes FRAUD for null', (sent) => ({
      ...sent,
      reasonCode: sent.reasonCode === null ? 'FRAUD' : sent.reasonCode,
    })),
    body('takes-a-list-of-codes', `${P}-04`, 'takes the first of a list of codes', (sent) => ({
      ...sent,
      reasonCode: [sent.reasonCode].flat()[0],
    })),
    otherReason('always-needs-other-reason', [5, 7, 11], 'needs otherReason with every code', ({ otherReason }) => !given(otherReason)),
    otherReason('never-needs-other-reason', 8, 'takes OTHER without otherReason', (sent) => isOther(sent) && sent.otherReason === ''),
    otherReason('refuses-other', 9, 'refuses OTHER even with otherReason', isOther),
    otherReason(
      'other-reason-of-255',
      9,
      'refuses an otherReason of more than 255 characters',
      (sent) =>
        isOther(sent) && (!given(sent.otherReason) || String(sent.otherReason).trim() === '' || String(sent.otherReason).length > 255),
    ),
    body('other-reason-of-any-type', `${P}-10`, 'takes an otherReason that is no string', (sent) =>
      given(sent.otherReason) ? { ...sent, otherReason: typeof sent.otherReason === 'string' ? sent.otherReason : 'text' } : sent,
    ),
    body('other-reason-unread-beside-listed-code', `${P}-10`, 'does not look at otherReason beside a listed code', (sent) =>
      isOther(sent) ? sent : { ...sent, otherReason: undefined },
    ),
    body('other-reason-null-beside-listed-code', `${P}-10`, 'takes null as otherReason beside a listed code', (sent) =>
      sent.otherReason === null && !isOther(sent) ? { ...sent, otherReason: undefined } : sent,
    ),
    otherReason('takes-blank-other-reason', 11, 'takes a blank otherReason', (sent) => isOther(sent) && !given(sent.otherReason)),
    otherReason(
      'takes-spaces-as-other-reason',
      11,
      'refuses an empty otherReason but takes spaces',
      (sent) => isOther(sent) && !sent.otherReason,
    ),
    otherReason(
      'takes-tabs-as-other-reason',
      11,
      'strips spaces off otherReason, and no tabs or line ends',
      (sent) => isOther(sent) && (!given(sent.otherReason) || /^ *$/.test(sent.otherReason)),
    ),
    otherReason('refuses-other-reason-beside-listed-code', 0, 'refuses otherReason beside a listed code', (sent) =>
      isOther(sent) ? !given(sent.otherReason) || String(sent.otherReason).trim() === '' : given(sent.otherReason),
    ),
    body('ignores-unknown-fields', ['GEN-17', 'GEN-22'], 'ignores unknown fields', ({ reasonCode, otherReason }) => ({
      reasonCode,
      otherReason,
    })),
    body('takes-inherited-names', 'GEN-17', 'looks unknown fields up in an object that inherits names', (sent) =>
      Object.fromEntries(Object.entries(sent).filter(([name]) => !(name in {}))),
    ),
    body('ignores-letter-case-of-fields', 'GEN-17', 'takes ReasonCode for reasonCode', (sent) => {
      const { ReasonCode, ...others } = sent
      return { reasonCode: ReasonCode, ...others }
    }),
  ].map((mutant) => (mutant.clause === `${P}-00` ? { ...mutant, clause: 'GEN-21' } : mutant))
})
