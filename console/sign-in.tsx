import { useState } from 'preact/hooks'
import { type Credentials, controlOf } from './control.ts'
import { Field } from './field.tsx'
import type { Home } from './home.ts'

/** Asks for the credentials of a platform, and tries them. They are kept nowhere but in this page. */
export function SignIn({ home, signIn }: { home: Home; signIn: (credentials: Credentials) => void }) {
  const [name, setName] = useState('')
  const [key, setKey] = useState('')
  const [problem, setProblem] = useState('')
  const attempt = async (): Promise<void> => {
    try {
      await controlOf(home, { name, key }).readClock()
      signIn({ name, key })
    } catch (error) {
      const isGone = (error as Error).cause instanceof Error
      setProblem(isGone ? 'Cannot reach the sandbox.' : 'Unknown platform name or wrong key.')
    }
  }
  return (
    <main class="sign-in">
      <h1>Sandbox console</h1>
      <p class="muted">{home.place}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void attempt()
        }}
      >
        <Field label="Platform name">
          {(id) => <input id={id} value={name} onInput={(event) => setName(event.currentTarget.value)} autocomplete="off" required />}
        </Field>
        <Field label="Platform key">
          {(id) => (
            <input id={id} type="password" value={key} onInput={(event) => setKey(event.currentTarget.value)} autocomplete="off" required />
          )}
        </Field>
        <p role="alert" class="bad">
          {problem}
        </p>
        <button type="submit" class="primary">
          Sign in
        </button>
      </form>
      <p class="muted">Name and key are kept in this page only, and are gone when it is closed.</p>
    </main>
  )
}
