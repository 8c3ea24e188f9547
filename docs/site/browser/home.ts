// Runs in the home page: its buttons send requests to a sandbox in the page.
import type { Demo, StepName } from '../demo.ts'
import { timeOf, wordsOf } from '../demo-words.ts'

const demoElement = document.querySelector<HTMLElement>('#demo')
if (demoElement) start(demoElement)

function start(element: HTMLElement): void {
  let demo: Promise<Demo> | null = null
  // One after the other, however fast they are pressed.
  let queue = Promise.resolve()
  for (const button of element.querySelectorAll<HTMLButtonElement>('button[data-step]')) {
    button.addEventListener('click', () => {
      demo ??= load(element.dataset.script ?? '')
      const running = demo
      queue = queue
        .then(async () => show(element, button, await (await running).take(button.dataset.step as StepName)))
        .catch((error) => write(element, 'words', error instanceof Error ? error.message : String(error)))
    })
  }
}

function load(script: string): Promise<Demo> {
  // Browsers make ids on no other page.
  if (!isSecureContext) return Promise.reject(new Error('Open this page over https, from this machine or as a file.'))
  return new Promise((resolve, reject) => {
    const element = document.createElement('script')
    element.src = script
    element.onload = () => resolve((globalThis as unknown as { startDemo: () => Promise<Demo> }).startDemo())
    element.onerror = () => reject(new Error('Failed to load the sandbox: sandbox.js is not beside this page. Build the site again.'))
    document.head.append(element)
  })
}

const write = (element: HTMLElement, part: string, text: string): void => {
  const place = element.querySelector(`[data-part="${part}"]`)
  if (place !== null) place.textContent = text
}

type Shown = Awaited<ReturnType<Demo['take']>>

function show(element: HTMLElement, { dataset }: HTMLButtonElement, { status, text, event, order, now }: Shown): void {
  write(element, 'request', dataset.request ?? '')
  write(element, 'code', dataset.code ?? '')
  write(element, 'response', `${status}\n${pretty(text)}`)
  write(element, 'event', event === undefined ? 'No event' : pretty(event))
  write(element, 'now', timeOf(now))
  for (const [index, item] of order.lineItems.entries()) {
    const state = element.querySelector<HTMLElement>(`[data-part="state-${index}"]`)
    if (state === null) continue
    const next = item.reward?.status ?? ''
    state.parentElement?.parentElement?.classList.toggle('changed', next !== state.textContent)
    state.className = `state ${next.toLowerCase()}`
    state.textContent = next
    write(element, `why-${index}`, wordsOf(item))
  }
  const changed =
    event === undefined ? null : (JSON.parse(event) as { eventData: { successfulLineItems: number; totalLineItems: number } }).eventData
  const words =
    changed === null ? 'No event.' : `Event received: ${changed.successfulLineItems} of ${changed.totalLineItems} line items changed.`
  write(
    element,
    'words',
    dataset.step === 'wait'
      ? 'Two days later. A freeze ends by itself after 48 hours, and sends no event.'
      : `Response ${status}. ${words}`,
  )
}

const pretty = (text: string): string => (text.startsWith('{') ? JSON.stringify(JSON.parse(text), null, 2) : text)
