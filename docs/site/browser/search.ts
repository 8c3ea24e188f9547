// Runs in every page: loads the index when the search is used first, and shows what it finds below.
import MiniSearch from 'minisearch'
import { ANY_WORD, INDEX_OPTIONS, SEARCH_OPTIONS } from './terms.ts'

const root = (document.currentScript as HTMLScriptElement | null)?.dataset.root ?? ''
const SHOWN = 12

const input = document.querySelector<HTMLInputElement>('#search')
const panel = document.querySelector<HTMLElement>('#results')
const list = panel?.querySelector('ol')
const status = panel?.querySelector('p')
if (input && panel && list && status) start(input, panel, list, status)

function start(input: HTMLInputElement, panel: HTMLElement, list: HTMLElement, status: HTMLElement): void {
  let index: Promise<MiniSearch> | null = null
  const show = async (): Promise<void> => {
    const text = input.value.trim()
    panel.hidden = text === ''
    if (text === '') return
    index ??= loadIndex()
    try {
      const loaded = await index
      const all = loaded.search(text, SEARCH_OPTIONS)
      // Nothing has all words: what has most of them may be it.
      const found = all.length > 0 ? all : loaded.search(text, ANY_WORD)
      // The answer to what was typed earlier may come later.
      if (input.value.trim() !== text) return
      status.textContent = found.length === 0 ? `Nothing found for “${text}”.` : counted(found.length)
      list.replaceChildren(...found.slice(0, SHOWN).map(item))
    } catch {
      status.textContent = 'The search index could not be loaded.'
    }
  }
  const close = (): void => {
    panel.hidden = true
  }
  input.addEventListener('input', () => void show())
  input.addEventListener('focus', () => {
    index ??= loadIndex()
    index.catch(() => undefined)
    void show()
  })
  // What was found may stand on this page.
  list.addEventListener('click', close)
  document.addEventListener('keydown', (event) => onKey(event, input, list, close))
  document.addEventListener('focusin', ({ target }) => target instanceof Node && target !== input && !panel.contains(target) && close())
  document.addEventListener('pointerdown', ({ target }) => target instanceof Node && target !== input && !panel.contains(target) && close())
}

const counted = (found: number): string => (found > SHOWN ? `${found} found, the first ${SHOWN}:` : `${found} found`)

function onKey(event: KeyboardEvent, input: HTMLInputElement, list: HTMLElement, close: () => void): void {
  const { key, target } = event
  if (key === '/' && !(target instanceof HTMLInputElement)) {
    event.preventDefault()
    input.focus()
    return
  }
  const links = [...list.querySelectorAll('a')]
  const at = links.findIndex((link) => target instanceof Node && link.isSameNode(target))
  if (target !== input && at === -1) return
  if (key === 'Escape') {
    input.focus()
    close()
  } else if (key === 'Enter' && target === input) {
    links[0]?.click()
  } else if (key === 'ArrowDown' || key === 'ArrowUp') {
    event.preventDefault()
    const next = links[at + (key === 'ArrowDown' ? 1 : -1)]
    if (next) next.focus()
    else if (key === 'ArrowUp') input.focus()
  }
}

function item({ id, title, page, text }: { id: string; title?: string; page?: string; text?: string }): HTMLElement {
  const link = document.createElement('a')
  link.href = root + id
  const name = document.createElement('b')
  name.textContent = title ?? id
  const about = document.createElement('span')
  about.textContent = `${page}: ${text}`
  link.append(name, ' ', about)
  const element = document.createElement('li')
  element.append(link)
  return element
}

function loadIndex(): Promise<MiniSearch> {
  const loaded = new Promise<string>((resolve, reject) => {
    const script = document.createElement('script')
    script.src = `${root}search-index.js`
    script.onload = () => resolve((globalThis as unknown as { searchIndex: string }).searchIndex)
    script.onerror = () => reject(new Error('Failed to load the search index: search-index.js is not there. Build the site again.'))
    document.head.append(script)
  })
  return loaded.then((text) => MiniSearch.loadJSON(text, INDEX_OPTIONS))
}
