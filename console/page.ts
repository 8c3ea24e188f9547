import { createSandbox } from '../sandbox/src/index.ts'
import { startConsole } from './app.tsx'
import { EXAMPLE_ORDER, type Home } from './home.ts'
import './style.css'

/** A Monday morning: the first days of the window in which rewards can be frozen hold no weekend. */
const START = Date.UTC(2026, 2, 2, 10)
const PLATFORM = { name: 'demo', key: 'demo-key', token: 'demo-token' }

const sandbox = createSandbox({
  now: () => START,
  // The receiver is the page itself: nothing leaves it.
  deliver: async () => new Response(null, { status: 200 }),
  platforms: [{ ...PLATFORM, clock: 'manual', hold: true }],
})

const home: Home = {
  send: sandbox.fetch,
  origin: 'http://sandbox.invalid',
  place: 'The sandbox runs in this page. Nothing leaves it, and closing it deletes everything.',
  credentials: PLATFORM,
  receiver: 'http://localhost/in-this-page',
  docs: '',
  begin: [EXAMPLE_ORDER],
  linksSwitch: true,
  repeat: null,
}

const element = document.querySelector('#console') ?? document.body
// Browsers make ids and signatures on no other page.
if (isSecureContext) startConsole(home, element)
else element.textContent = 'Open this page over https, from this machine or as a file: elsewhere, browsers compute no signatures.'
