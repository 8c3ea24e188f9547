import { useState } from 'preact/hooks'
import { Code, responseText } from './code.tsx'
import type { OrderView } from './control.ts'
import { asCurl } from './curl.ts'
import { Choice } from './field.tsx'
import { messageOf, type Sender } from './operation.ts'
import { asTypeScript } from './typescript.ts'

const LANGUAGES = ['curl', 'TypeScript'] as const

/** The request that was sent last, or that the first button sends, as code, and its response. */
export function Result({ sender: { last, draft }, order, edit }: { sender: Sender; order: OrderView | null; edit: () => void }) {
  const [language, setLanguage] = useState<(typeof LANGUAGES)[number]>('curl')
  const [copied, setCopied] = useState('')
  const message = last === null ? messageOf(draft, order) : last.request
  const code = language === 'curl' ? asCurl(message) : (asTypeScript(message) ?? '// The client does not send this request.')
  return (
    <section aria-labelledby="exchange" class="panel">
      <h2 id="exchange">{last === null ? 'Request' : 'Request and response'}</h2>
      <Code label={`Request as ${language}`} text={code} />
      <div class="buttons">
        <Choice label="Code in" value={language} options={LANGUAGES} choose={setLanguage} />
        <button type="button" onClick={() => copy(code, `Request as ${language}`, setCopied)}>
          <span aria-live="polite">{copied === code ? 'Copied' : `Copy as ${language}`}</span>
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
async function copy(text: string, label: string, setCopied: (text: string) => void): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    setCopied(text)
  } catch {
    const code = document.querySelector(`[aria-label="${label}"]`)
    if (code !== null) getSelection()?.selectAllChildren(code)
  }
}
