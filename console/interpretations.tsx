import { useEffect, useRef, useState } from 'preact/hooks'
import { interpretationTexts } from '../generated/interpretation-texts.ts'
import { interpretations } from '../generated/interpretations.ts'
import { Field } from './field.tsx'
import type { Home } from './home.ts'
import type { Link } from './links.ts'
import type { Sandbox } from './use-sandbox.ts'

type InterpretationId = keyof typeof interpretations
const IDS = Object.keys(interpretations) as InterpretationId[]

const questionOf = (id: InterpretationId): string => interpretationTexts[id]?.question ?? id

/** The questions that the documentation leaves open, and the option that the sandbox follows for each. */
export function Interpretations({ sandbox, link, home }: { sandbox: Sandbox; link: Link; home: Home }) {
  const followed = sandbox.snapshot.interpretations
  const [id, setId] = useState<InterpretationId>(IDS[0] as InterpretationId)
  const [picked, pick] = useState<string | null>(null)
  const heading = useRef<HTMLHeadingElement>(null)
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
    else void sandbox.run(async () => `The link asks for ${link.interpretation}=${link.option}. Press “Follow this option” to switch it.`)
  }, [link])
  const choose = (next: InterpretationId): void => {
    setId(next)
    pick(null)
  }
  return (
    <section aria-labelledby="interpretations">
      <h2 id="interpretations" tabIndex={-1} ref={heading}>
        Interpretations
      </h2>
      <p class="muted">Where the documentation is silent or contradicts itself, the sandbox follows one option. Try another.</p>
      <div class="pair">
        <Questions id={id} choose={choose} />
        <Options {...{ id, followed, picked, pick, follow, home }} />
      </div>
      <h3>Differs from our default</h3>
      <ul class="list" aria-label="Switched interpretations">
        {IDS.every((each) => followed[each] === interpretations[each].chosen) && <li>None.</li>}
        {IDS.filter((each) => followed[each] !== interpretations[each].chosen).map((each) => (
          <li key={each} class="row">
            <code>{`${each}=${followed[each]}`}</code>
            <button type="button" aria-label={`Back to the default of ${each}`} onClick={() => follow(each, interpretations[each].chosen)}>
              Back
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The questions, those with a word in them. Buttons: the texts of a select would be cut off. */
function Questions({ id, choose }: { id: InterpretationId; choose: (id: InterpretationId) => void }) {
  const [word, setWord] = useState('')
  const found = IDS.filter((each) => `${each} ${questionOf(each)}`.toLowerCase().includes(word.trim().toLowerCase()))
  return (
    <div>
      <Field label="Find a question">
        {(field) => (
          <input id={field} type="search" value={word} autocomplete="off" onInput={(event) => setWord(event.currentTarget.value)} />
        )}
      </Field>
      <ul class="list questions" aria-label="Questions">
        {found.length === 0 && <li>No question has this word.</li>}
        {found.map((each) => (
          <li key={each}>
            <button type="button" aria-pressed={each === id} onClick={() => choose(each)}>
              {questionOf(each)} <code>{each}</code>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

interface OptionsProps {
  id: InterpretationId
  followed: Record<string, string>
  picked: string | null
  pick: (option: string) => void
  follow: (id: string, option: string) => Promise<void>
  home: Home
}

function Options({ id, followed, picked, pick, follow, home }: OptionsProps) {
  const { chosen, options } = interpretations[id]
  const texts = interpretationTexts[id]
  const option = picked ?? followed[id] ?? chosen
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void follow(id, option)
      }}
    >
      <fieldset>
        <legend>{questionOf(id)}</legend>
        {options.map((each) => (
          <label key={each} class="option">
            <input type="radio" name="option" value={each} checked={option === each} onChange={() => pick(each)} />
            <span>
              <code>{each}</code> {texts?.options[each]}
              {each === chosen && <span class="muted"> (default)</span>}
              {each === followed[id] && <strong> in use</strong>}
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
  )
}
