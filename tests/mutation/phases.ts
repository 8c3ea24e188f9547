import { documentedRules as documented } from '../../sandbox/src/index.ts'
import type { LineItem, Order } from '../../sandbox/src/model.ts'
import { onTransaction, rule } from './inside.ts'
import { mutantsOf } from './mutant.ts'
import { isAbout, onRequest, onStatus, statusInstead } from './wire.ts'

const was = ({ history }: LineItem, action: string): boolean =>
  history.some((entry) => entry.action === action && entry.outcome === 'changed')
const day = (at: number): number => Math.floor(at / 86_400_000)

/**
 * Mistakes for the phases that make their own requests: those that take several requests to see, and those in what only many requests
 * come to. The cases need not find them.
 */
export const phaseMutants = mutantsOf('behaviour', {
  'freeze-thaws-frozen FRZ-49': {
    rules: {
      rewardState: (question) => question.action === 'FREEZE' || documented.rewardState(question),
      freezeReward: (reward, now) =>
        reward.status === 'FROZEN' ? { ...reward, status: 'ACTIVE', frozenAt: null } : documented.freezeReward(reward, now),
    },
  },
  'cancel-skips-what-was-unfrozen CAN-25': rule('rewardState', (is, { lineItem }) => is && !was(lineItem, 'UNFREEZE'), 'CANCEL'),
  'cancel-skips-what-was-unfrozen-of-partial CAN-25': rule(
    'rewardState',
    (is, { lineItem, order }) => is && !(order.status === 'PARTIAL' && was(lineItem, 'UNFREEZE')),
    'CANCEL',
  ),
  'cancel-frozen-a-day-longer CAN-55': rule(
    'withinWindow',
    (is, { lineItem: { reward }, now }) => is || (reward?.status === 'FROZEN' && day(now) - day(reward.issuedAt) === 6),
    'CANCEL',
  ),
  'freeze-window-of-3-days FRZ-44 FRZ-45': rule(
    'withinWindow',
    (_, { lineItem: { reward }, now }) => day(now) - day(reward?.issuedAt ?? 0) <= 3,
    'FREEZE',
  ),
  'refund-of-nothing-once-frozen CAN-43': rule('refund', (right, { history }) =>
    history.some(({ action }) => action === 'FREEZE') ? 0 : right,
  ),
  'event-counts-of-the-action-before EVT-13': {
    rules: () => {
      const changed = new Map<string, number>()
      return {
        outcomeEvent: (run, ...rest) => {
          const id = run.order.referenceOrderID
          const before = changed.get(id) ?? run.changed
          changed.set(id, run.changed)
          return documented.outcomeEvent({ ...run, changed: before }, ...rest)
        },
      }
    },
  },
  'actions-overtake-one-another EVT-26': onTransaction((tx) => ({
    addTask: (platform, at, work) => {
      const waiting = tx.nextTask(platform, at)
      if (work.kind !== 'action' || waiting?.kind !== 'action') return tx.addTask(platform, at, work)
      const { platform: _, at: __, sequence: ___, ...earlier } = waiting
      tx.putTask({ ...waiting, ...work })
      tx.addTask(platform, at, earlier)
    },
  })),
  'requests-at-once-taken-for-one EVT-26': {
    wrapFetch: (fetch) => {
      const underWay = new Map<string, Promise<Response>>()
      return async (request) => {
        if (!isAbout('any', request)) return fetch(request)
        const key = `${request.headers.get('authorization')} ${request.url}`
        const same = underWay.get(key)
        if (same !== undefined) return (await same).clone()
        const answer = fetch(request)
        underWay.set(key, answer)
        const response = await answer
        underWay.delete(key)
        return response.clone()
      }
    },
  },
  'acts-on-what-was-redeemed-meanwhile EVT-26': {
    rules: () => {
      const accepted = new Map<string, Order>()
      return {
        orderStatusGate: (action, order, interpretations) => {
          accepted.set(order.referenceOrderID, order)
          return documented.orderStatusGate(action, order, interpretations)
        },
        unredeemed: (question) => {
          const position = question.order.lineItems.indexOf(question.lineItem)
          const lineItem = accepted.get(question.order.referenceOrderID)?.lineItems[position] ?? question.lineItem
          return documented.unredeemed({ ...question, lineItem })
        },
      }
    },
  },
  'freeze-checks-no-field FRZ-04 FRZ-10 GEN-17': rule('actionFields', () => []),
  'unfreeze-takes-one-kind-of-blank UNF-11': rule('otherReasonRequired', (right, _, { otherReason }) =>
    /^[^ ]/.test(String(otherReason ?? ' ')) ? null : right,
  ),
  'update-notes-in-graphemes UPD-73': rule('updateFields', (right, { notes }) =>
    typeof notes === 'string' && [...new Intl.Segmenter().segment(notes)].length <= 150
      ? right.filter(({ path }) => path !== 'notes')
      : right,
  ),
  'update-decodes-paths-twice GEN-31 UPD-02 UPD-03 UPD-06': onRequest('update', ({ url }) => ({ url: url.replace(/%25/g, '%') })),
  'update-composes-texts UPD-40': onStatus('update', 200, ({ body }) => ({ body: { ...body, notes: body.notes.normalize('NFC') } })),
  'update-refuses-tildes UPD-60': rule('updateFields', (right, { notes }) =>
    String(notes).includes('~') ? [{ path: 'notes', i18nKey: '400.001', message: 'no tildes' }] : right,
  ),
  'freeze-accepts-nothing FRZ-12': statusInstead('freeze', 202, 400),
})
