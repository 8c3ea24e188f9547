import { useState } from 'preact/hooks'
import { Field } from './field.tsx'
import type { Home } from './home.ts'
import { basic, exchange } from './send.ts'

/** Asks for the credentials of a platform, and tries them. They are kept nowhere but in this page. */
export function SignIn({ home, signIn }: { home: Home; signIn: (credentials: { name: string; key: string }) => void }) {
  const [name, setName] = useState('')
  const [key, setKey] = useState('')
  const [problem, setProblem] = useState('')
  const attempt = async (): Promise<void> => {
    const { response } = await exchange(home.send, home.origin, basic({ name, key }), { method: 'GET', path: '/_sandbox/clock' })
    if (!('broken' in response) && response.status === 200) return signIn({ name, key })
    setProblem('broken' in response ? 'The sandbox does not answer.' : 'These are not the name and key of a platform.')
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
