import type { RefObject } from 'preact'
import { type OperationId, operations, requestExamples } from '../generated/operations.ts'
import type { OrderView } from './control.ts'
import { Choice, Field } from './field.tsx'
import { exampleOf, messageOf, type Sender } from './operation.ts'

const IDS = Object.keys(operations) as OperationId[]

/** Any request of the four operations, to be edited before it is sent. */
export function Request({
  sender,
  order,
  heading,
}: {
  sender: Sender
  order: OrderView | null
  heading: RefObject<HTMLHeadingElement | null>
}) {
  const { draft, change, send } = sender
  const { method, path, body } = messageOf(draft, order)
  const { body: _, ...unwritten } = draft
  return (
    <section aria-labelledby="request">
      <h2 id="request" tabIndex={-1} ref={heading}>
        Request
      </h2>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void send(draft)
        }}
      >
        <div class="fields">
          <Choice label="Operation" value={draft.operation} options={IDS} choose={(operation) => change({ operation })} />
          <Choice
            label="Example"
            value={exampleOf(draft).name as string}
            options={requestExamples[draft.operation].map(({ name, summary }) => ({ value: name as string, text: summary }))}
            choose={(example) => change({ ...unwritten, example })}
          />
        </div>
        <p class="muted">{operations[draft.operation].summary}.</p>
        <Field label={`Path of ${method}`}>
          {(field) => (
            <input
              id={field}
              class="code"
              value={path}
              required
              spellcheck={false}
              onInput={(event) => change({ ...draft, path: event.currentTarget.value })}
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
              onInput={(event) => change({ ...draft, body: event.currentTarget.value })}
            />
          )}
        </Field>
        <button type="submit" class="primary">
          Send
        </button>
      </form>
    </section>
  )
}
