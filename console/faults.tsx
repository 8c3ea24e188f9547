import { useState } from 'preact/hooks'
import { type OperationId, operations } from '../generated/operations.ts'
import type { FaultRequest } from './control.ts'
import { Amount, Choice } from './field.tsx'
import { HOUR } from './units.ts'
import type { Sandbox } from './use-sandbox.ts'

type Effect = Omit<FaultRequest, 'operation' | 'remaining'>

const EFFECTS: { name: string; effect: Effect }[] = [
  { name: 'Return 500', effect: { status: 500 } },
  { name: 'Return 429, Retry-After 1', effect: { status: 429, retryAfter: 1 } },
  { name: 'Return 503, Retry-After 1', effect: { status: 503, retryAfter: 1 } },
  { name: 'Wait 2 seconds first', effect: { latency: 2_000 } },
  { name: 'Redirect to another host name', effect: { status: 307 } },
  { name: 'Add an unknown field', effect: { response: 'unknown-fields' } },
  { name: 'Return an unknown status', effect: { response: 'unknown-status' } },
  { name: 'Reset the connection', effect: { connection: 'reset' } },
  { name: 'Cut the response in half', effect: { connection: 'truncated' } },
  { name: 'Respond at 100 bytes a second', effect: { connection: 'slow', bytesPerSecond: 100 } },
  { name: 'Lose the event', effect: { event: 'lost' } },
  { name: 'Send the event twice', effect: { event: 'duplicated' } },
  { name: 'Send the event 1 h late', effect: { event: 'late', delay: HOUR } },
  { name: 'Swap it with the next event', effect: { event: 'reordered' } },
  { name: 'Send a forged event first', effect: { event: 'forged' } },
  { name: 'Send an unsigned event first', effect: { event: 'unsigned' } },
  { name: 'Fail one eligible line item', effect: { unprocessable: { count: 1 } } },
]

const sameEffect = (one: Effect, other: FaultRequest): boolean =>
  Object.entries(one).every(([key, value]) => JSON.stringify(other[key as keyof Effect]) === JSON.stringify(value))

const timesOf = ({ remaining }: FaultRequest): string => (remaining === 1 ? 'once' : `${remaining ?? 'any number of'} times`)

const nameOf = (fault: FaultRequest): string => EFFECTS.find(({ effect }) => sameEffect(effect, fault))?.name ?? JSON.stringify(fault)

/** What goes wrong on purpose: the armed faults, and a form for another. */
export function Faults({ sandbox }: { sandbox: Sandbox }) {
  const { faults } = sandbox.snapshot
  const [name, setName] = useState(EFFECTS[0]?.name ?? '')
  const [operation, setOperation] = useState<FaultRequest['operation']>('any')
  const [remaining, setRemaining] = useState(1)
  const arm = async (): Promise<string> => {
    await sandbox.control.addFault({ operation, remaining, ...EFFECTS.find((each) => each.name === name)?.effect })
    return `Armed: ${name}.`
  }
  return (
    <section aria-labelledby="faults">
      <h2 id="faults">Faults</h2>
      <ul class="list" aria-label="Armed faults">
        {faults.length === 0 && <li>No faults.</li>}
        {faults.map((fault, index) => (
          <li key={index}>
            {nameOf(fault)} <span class="muted">{`${fault.operation}, ${timesOf(fault)}`}</span>
          </li>
        ))}
      </ul>
      <form
        class="fields"
        onSubmit={(event) => {
          event.preventDefault()
          void sandbox.run(arm)
        }}
      >
        <Choice label="What goes wrong" value={name} options={EFFECTS.map((each) => each.name)} choose={setName} />
        <Choice
          label="For which operation"
          value={operation}
          options={['any', ...(Object.keys(operations) as OperationId[])] as const}
          choose={setOperation}
        />
        <Amount label="How often" value={remaining} change={setRemaining} min={1} max={1_000_000} />
        <div class="buttons">
          <button type="submit">Arm</button>
          <button type="button" onClick={() => sandbox.run(async () => sandbox.control.clearFaults().then(() => 'No faults are armed.'))}>
            Clear all
          </button>
        </div>
      </form>
    </section>
  )
}
