import type { ComponentChildren } from 'preact'
import { useRef } from 'preact/hooks'

/** One tab and what it shows. */
export interface Tab {
  id: string
  name: string
  content: ComponentChildren
}

/** Where each key leads from the tab at a position. */
const MOVES: Record<string, (at: number, count: number) => number> = {
  ArrowRight: (at, count) => (at + 1) % count,
  ArrowLeft: (at, count) => (at + count - 1) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
}

/** Tabs as the ARIA pattern has them: one stop for Tab, arrow keys between them. Hidden panels keep what was typed. */
export function Tabs(props: { label: string; tabs: readonly Tab[]; selected: string; select: (id: string) => void }) {
  const { label, tabs, selected, select } = props
  const list = useRef<HTMLDivElement>(null)
  const move = (event: KeyboardEvent): void => {
    const at = MOVES[event.key]?.(
      tabs.findIndex(({ id }) => id === selected),
      tabs.length,
    )
    const next = at === undefined ? undefined : tabs[at]
    if (next === undefined) return
    event.preventDefault()
    select(next.id)
    list.current?.querySelector<HTMLElement>(`#tab-${next.id}`)?.focus()
  }
  return (
    <div>
      <div role="tablist" aria-label={label} class="tabs" ref={list}>
        {tabs.map(({ id, name }) => (
          <button
            key={id}
            type="button"
            role="tab"
            id={`tab-${id}`}
            aria-controls={`panel-${id}`}
            aria-selected={id === selected}
            tabIndex={id === selected ? 0 : -1}
            onClick={() => select(id)}
            onKeyDown={move}
          >
            {name}
          </button>
        ))}
      </div>
      {tabs.map(({ id, content }) => (
        <div key={id} role="tabpanel" id={`panel-${id}`} aria-labelledby={`tab-${id}`} class="panel" hidden={id !== selected}>
          {content}
        </div>
      ))}
    </div>
  )
}
