import type { OrderView } from './control.ts'
import { LineItems, State } from './line-items.tsx'
import { NewOrder } from './new-order.tsx'
import { Time } from './time.tsx'
import type { Sandbox } from './use-sandbox.ts'
import { money } from './words.ts'

/** How many orders are listed, the latest ones. */
const MOST = 20

/** The orders of the platform, one of them in full, and the accounts that paid. */
export function Orders({
  sandbox,
  order,
  choose,
}: {
  sandbox: Sandbox
  order: OrderView | null
  choose: (referenceOrderID: string) => void
}) {
  const { orders, accounts } = sandbox.snapshot
  const listed = orders.slice(-MOST).toReversed()
  return (
    <section aria-labelledby="orders" class="panel">
      <h2 id="orders">Orders</h2>
      {orders.length === 0 && <p>There is no order yet. Create one below.</p>}
      {orders.length > MOST && <p class="muted">{`The latest ${MOST} of ${orders.length}.`}</p>}
      <ul class="list">
        {listed.map((each) => (
          <li key={each.referenceOrderID}>
            <button
              type="button"
              class="row"
              aria-pressed={each.referenceOrderID === order?.referenceOrderID}
              onClick={() => choose(each.referenceOrderID)}
            >
              <code>{each.referenceOrderID}</code> <State value={each.status} />
              <span class="muted">{lineItemsText(each.lineItems.length)}</span>
            </button>
          </li>
        ))}
      </ul>
      {order !== null && <Detail sandbox={sandbox} order={order} />}
      <h3>Accounts</h3>
      {accounts.length === 0 && <p class="muted">An account appears with its first order.</p>}
      <ul class="list" aria-label="Accounts">
        {accounts.map(({ customerIdentifier, accountIdentifier, balance }) => (
          <li key={`${customerIdentifier}/${accountIdentifier}`}>
            {`${customerIdentifier} / ${accountIdentifier}: balance `}
            <strong>{money(balance)}</strong>
          </li>
        ))}
      </ul>
      <NewOrder sandbox={sandbox} choose={choose} />
    </section>
  )
}

const lineItemsText = (count: number): string => `${count} line ${count === 1 ? 'item' : 'items'}`

function Detail({ sandbox, order }: { sandbox: Sandbox; order: OrderView }) {
  const texts = [
    ['External reference', order.externalRefID ?? 'none'],
    ['Source', order.source],
    ['Account', `${order.customerIdentifier} / ${order.accountIdentifier}`],
    ['Created', <Time key="created" at={order.createdAt} />],
    ['Campaign', order.campaign],
    ['Purchase order', order.purchaseOrderNumber],
    ['Notes', order.notes],
  ].filter(([, text]) => text !== '')
  return (
    <article aria-label={`Order ${order.referenceOrderID}`}>
      <h3>
        {order.referenceOrderID} <State value={order.status} />
      </h3>
      <dl>
        {texts.map(([name, text]) => (
          <div key={String(name)}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <LineItems sandbox={sandbox} order={order} />
    </article>
  )
}
