import type { LineItemView, OrderView, Snapshot } from './control.ts'
import { HOUR } from './units.ts'
import { money } from './words.ts'

/** What differs between two looks at an order. */
export interface Changes {
  /** One sentence for each thing that changed, or that an action left as it was. */
  texts: string[]
  /** What each line item that changed was before, by its referenceLineItemId. */
  before: ReadonlyMap<string, string>
}

const REASONS: Record<string, string> = {
  'not-a-choice-product': 'not a Choice product',
  'line-item-not-complete': 'the line item is not COMPLETE',
  'reward-state': 'the state of its reward does not allow it',
  redeemed: 'redeemed already',
  'outside-window': 'outside the time window',
  'not-first-issuance': 'not the first issuance',
  'could-not-be-processed': 'could not be processed',
}

/** The outcome of an action on a line item, in words. */
export const reasonText = (outcome: string): string => REASONS[outcome] ?? outcome

/** The state that matters to a recipient: of the reward, or of the line item before there is one. */
export const stateOf = ({ reward, status }: LineItemView): string => reward?.status ?? status

/**
 * What happened to an order between two looks: states, left line items, amounts, fields, and the balance of its account.
 *
 * @example changesOf(before, after, 'AA1').texts // ['Line items 1 to 3: ACTIVE → FROZEN.']
 */
export function changesOf(before: Snapshot, after: Snapshot, referenceOrderID: string): Changes {
  const find = ({ orders }: Snapshot): OrderView | undefined => orders.find((order) => order.referenceOrderID === referenceOrderID)
  const [was, is] = [find(before), find(after)]
  if (was === undefined || is === undefined) return { texts: [], before: new Map() }
  const sayings = new Map<string, number[]>()
  const earlier = new Map<string, string>()
  for (const [index, item] of is.lineItems.entries()) {
    const old = was.lineItems[index]
    if (old === undefined) continue
    if (stateOf(old) !== stateOf(item)) earlier.set(item.referenceLineItemId, stateOf(old))
    for (const text of itemTexts(old, item)) sayings.set(text, [...(sayings.get(text) ?? []), index + 1])
  }
  const items = [...sayings].map(([text, positions]) => `${positionsText(positions)}: ${text}.`)
  return { texts: [...items, ...fieldTexts(was, is), ...balanceTexts(before, after, is)], before: earlier }
}

function itemTexts(old: LineItemView, item: LineItemView): string[] {
  const news = item.history.slice(old.history.length)
  const texts: string[] = []
  if (stateOf(old) !== stateOf(item)) texts.push(`${stateOf(old)} → ${stateOf(item)}${releaseText(old, news)}`)
  const redeemed = (item.reward?.redeemedAmount ?? 0) - (old.reward?.redeemedAmount ?? 0)
  if (redeemed > 0) texts.push(`${money(redeemed)} redeemed`)
  const left = news.findLast(({ outcome }) => outcome !== 'changed')
  if (left !== undefined) texts.push(`left unchanged by ${left.action}, ${reasonText(left.outcome)}`)
  return texts
}

function releaseText({ reward }: LineItemView, news: LineItemView['history']): string {
  const release = news.find(({ action }) => action === 'RELEASE')
  if (release === undefined) return ''
  return reward?.frozenAt ? `, ${releasedAfter(reward.frozenAt, release.at)}` : ', released by itself'
}

/** @example releasedAfter('2026-03-02T10:00:00.000Z', '2026-03-04T10:00:00.000Z') // 'released by itself after 48 h' */
export const releasedAfter = (frozenAt: string, at: string): string =>
  `released by itself after ${(Date.parse(at) - Date.parse(frozenAt)) / HOUR} h`

function fieldTexts(was: OrderView, is: OrderView): string[] {
  const fields = { campaign: 'Campaign', purchaseOrderNumber: 'Purchase order', notes: 'Notes' } as const
  return (Object.keys(fields) as (keyof typeof fields)[]).flatMap((field) =>
    was[field] === is[field] ? [] : `${fields[field]}: ${is[field] === '' ? 'cleared' : `“${is[field]}”`}.`,
  )
}

function balanceTexts(before: Snapshot, after: Snapshot, order: OrderView): string[] {
  const [was, is] = [balanceOf(before, order), balanceOf(after, order)]
  if (was === undefined || is === undefined || was === is) return []
  return [`Balance: ${money(was)} → ${money(is)}${is > was ? `, ${money(is - was)} refunded` : ''}.`]
}

/** Minor units of the account that paid for an order. */
export const balanceOf = ({ accounts }: Snapshot, order: OrderView): number | undefined =>
  accounts.find(
    ({ customerIdentifier, accountIdentifier }) =>
      customerIdentifier === order.customerIdentifier && accountIdentifier === order.accountIdentifier,
  )?.balance

/** @example positionsText([1, 2, 3, 5]) // 'Line items 1 to 3, 5' */
function positionsText(positions: readonly number[]): string {
  const runs: [first: number, last: number][] = []
  for (const position of positions) {
    const run = runs.at(-1)
    if (run !== undefined && run[1] === position - 1) run[1] = position
    else runs.push([position, position])
  }
  const texts = runs.map(([first, last]) => (first === last ? `${first}` : `${first}${last === first + 1 ? ', ' : ' to '}${last}`))
  return `Line ${positions.length === 1 ? 'item' : 'items'} ${texts.join(', ')}`
}
