import { type OperationId, operations } from '../generated/operations.ts'
import { moveClock } from './clock.tsx'
import type { Sender } from './operation.ts'
import { Time } from './time.tsx'
import { HOUR } from './units.ts'
import type { Sandbox } from './use-sandbox.ts'

const IDS = Object.keys(operations) as OperationId[]

const LEAPS = [
  { name: '+1 h', milliseconds: HOUR },
  { name: '+48 h', milliseconds: 48 * HOUR },
  { name: '+6 days', milliseconds: 144 * HOUR },
]

const nameOf = (id: OperationId): string => operations[id].name.replace(/^./, (first) => first.toUpperCase())

/** What can be done to the order that is shown: one button for each operation, and for waiting. */
export function Actions({ sandbox, sender }: { sandbox: Sandbox; sender: Sender }) {
  const { mode, now } = sandbox.snapshot.clock
  return (
    <div class="actions">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset has a frame of its own */}
      <div role="group" aria-label="Actions" class="buttons">
        {IDS.map((id) => (
          <button key={id} type="button" class="primary" title={operations[id].summary} onClick={() => sender.send({ operation: id })}>
            {nameOf(id)}
          </button>
        ))}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset has a frame of its own */}
      <div role="group" aria-label="Clock" class="buttons">
        {LEAPS.map(({ name, milliseconds }) => (
          <button key={name} type="button" onClick={() => moveClock(sandbox, () => ({ milliseconds }))}>
            {name}
          </button>
        ))}
        <span>
          <Time at={now} /> <span class="muted">{mode === 'manual' ? 'stands still until moved' : 'runs'}</span>
        </span>
      </div>
    </div>
  )
}
