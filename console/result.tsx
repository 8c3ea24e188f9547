import { useState } from 'preact/hooks'
import { Code, responseText } from './code.tsx'
import type { OrderView } from './control.ts'
import { asCurl } from './curl.ts'
import { messageOf, type Sender } from './operation.ts'

/** The request that was sent last, or that the first button sends, as code, and its response. */
export function Result({ sender: { last, draft }, order, edit }: { sender: Sender; order: OrderView | null; edit: () => void }) {
  const [copied, setCopied] = useState('')
  const command = asCurl(last === null ? messageOf(draft, order) : last.request)
  return (
    <section aria-labelledby="exchange" class="panel">
      <h2 id="exchange">{last === null ? 'Request' : 'Request and response'}</h2>
      <Code label="Request as curl" text={command} />
      <div class="buttons">
        <button type="button" onClick={() => copy(command, setCopied)}>
          <span aria-live="polite">{copied === command ? 'Copied' : 'Copy as curl'}</span>
        </button>
        <button type="button" onClick={edit}>
          Edit request
        </button>
      </div>
      {last !== null && (
        <>
          <h3>{'broken' in last.response ? 'No response' : `Response ${last.response.status}`}</h3>
          <Code label="Response" text={responseText(last)} />
        </>
      )}
    </section>
  )
}

/** Copies a text; where the browser allows no page to, it selects the text for the visitor. */
async function copy(text: string, setCopied: (text: string) => void): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    setCopied(text)
  } catch {
    const code = document.querySelector('[aria-label="Request as curl"]')
    if (code !== null) getSelection()?.selectAllChildren(code)
  }
}
