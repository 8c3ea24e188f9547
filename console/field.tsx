import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'

/** A label and its control, which gets the id that binds them. */
export function Field({ label, children }: { label: string; children: (id: string) => ComponentChildren }) {
  const id = useId()
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children(id)}
    </div>
  )
}

/** A labelled choice of one among several. */
export function Choice<Value extends string>({
  label,
  value,
  options,
  choose,
}: {
  label: string
  value: Value
  options: readonly (Value | { value: Value; text: string })[]
  choose: (value: Value) => void
}) {
  return (
    <Field label={label}>
      {(id) => (
        <select id={id} value={value} onChange={(event) => choose(event.currentTarget.value as Value)}>
          {options.map((option) => {
            const { value: key, text } = typeof option === 'string' ? { value: option, text: option } : option
            return (
              <option key={key} value={key}>
                {text}
              </option>
            )
          })}
        </select>
      )}
    </Field>
  )
}

/** A labelled number. */
export function Amount(props: {
  label: string
  value: number
  change: (value: number) => void
  min?: number
  max?: number
  step?: number
}) {
  const { label, value, change, ...limits } = props
  return (
    <Field label={label}>
      {(id) => (
        <input
          id={id}
          type="number"
          required
          value={value}
          onInput={(event) => Number.isFinite(event.currentTarget.valueAsNumber) && change(event.currentTarget.valueAsNumber)}
          {...limits}
        />
      )}
    </Field>
  )
}
