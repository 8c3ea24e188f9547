import { render } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { Clock } from './clock.tsx'
import type { Credentials, OrderView } from './control.ts'
import { Events } from './events.tsx'
import { Faults } from './faults.tsx'
import type { Home } from './home.ts'
import { Interpretations } from './interpretations.tsx'
import { linkFrom } from './links.ts'
import { Operation } from './operation.tsx'
import { Orders } from './orders.tsx'
import { Requests } from './requests.tsx'
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

function useLink() {
  const [link, setLink] = useState(() => linkFrom(location.hash))
  useEffect(() => {
    const follow = (): void => setLink(linkFrom(location.hash))
    addEventListener('hashchange', follow)
    return () => removeEventListener('hashchange', follow)
  }, [])
  return link
}

function Console({ home, credentials, leave }: { home: Home; credentials: Credentials; leave: (() => void) | null }) {
  const { sandbox, notice } = useSandbox(home, credentials)
  const link = useLink()
  const [chosen, choose] = useState<string | null>(null)
  const shown = useRef<string | null>(null)
  if (sandbox === null) return <p role="status">{notice.said}</p>
  const { orders } = sandbox.snapshot
  const find = (id: string | null): OrderView | undefined => orders.find(({ referenceOrderID }) => referenceOrderID === id)
  // What others create does not take the place of what is worked on.
  const order = find(chosen) ?? find(shown.current) ?? orders.at(-1) ?? null
  shown.current = order?.referenceOrderID ?? null
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
        <Clock sandbox={sandbox} />
        <p role="status" tabIndex={-1} class={notice.failed ? 'notice bad' : 'notice'}>
          {[notice.said, news(sandbox.snapshot, notice.news)].filter((text) => text !== '').join(' ')}
        </p>
        {link.unknown !== undefined && (
          <p role="alert" class="notice bad">
            The address asks for what is not there: {link.unknown.join(', ')}. Choose below.
          </p>
        )}
        <div class="columns">
          <Orders sandbox={sandbox} order={order} choose={choose} />
          <div class="column">
            <Operation sandbox={sandbox} order={order} link={link} />
            <Events sandbox={sandbox} receiver={home.receiver} />
            <Requests sandbox={sandbox} />
          </div>
          <Interpretations sandbox={sandbox} link={link} home={home} />
          <Faults sandbox={sandbox} />
        </div>
      </main>
    </>
  )
}
