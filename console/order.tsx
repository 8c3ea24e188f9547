import { Actions } from './actions.tsx'
import { balanceOf, changesOf } from './changes.ts'
import type { OrderView } from './control.ts'
import { Choice } from './field.tsx'
import { EXAMPLE_ORDER, type Home, SECRET } from './home.ts'
import { LineItems, State } from './line-items.tsx'
import type { Sender } from './operation.ts'
import { Time } from './time.tsx'
import type { Sandbox } from './use-sandbox.ts'
import { money } from './words.ts'

/** How many orders there are to choose from, the latest ones. */
const MOST = 20

interface Props {
  sandbox: Sandbox
  sender: Sender
  order: OrderView
  choose: (referenceOrderID: string) => void
  home: Home
}

/** One order: what can be done to it, what just changed, and its line items. */
export function Order({ sandbox, sender, order, choose, home }: Props) {
  const { orders } = sandbox.snapshot
  const changes = changesOf(sandbox.before, sandbox.snapshot, order.referenceOrderID)
  return (
    <section aria-labelledby="order" class="panel">
      <h2 id="order">
        Order <code>{order.referenceOrderID}</code> <State value={order.status} />
      </h2>
      <Actions sandbox={sandbox} sender={sender} />
      <ul class="list changes" aria-label="What changed" aria-live="polite">
        {changes.texts.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      <NoSubscription sandbox={sandbox} home={home} />
      <LineItems sandbox={sandbox} order={order} before={changes.before} />
      <Facts sandbox={sandbox} order={order} />
      {orders.length > 1 && (
        <Choice
          label={orders.length > MOST ? `Order (the latest ${MOST} of ${orders.length})` : 'Order'}
          value={order.referenceOrderID}
          options={orders.slice(-MOST).map(({ referenceOrderID: value, status }) => ({ value, text: `${value}, ${status}` }))}
          choose={choose}
        />
      )}
    </section>
  )
}

/** Where there is no order yet: makes one. */
export function NoOrder({ sandbox }: { sandbox: Sandbox }) {
  const create = async (): Promise<string> => {
    const { referenceOrderID } = await sandbox.control.createOrder(EXAMPLE_ORDER)
    return `Order ${referenceOrderID} was created.`
  }
  return (
    <section aria-labelledby="order" class="panel">
      <h2 id="order">Order</h2>
      <p>There is no order yet.</p>
      <button type="button" class="primary" onClick={() => sandbox.run(create)}>
        Create an example order
      </button>
    </section>
  )
}

function NoSubscription({ sandbox, home }: { sandbox: Sandbox; home: Home }) {
  if (sandbox.snapshot.subscriptions.length > 0) return null
  const subscribe = (): Promise<string> => sandbox.subscribe(home.receiver, SECRET).then(() => 'The subscription was made.')
  return (
    <p class="row">
      No subscriptions. Add one to receive events.
      <button type="button" onClick={() => sandbox.run(subscribe)}>
        Receive events here
      </button>
    </p>
  )
}

function Facts({ sandbox, order }: { sandbox: Sandbox; order: OrderView }) {
  const balance = balanceOf(sandbox.snapshot, order)
  const texts = [
    ['External reference', order.externalRefID ?? 'none'],
    ['Source', order.source],
    ['Account', `${order.customerIdentifier} / ${order.accountIdentifier}`],
    ['Balance', balance === undefined ? '' : money(balance)],
    ['Created', <Time key="created" at={order.createdAt} />],
    ['Campaign', order.campaign],
    ['Purchase order', order.purchaseOrderNumber],
    ['Notes', order.notes],
  ].filter(([, text]) => text !== '')
  return (
    <dl aria-label="About the order">
      {texts.map(([name, text]) => (
        <div key={String(name)}>
          <dt>{name}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  )
}
