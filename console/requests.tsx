import { useState } from 'preact/hooks'
import { Code } from './code.tsx'
import { type JournalEntry, MOST_REQUESTS } from './control.ts'
import { Choice, Field } from './field.tsx'
import { Time } from './time.tsx'
import type { Sandbox } from './use-sandbox.ts'

/** What the sandbox returns from the API. */
const STATUSES = ['any', '200', '202', '307', '400', '401', '404', '405', '422', '429', '500', '503'] as const

/** The requests to the API, of whoever sent them: what is known of each, and its response. */
export function Requests({ sandbox }: { sandbox: Sandbox }) {
  const { requests } = sandbox.snapshot
  const isFiltered = Object.keys(sandbox.filter).length > 0
  return (
    <section aria-labelledby="requests">
      <h2 id="requests">Requests</h2>
      {requests.length === 0 && (
        <p>{isFiltered ? 'No request fits the filter.' : 'No request to the API yet. Send one above or from your client.'}</p>
      )}
      {requests.length === MOST_REQUESTS && <p class="muted">{`The latest ${MOST_REQUESTS}.`}</p>}
      <ol class="list" reversed aria-label="Requests">
        {requests.toReversed().map((entry) => (
          <li key={entry.requestId}>
            <Entry entry={entry} />
          </li>
        ))}
      </ol>
      <Filter sandbox={sandbox} />
    </section>
  )
}

function Entry({ entry: { method, path, status, at, ...rest } }: { entry: JournalEntry }) {
  const tone = status === null || status >= 500 ? 'bad' : status >= 300 ? 'warn' : 'good'
  return (
    <details>
      <summary>
        {method} <code>{path}</code> <span class={`state ${tone}`}>{status ?? 'no response'}</span>{' '}
        <span class="muted">
          <Time at={at} />
        </span>
      </summary>
      <Code label={`Details of request ${rest.number}`} text={JSON.stringify(rest, null, 2)} />
    </details>
  )
}

function Filter({ sandbox }: { sandbox: Sandbox }) {
  const [path, setPath] = useState('')
  const [status, setStatus] = useState<(typeof STATUSES)[number]>('any')
  return (
    <form
      class="fields"
      onSubmit={(event) => {
        event.preventDefault()
        sandbox.setFilter({ ...(path === '' ? {} : { path }), ...(status === 'any' ? {} : { status: Number(status) }) })
        void sandbox.run(async () => 'The requests are filtered.')
      }}
    >
      <Field label="Path begins with">
        {(id) => (
          <input
            id={id}
            value={path}
            placeholder="/asyncOrders/"
            autocomplete="off"
            onInput={(event) => setPath(event.currentTarget.value)}
          />
        )}
      </Field>
      <Choice label="Status" value={status} options={STATUSES} choose={setStatus} />
      <button type="submit">Filter requests</button>
    </form>
  )
}
