import { useState } from 'preact/hooks'
import { type Changes, reasonText, releasedAfter, stateOf } from './changes.ts'
import type { LineItemView, OrderView } from './control.ts'
import { Amount } from './field.tsx'
import { Time } from './time.tsx'
import type { Sandbox } from './use-sandbox.ts'
import { money } from './words.ts'

/** How many line items of an order are shown, the first ones. */
const MOST = 50

const TONES: Record<string, string> = {
  COMPLETE: 'good',
  ACTIVE: 'good',
  PENDING: 'warn',
  PARTIAL: 'warn',
  'SCHEDULED DELIVERY': 'warn',
  FROZEN: 'warn',
  FAILED: 'bad',
  CANCELLED: 'bad',
}

/** A status in words; its colour says nothing more. */
export function State({ value }: { value: string }) {
  return <span class={`state ${TONES[value] ?? ''}`}>{value}</span>
}

/** The line items of an order: states, amounts, and what each action did to them or why not. */
export function LineItems({ sandbox, order, before }: { sandbox: Sandbox; order: OrderView; before: Changes['before'] }) {
  const { lineItems } = order
  return (
    <>
      {lineItems.length > MOST && <p class="muted">{`The first ${MOST} of ${lineItems.length} line items.`}</p>}
      <ol class="list line-items ruled" aria-label="Line items">
        {lineItems.slice(0, MOST).map((lineItem, index) => {
          const was = before.get(lineItem.referenceLineItemId)
          return (
            <li key={lineItem.referenceLineItemId} class={was === undefined ? '' : 'new'}>
              <LineItem sandbox={sandbox} lineItem={lineItem} position={index + 1} was={was} />
            </li>
          )
        })}
      </ol>
    </>
  )
}

function LineItem(props: { sandbox: Sandbox; lineItem: LineItemView; position: number; was: string | undefined }) {
  const { sandbox, lineItem, position, was } = props
  const { product, status, reward, history } = lineItem
  return (
    <>
      <p class="row">
        <strong>{position}</strong> {product} <State value={stateOf(lineItem)} /> {was !== undefined && <mark>{`was ${was}`}</mark>}
        <span class="muted">{reward === null ? 'no reward yet' : amountText(reward)}</span>
      </p>
      <details>
        <summary>
          Details<span class="visually-hidden">{` of line item ${position}`}</span>
          {history.length > 0 && <span class="muted">{` · ${outcomeText(history, history.length - 1)}`}</span>}
        </summary>
        <p class="muted">
          {`Line item ${status}`}
          {reward !== null && (
            <>
              , reward {reward.status}, issued <Time at={reward.issuedAt} />
            </>
          )}
        </p>
        {history.length > 0 && (
          <ul class="history" aria-label={`What actions did to line item ${position}`}>
            {history.map(({ at }, index) => (
              // An action may be done twice at one instant.
              <li key={index}>
                {outcomeText(history, index)}{' '}
                <span class="muted">
                  <Time at={at} />
                </span>
              </li>
            ))}
          </ul>
        )}
        {reward !== null && <Redeem sandbox={sandbox} reward={reward} position={position} />}
      </details>
    </>
  )
}

const amountText = ({ amount, redeemedAmount }: { amount: number; redeemedAmount: number }): string =>
  redeemedAmount === 0 ? money(amount) : `${money(amount)}, redeemed ${money(redeemedAmount)}`

/** What happened to a line item at one point of its history. */
function outcomeText(history: LineItemView['history'], index: number): string {
  const entry = history[index]
  if (entry === undefined) return ''
  if (entry.action !== 'RELEASE') return `${entry.action}: ${entry.outcome === 'changed' ? 'changed' : reasonText(entry.outcome)}`
  const freeze = history.slice(0, index).findLast(({ action, outcome }) => action === 'FREEZE' && outcome === 'changed')
  return freeze === undefined ? 'Released by itself' : `R${releasedAfter(freeze.at, entry.at).slice(1)}`
}

function Redeem({ sandbox, reward, position }: { sandbox: Sandbox; reward: NonNullable<LineItemView['reward']>; position: number }) {
  const left = (reward.amount - reward.redeemedAmount) / 100
  const [amount, setAmount] = useState(Math.min(5, left))
  const redeem = async (): Promise<string> => {
    await sandbox.control.redeem(reward.rewardId, Math.round(amount * 100))
    return `${money(amount * 100)} of line item ${position} was redeemed.`
  }
  if (left === 0) return null
  return (
    <form
      class="buttons"
      onSubmit={(event) => {
        event.preventDefault()
        void sandbox.run(redeem)
      }}
    >
      <Amount label="Amount (USD)" value={amount} change={setAmount} min={0.01} max={left} step={0.01} />
      <button type="submit">Redeem</button>
    </form>
  )
}
