import { useEffect, useRef, useState } from 'preact/hooks'
import { type OperationId, operations, requestExamples } from '../generated/operations.ts'
import type { OrderView } from './control.ts'
import { ExchangeView } from './exchange-view.tsx'
import { Choice, Field } from './field.tsx'
import type { Link } from './links.ts'
import type { Exchange } from './send.ts'
import type { Sandbox } from './use-sandbox.ts'

const IDS = Object.keys(operations) as OperationId[]

/** Where an operation stands for an order. */
function pathFor(template: string, order: OrderView | null): string {
  const filled = template.replace(/\{(\w+)\}/g, (name, key: string) => {
    const value = order?.[key as keyof OrderView]
    return typeof value === 'string' ? encodeURIComponent(value) : name
  })
  return `/raas/v2${filled}`
}

/** One of the four operations on an order, with an example of the description filled in; then what was sent and answered. */
export function Operation({ sandbox, order, link }: { sandbox: Sandbox; order: OrderView | null; link: Link }) {
  const [id, setId] = useState<OperationId>('freezeAsyncOrder')
  const [exampleName, setExample] = useState('')
  const [edited, edit] = useState<{ path?: string; body?: string }>({})
  const [atOnce, setAtOnce] = useState(true)
  const [last, setLast] = useState<Exchange | null>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const operation = operations[id]
  const examples = requestExamples[id]
  const example = examples.find(({ name }) => name === exampleName) ?? examples[0]
  const path = edited.path ?? pathFor(operation.path, order)
  const body = edited.body ?? JSON.stringify(example.value, null, 2)
  const { hold } = sandbox.snapshot.clock

  const choose = (next: OperationId): void => {
    setId(next)
    setExample('')
    edit({})
  }
  useEffect(() => edit(({ path: _, ...kept }) => kept), [order?.referenceOrderID])
  useEffect(() => {
    if (link.operation === undefined) return
    choose(link.operation as OperationId)
    heading.current?.focus()
  }, [link])
  const send = async (): Promise<string> => {
    if (edited.path === undefined && order === null) throw new Error('There is no order to send it to. Create one.')
    if (!path.startsWith('/')) throw new Error(`Failed to send to ${path}: a path begins with /.`)
    const seen = await sandbox.control.send({ method: operation.method, path, body })
    setLast(seen)
    const { response } = seen
    // An answer that did not come whole may have been a 202.
    const mayBeAccepted = 'broken' in response || response.status === 202
    if (hold && atOnce && mayBeAccepted) await sandbox.control.drain()
    return 'broken' in response ? `The connection was broken: ${response.broken}.` : `${id} was answered ${response.status}.`
  }
  return (
    <section aria-labelledby="operation" class="panel">
      <h2 id="operation" tabIndex={-1} ref={heading}>
        Request
      </h2>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void sandbox.run(send)
        }}
      >
        <div class="fields">
          <Choice
            label="Operation"
            value={id}
            options={IDS.map((each) => ({ value: each, text: `${each}: ${operations[each].summary}` }))}
            choose={choose}
          />
          <Choice
            label="Example"
            value={example.name as string}
            options={examples.map(({ name, summary }) => ({ value: name as string, text: summary }))}
            choose={(name) => {
              setExample(name)
              edit(({ body: _, ...kept }) => kept)
            }}
          />
        </div>
        <Field label={`Path of ${operation.method}`}>
          {(field) => (
            <input
              id={field}
              class="code"
              value={path}
              required
              spellcheck={false}
              onInput={(event) => edit({ ...edited, path: event.currentTarget.value })}
            />
          )}
        </Field>
        <Field label="Body">
          {(field) => (
            <textarea
              id={field}
              rows={6}
              value={body}
              spellcheck={false}
              onInput={(event) => edit({ ...edited, body: event.currentTarget.value })}
            />
          )}
        </Field>
        <div class="buttons">
          <button type="submit" class="primary">
            Send
          </button>
          {hold && (
            <label>
              <input type="checkbox" checked={atOnce} onChange={(event) => setAtOnce(event.currentTarget.checked)} /> Process it at once
            </label>
          )}
        </div>
      </form>
      {last !== null && <ExchangeView exchange={last} />}
    </section>
  )
}
