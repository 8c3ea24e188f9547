import { useState } from 'preact/hooks'
import { Field } from './field.tsx'
import type { Sender } from './operation.ts'
import type { Sandbox } from './use-sandbox.ts'
import { instant } from './words.ts'

/** Moves the clock of the platform, and says what time it is then. */
export const moveClock = ({ control, run }: Sandbox, goal: () => Parameters<typeof control.advance>[0]): Promise<void> =>
  run(async () => `It is ${instant((await control.advance(goal())).now)}.`)

/** Moves the clock to an instant, and decides when accepted actions are processed. */
export function Clock({ sandbox, sender: { atOnce, setAtOnce } }: { sandbox: Sandbox; sender: Sender }) {
  const { control, snapshot, run } = sandbox
  const [to, setTo] = useState('')
  return (
    <section aria-labelledby="clock">
      <h2 id="clock">Clock</h2>
      <form
        class="buttons"
        onSubmit={(event) => {
          event.preventDefault()
          void moveClock(sandbox, () => ({ to: new Date(`${to}Z`).toISOString() }))
        }}
      >
        <Field label="Move to (UTC)">
          {(id) => (
            <input
              id={id}
              type="datetime-local"
              value={to}
              min={snapshot.clock.now.slice(0, 16)}
              max="9999-12-31T23:59"
              required
              onInput={(event) => setTo(event.currentTarget.value)}
            />
          )}
        </Field>
        <button type="submit">Move</button>
      </form>
      {snapshot.clock.hold && (
        <label>
          <input type="checkbox" checked={atOnce} onChange={(event) => setAtOnce(event.currentTarget.checked)} /> Process accepted actions
          at once
        </label>
      )}
      <p>
        <button type="button" onClick={() => run(async () => control.drain().then(() => 'What was due is done.'))}>
          Run what is due
        </button>{' '}
        <span class="muted">Processes accepted actions and makes deliveries that are due now.</span>
      </p>
    </section>
  )
}
