import type { Exchange } from './send.ts'
import { pretty } from './words.ts'

/** How much of a body is shown. */
const MOST = 20_000

/** A response with its headers; the reason where none came. */
export function responseText({ response }: Exchange): string {
  if ('broken' in response) return response.broken
  const headers = response.headers.map(([name, value]) => `${name}: ${value}`).join('\n')
  const body = response.body === '' ? '' : `\n\n${pretty(response.body)}`
  return `HTTP ${response.status}\n${headers}${body.length > MOST ? `${body.slice(0, MOST)}\n…` : body}`
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
