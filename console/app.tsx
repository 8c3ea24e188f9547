import { render } from 'preact'
import { useState } from 'preact/hooks'
import { Bench } from './bench.tsx'
import type { Credentials } from './control.ts'
import type { Home } from './home.ts'
import { SignIn } from './sign-in.tsx'
import { useSandbox } from './use-sandbox.ts'
import { news } from './words.ts'

/**
 * Puts the console into the page.
 *
 * @example startConsole(home, document.getElementById('console'))
 */
export function startConsole(home: Home, element: Element): void {
  render(<App home={home} />, element)
}

function App({ home }: { home: Home }) {
  const [credentials, setCredentials] = useState(home.credentials)
  if (credentials === null) return <SignIn home={home} signIn={setCredentials} />
  return <Console home={home} credentials={credentials} leave={home.credentials === null ? () => setCredentials(null) : null} />
}

function Console({ home, credentials, leave }: { home: Home; credentials: Credentials; leave: (() => void) | null }) {
  const { sandbox, notice } = useSandbox(home, credentials)
  if (sandbox === null) return <p role="status">{notice.said}</p>
  return (
    <>
      <header class="bar">
        <div>
          <h1>Sandbox console</h1>
          <p class="muted">{home.place}</p>
        </div>
        <div class="buttons">
          {home.docs !== null && <a href={`${home.docs}index.html`}>Documentation</a>}
          <button type="button" onClick={() => sandbox.run(sandbox.reset)}>
            Reset
          </button>
          {leave !== null && (
            <button type="button" onClick={leave}>
              Sign out
            </button>
          )}
        </div>
      </header>
      <main>
        <p role="status" tabIndex={-1} class={notice.failed ? 'notice bad' : 'notice'}>
          {[notice.said, news(sandbox.snapshot, notice.news)].filter((text) => text !== '').join(' ')}
        </p>
        <Bench sandbox={sandbox} home={home} />
      </main>
    </>
  )
}
