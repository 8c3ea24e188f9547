import type { Exchange } from './send.ts'
import { pretty } from './words.ts'

/** How much of a body is shown. */
const MOST = 20_000

const headerLines = (headers: [string, string][]): string => headers.map(([name, value]) => `${name}: ${value}`).join('\n')

function text(head: string, headers: [string, string][], body: string | null): string {
  const shown = body === null || body === '' ? '' : `\n\n${pretty(body)}`
  return `${head}\n${headerLines(headers)}${shown.length > MOST ? `${shown.slice(0, MOST)}\n…` : shown}`
}

/** A block of code that can be scrolled with the keyboard. */
export function Code({ label, text }: { label: string; text: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls
    <pre role="group" aria-label={label} tabIndex={0}>
      {text}
    </pre>
  )
}

/** A request as it was sent, credentials masked, and its answer. */
export function ExchangeView({ exchange: { request, response } }: { exchange: Exchange }) {
  return (
    <>
      <h3>Request sent</h3>
      <Code label="Request sent" text={text(`${request.method} ${request.path}`, request.headers, request.body)} />
      <h3>{'broken' in response ? 'No answer' : `Response ${response.status}`}</h3>
      <Code
        label="Response"
        text={'broken' in response ? response.broken : text(`HTTP ${response.status}`, response.headers, response.body)}
      />
    </>
  )
}
