import { useState } from 'preact/hooks'
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
  changed: 'good',
  PENDING: 'warn',
  PARTIAL: 'warn',
  'SCHEDULED DELIVERY': 'warn',
  FROZEN: 'warn',
  FAILED: 'bad',
  CANCELLED: 'bad',
  'could-not-be-processed': 'bad',
}

/** A status in words; its colour says nothing more. */
export function State({ value }: { value: string }) {
  return <span class={`state ${TONES[value] ?? ''}`}>{value}</span>
}

/** The line items of an order: states, amounts, and what each action did to them or why not. */
export function LineItems({ sandbox, order: { lineItems } }: { sandbox: Sandbox; order: OrderView }) {
  return (
    <>
      {lineItems.length > MOST && <p class="muted">{`The first ${MOST} of ${lineItems.length} line items.`}</p>}
      <ol class="list line-items ruled" aria-label="Line items">
        {lineItems.slice(0, MOST).map((lineItem, index) => (
          <li key={lineItem.referenceLineItemId}>
            <LineItem sandbox={sandbox} lineItem={lineItem} position={index + 1} />
          </li>
        ))}
      </ol>
    </>
  )
}

function LineItem({ sandbox, lineItem, position }: { sandbox: Sandbox; lineItem: LineItemView; position: number }) {
  const { product, status, reward, history } = lineItem
  return (
    <>
      <p class="row">
        <strong>{position}</strong> {product} <span class="muted">line item</span> <State value={status} />
        {reward === null ? (
          <span class="muted">no reward yet</span>
        ) : (
          <>
            <span class="muted">reward</span> <State value={reward.status} />
          </>
        )}
      </p>
      {reward !== null && (
        <p class="muted">
          {`${money(reward.amount)}, redeemed ${money(reward.redeemedAmount)}, issued `}
          <Time at={reward.issuedAt} />
          {reward.frozenAt !== null && (
            <>
              , frozen since <Time at={reward.frozenAt} />
            </>
          )}
        </p>
      )}
      {history.length > 0 && (
        <ul class="history" aria-label={`What actions did to line item ${position}`}>
          {history.map(({ action, at, outcome }, index) => (
            // An action may be done twice at one instant.
            <li key={index}>
              {action}: <State value={outcome} />{' '}
              <span class="muted">
                <Time at={at} />
              </span>
            </li>
          ))}
        </ul>
      )}
      {reward !== null && <Redeem sandbox={sandbox} reward={reward} position={position} />}
    </>
  )
}

function Redeem({ sandbox, reward, position }: { sandbox: Sandbox; reward: NonNullable<LineItemView['reward']>; position: number }) {
  const left = (reward.amount - reward.redeemedAmount) / 100
  const [amount, setAmount] = useState(Math.min(5, left))
  const redeem = async (): Promise<string> => {
    await sandbox.control.redeem(reward.rewardId, Math.round(amount * 100))
    return `${amount.toFixed(2)} of line item ${position} was redeemed.`
  }
  if (left === 0) return null
  return (
    <details>
      <summary>{`Redeem line item ${position}`}</summary>
      <form
        class="buttons"
        onSubmit={(event) => {
          event.preventDefault()
          void sandbox.run(redeem)
        }}
      >
        <Amount label="Amount" value={amount} change={setAmount} min={0.01} max={left} step={0.01} />
        <button type="submit">Redeem</button>
      </form>
    </details>
  )
}
