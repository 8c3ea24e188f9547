import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { OperationId } from '../generated/operations.ts'
import { Clock } from './clock.tsx'
import type { OrderView } from './control.ts'
import { Events } from './events.tsx'
import { Faults } from './faults.tsx'
import type { Home } from './home.ts'
import { Interpretations } from './interpretations.tsx'
import { type Link, linkFrom } from './links.ts'
import { NewOrder } from './new-order.tsx'
import { useSender } from './operation.ts'
import { NoOrder, Order } from './order.tsx'
import { Request } from './request.tsx'
import { Requests } from './requests.tsx'
import { Result } from './result.tsx'
import { Tabs } from './tabs.tsx'
import { OrderTimeline } from './timeline.tsx'
import type { Sandbox } from './use-sandbox.ts'

/** The order that is worked on, and the tabs with everything else. */
export function Bench({ sandbox, home }: { sandbox: Sandbox; home: Home }) {
  const { link, tab, select } = useLinkedTab()
  const [chosen, choose] = useState<string | null>(null)
  const shown = useRef<string | null>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const { orders } = sandbox.snapshot
  const find = (id: string | null): OrderView | undefined => orders.find(({ referenceOrderID }) => referenceOrderID === id)
  // What others create does not take the place of what is worked on.
  const order = find(chosen) ?? find(shown.current) ?? orders.at(-1) ?? null
  shown.current = order?.referenceOrderID ?? null
  const sender = useSender(sandbox, order)
  const isEditing = useRef(false)
  const edit = (): void => {
    select('request')
    isEditing.current = true
    heading.current?.focus()
  }
  useLayoutEffect(() => {
    // What is hidden takes no focus: by now the tab is shown.
    if (isEditing.current) heading.current?.focus()
    isEditing.current = false
  }, [tab])
  useEffect(() => {
    if (link.operation === undefined) return
    sender.change({ operation: link.operation as OperationId })
    heading.current?.focus()
  }, [link])
  const tabs = [
    { id: 'events', name: 'Events', content: <Events sandbox={sandbox} receiver={home.receiver} /> },
    { id: 'request', name: 'Edit request', content: <Request sender={sender} order={order} heading={heading} /> },
    { id: 'requests', name: 'Requests', content: <Requests sandbox={sandbox} /> },
    { id: 'new-order', name: 'New order', content: <NewOrder sandbox={sandbox} choose={choose} /> },
    { id: 'clock', name: 'Clock', content: <Clock sandbox={sandbox} sender={sender} /> },
    { id: 'interpretations', name: 'Interpretations', content: <Interpretations sandbox={sandbox} link={link} home={home} /> },
    { id: 'faults', name: 'Faults', content: <Faults sandbox={sandbox} /> },
  ]
  return (
    <>
      {link.unknown !== undefined && (
        <p role="alert" class="notice bad">
          This link names something that does not exist: {link.unknown.join(', ')}. Choose below.
        </p>
      )}
      <div class="columns">
        {order === null ? <NoOrder sandbox={sandbox} /> : <Order {...{ sandbox, sender, order, choose, home }} />}
        <div class="column">
          {order !== null && <OrderTimeline sandbox={sandbox} order={order} />}
          <Result sender={sender} order={order} edit={edit} />
        </div>
      </div>
      <Tabs label="More" tabs={tabs} selected={tab} select={select} />
    </>
  )
}

/** What the address asks for, and the tab that is shown, which changes with it. */
function useLinkedTab() {
  const [link, setLink] = useState(() => linkFrom(location.hash))
  const [tab, select] = useState(tabFor(link) ?? 'events')
  useEffect(() => {
    const follow = (): void => {
      const next = linkFrom(location.hash)
      setLink(next)
      select((before) => tabFor(next) ?? before)
    }
    addEventListener('hashchange', follow)
    return () => removeEventListener('hashchange', follow)
  }, [])
  return { link, tab, select }
}

const tabFor = ({ operation, interpretation }: Link): string | undefined =>
  interpretation === undefined ? (operation === undefined ? undefined : 'request') : 'interpretations'
