import { startConsole } from './app.tsx'
import { repeat } from './repeat.ts'
import './style.css'

/** Milliseconds between two looks at the sandbox. */
const PAUSE = 1_000

const timers = {
  set: (run: () => void, milliseconds: number) => setTimeout(run, milliseconds),
  clear: clearTimeout,
  now: () => performance.now(),
}

startConsole(
  {
    // Without credentials of the browser's own: it would ask for some after a 401.
    send: (request) => fetch(request, { credentials: 'omit' }),
    origin: location.origin,
    place: `The sandbox at ${location.origin}.`,
    credentials: null,
    receiver: `${location.origin}/_sandbox/receiver`,
    docs: null,
    begin: null,
    linksSwitch: false,
    repeat: (work) => repeat(work, PAUSE, document, timers),
  },
  document.querySelector('#console') ?? document.body,
)
