import { useState } from 'preact/hooks'
import type { LineItemRequest, OrderRequest } from './control.ts'
import { Amount, Choice, Field } from './field.tsx'
import { DAY } from './units.ts'
import type { Sandbox } from './use-sandbox.ts'

const STATUSES = ['COMPLETE', 'PARTIAL', 'PENDING', 'FAILED', 'SCHEDULED DELIVERY'] as const
const SOURCES = [
  { value: 'AA', text: 'AA: asynchronous API' },
  { value: 'RA', text: 'RA: API' },
  { value: 'RG', text: 'RG: portal' },
  { value: 'BE', text: 'BE: bulk upload' },
] as const
const PRODUCTS = ['REWARD_LINK', 'GLOBAL_CHOICE_LINK', 'PROMO_LINK', 'DISBURSEMENT_LINK', 'OTHER'] as const
const LINE_ITEM_STATUSES = ['COMPLETE', 'PENDING', 'FAILED', 'CANCELLED'] as const
const REWARD_STATUSES = ['ACTIVE', 'FROZEN', 'CANCELLED'] as const

/** A row of the form: amounts as decimals, the day of issuance counted back from now. */
interface Row {
  count: number
  product: (typeof PRODUCTS)[number]
  status: (typeof LINE_ITEM_STATUSES)[number]
  rewardStatus: (typeof REWARD_STATUSES)[number]
  amount: number
  redeemed: number
  daysAgo: number
  issuance: number
}
const ROW: Row = {
  count: 1,
  product: 'REWARD_LINK',
  status: 'COMPLETE',
  rewardStatus: 'ACTIVE',
  amount: 25,
  redeemed: 0,
  daysAgo: 0,
  issuance: 1,
}

/** A row as the control plane takes it. */
function lineItemOf({ amount, redeemed, daysAgo, ...row }: Row, now: string): LineItemRequest {
  const issuedAt = new Date(Date.parse(now) - daysAgo * DAY).toISOString()
  return { ...row, amount: Math.round(amount * 100), redeemedAmount: Math.round(redeemed * 100), issuedAt }
}

/** Makes an order in any documented state. */
export function NewOrder({ sandbox, choose }: { sandbox: Sandbox; choose: (referenceOrderID: string) => void }) {
  const [status, setStatus] = useState<NonNullable<OrderRequest['status']>>('COMPLETE')
  const [source, setSource] = useState<NonNullable<OrderRequest['source']>>('AA')
  const [externalRefID, setExternalRefID] = useState('')
  const [rows, setRows] = useState<Row[]>([ROW])
  const create = async (): Promise<string> => {
    const lineItems = rows.map((row) => lineItemOf(row, sandbox.snapshot.clock.now))
    const { referenceOrderID } = await sandbox.control.createOrder({
      status,
      source,
      lineItems,
      ...(externalRefID === '' ? {} : { externalRefID }),
    })
    choose(referenceOrderID)
    return `Order ${referenceOrderID} was created.`
  }
  const change = (at: number, part: Partial<Row>): void => setRows(rows.map((row, index) => (index === at ? { ...row, ...part } : row)))
  return (
    <section aria-labelledby="new-order">
      <h2 id="new-order">New order</h2>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void sandbox.run(create)
        }}
      >
        <div class="fields">
          <Choice label="Order status" value={status} options={STATUSES} choose={setStatus} />
          <Choice label="Source" value={source} options={SOURCES} choose={setSource} />
          <Field label="External reference (made when empty)">
            {(id) => (
              <input id={id} value={externalRefID} maxLength={100} onInput={(event) => setExternalRefID(event.currentTarget.value)} />
            )}
          </Field>
        </div>
        {rows.map((row, index) => (
          <LineItemFields key={index} row={row} position={index + 1} change={(part) => change(index, part)} />
        ))}
        <div class="buttons">
          <button type="button" onClick={() => setRows([...rows, ROW])}>
            Add line items
          </button>
          {rows.length > 1 && (
            <button type="button" onClick={() => setRows(rows.slice(0, -1))}>
              Remove the last
            </button>
          )}
          <button type="submit" class="primary">
            Create
          </button>
        </div>
      </form>
    </section>
  )
}

function LineItemFields({ row, position, change }: { row: Row; position: number; change: (part: Partial<Row>) => void }) {
  const issued = row.status === 'COMPLETE' || row.status === 'CANCELLED'
  return (
    <fieldset class="fields">
      <legend>{`Line items, kind ${position}`}</legend>
      <Amount label="How many" value={row.count} change={(count) => change({ count })} min={1} max={50_000} />
      <Choice label="Product" value={row.product} options={PRODUCTS} choose={(product) => change({ product })} />
      <Choice
        label="Line item status"
        value={row.status}
        options={LINE_ITEM_STATUSES}
        choose={(status) => change({ status, rewardStatus: status === 'CANCELLED' ? 'CANCELLED' : 'ACTIVE' })}
      />
      {issued && (
        <>
          <Choice
            label="Reward status"
            value={row.rewardStatus}
            options={REWARD_STATUSES}
            choose={(rewardStatus) => change({ rewardStatus })}
          />
          <Amount label="Amount (USD)" value={row.amount} change={(amount) => change({ amount })} min={0.01} max={1_000_000} step={0.01} />
          <Amount
            label="Redeemed (USD)"
            value={row.redeemed}
            change={(redeemed) => change({ redeemed })}
            min={0}
            max={row.amount}
            step={0.01}
          />
          <Amount label="Issued, days ago" value={row.daysAgo} change={(daysAgo) => change({ daysAgo })} min={0} max={3_650} />
          <Amount label="Issuance (1 is the first)" value={row.issuance} change={(issuance) => change({ issuance })} min={1} max={6} />
        </>
      )}
    </fieldset>
  )
}
