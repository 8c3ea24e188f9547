import { useEffect, useRef, useState } from 'preact/hooks'
import { interpretationTexts } from '../generated/interpretation-texts.ts'
import { interpretations } from '../generated/interpretations.ts'
import { Choice } from './field.tsx'
import type { Home } from './home.ts'
import type { Link } from './links.ts'
import type { Sandbox } from './use-sandbox.ts'

type InterpretationId = keyof typeof interpretations
const IDS = Object.keys(interpretations) as InterpretationId[]

/** The places where the documentation leaves more than one answer, and which one the sandbox follows. */
export function Interpretations({ sandbox, link, home }: { sandbox: Sandbox; link: Link; home: Home }) {
  const followed = sandbox.snapshot.interpretations
  const [id, setId] = useState<InterpretationId>(IDS[0] as InterpretationId)
  const [picked, pick] = useState<string | null>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const { chosen, options } = interpretations[id]
  const texts = interpretationTexts[id]
  const option = picked ?? followed[id] ?? chosen
  // All are named: those that are not would go back to what the sandbox was started with.
  const follow = (interpretation: string, next: string): Promise<void> =>
    sandbox.run(async () => {
      await sandbox.control.setInterpretations({ ...followed, [interpretation]: next })
      return `${interpretation} is now ${next}.`
    })
  useEffect(() => {
    if (link.interpretation === undefined) return
    setId(link.interpretation as InterpretationId)
    pick(link.option ?? null)
    heading.current?.focus()
    if (link.option === undefined) return
    if (home.linksSwitch) void follow(link.interpretation, link.option)
    else
      void sandbox.run(async () => `The address asks for ${link.interpretation}=${link.option}. Press “Follow this option” to switch it.`)
  }, [link])
  const switched = IDS.filter((each) => followed[each] !== interpretations[each].chosen)
  return (
    <section aria-labelledby="interpretations" class="panel">
      <h2 id="interpretations" tabIndex={-1} ref={heading}>
        Interpretations
      </h2>
      <p class="muted">Where the documentation is silent or contradicts itself, the sandbox follows one answer. Try another.</p>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void follow(id, option)
        }}
      >
        <Choice
          label="Question"
          value={id}
          options={IDS.map((each) => ({ value: each, text: `${each}: ${interpretationTexts[each]?.question ?? ''}` }))}
          choose={(next) => {
            setId(next)
            pick(null)
          }}
        />
        <fieldset>
          <legend>{texts?.question}</legend>
          {options.map((each) => (
            <label key={each} class="option">
              <input type="radio" name="option" value={each} checked={option === each} onChange={() => pick(each)} />
              <span>
                <code>{each}</code> {texts?.options[each]}
                {each === chosen && <span class="muted"> (our choice)</span>}
                {each === followed[id] && <strong> followed now</strong>}
              </span>
            </label>
          ))}
        </fieldset>
        <p class="muted">
          {texts?.why}
          {home.docs !== null && (
            <>
              {' '}
              <a href={`${home.docs}interpretations.html#${id}`}>Its sources and tests</a>
            </>
          )}
        </p>
        <button type="submit">Follow this option</button>
      </form>
      <h3>Not as we chose</h3>
      <ul class="list" aria-label="Switched interpretations">
        {switched.length === 0 && <li>None.</li>}
        {switched.map((each) => (
          <li key={each} class="row">
            <code>{`${each}=${followed[each]}`}</code>
            <button type="button" aria-label={`Back to our choice of ${each}`} onClick={() => follow(each, interpretations[each].chosen)}>
              Back
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
