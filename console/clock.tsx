import { useState } from 'preact/hooks'
import { Field } from './field.tsx'
import { Time } from './time.tsx'
import { HOUR } from './units.ts'
import type { Sandbox } from './use-sandbox.ts'
import { instant } from './words.ts'

const LEAPS = [
  { name: '+1 h', milliseconds: HOUR },
  { name: '+48 h', milliseconds: 48 * HOUR },
  { name: '+6 days', milliseconds: 144 * HOUR },
]

/** The instant at which the platform lives, and ways to move it. */
export function Clock({ sandbox: { control, snapshot, run } }: { sandbox: Sandbox }) {
  const { mode, now } = snapshot.clock
  const [to, setTo] = useState('')
  const advance = (goal: () => Parameters<typeof control.advance>[0]): Promise<void> =>
    run(async () => `It is ${instant((await control.advance(goal())).now)}.`)
  return (
    <section aria-labelledby="clock" class="panel clock">
      <h2 id="clock">Clock</h2>
      <p>
        <Time at={now} /> <span class="muted">{mode === 'manual' ? 'stands still until moved' : 'runs'}</span>
      </p>
      <div class="buttons">
        {LEAPS.map(({ name, milliseconds }) => (
          <button key={name} type="button" onClick={() => advance(() => ({ milliseconds }))}>
            {name}
          </button>
        ))}
        <button
          type="button"
          onClick={() => run(async () => control.drain().then(() => 'What was due is done.'))}
          title="Processes accepted actions and makes deliveries that are due now"
        >
          Run what is due
        </button>
      </div>
      <form
        class="buttons"
        onSubmit={(event) => {
          event.preventDefault()
          void advance(() => ({ to: new Date(`${to}Z`).toISOString() }))
        }}
      >
        <Field label="Move to (UTC)">
          {(id) => (
            <input
              id={id}
              type="datetime-local"
              value={to}
              min={now.slice(0, 16)}
              max="9999-12-31T23:59"
              required
              onInput={(event) => setTo(event.currentTarget.value)}
            />
          )}
        </Field>
        <button type="submit">Move</button>
      </form>
    </section>
  )
}
