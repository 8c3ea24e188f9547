import { setImmediate } from 'node:timers/promises'
import { type Event, hmac, parsed, RIGHT, type Steps } from './receiver.ts'

/** What the receiver does wrong, the step that does it, and the rules that it violates. */
export type Mistake = [name: string, step: Partial<Steps>, ...rules: string[]]

/** A status that the receiver responds with where it finds something. */
const refuses = (status: number, found: (event: Event) => boolean): Partial<Steps> => ({
  check: (event) => {
    if (found(event)) throw status
  },
})

const { authenticate, forms, receive, remember } = RIGHT

/** One mistake each; a receiver with none of them passes every rule. */
export const MISTAKES: Mistake[] = [
  ['returns 202', { received: 202 }, 'CON-01'],
  ['returns 204', { received: 204 }, 'CON-01'],
  ['refuses FAILED', refuses(422, ({ eventData }) => eventData.status === 'FAILED'), 'CON-01'],
  ['verifies what a parser made of the body', { verified: (bytes) => JSON.stringify(parsed(bytes)) }, 'CON-02'],
  ['trims the body', { verified: (bytes) => bytes.toString().trim() }, 'CON-02'],
  ['decodes the body as latin1', { verified: (bytes) => bytes.toString('latin1') }, 'CON-02'],
  [
    'finds the header in one case only',
    { signatures: ({ rawHeaders }) => rawHeaders.filter((_, at) => at % 2 === 1 && rawHeaders[at - 1] === 'X-Signed-Payload') },
    'CON-03',
  ],
  [
    'refuses media types with parameters',
    {
      checkRequest: ({ headers }) => {
        if (headers['content-type'] !== 'application/json') throw 415
      },
    },
    'CON-03',
  ],
  ['throws for an unknown event type', refuses(500, ({ eventType }) => eventType !== 'OrderActionStatus'), 'CON-04'],
  [
    'throws for an unknown status',
    refuses(500, ({ eventData: { status } }) => status !== undefined && !['SUCCESSFUL', 'PARTIALFAILED', 'FAILED'].includes(`${status}`)),
    'CON-04',
  ],
  [
    'throws for an unknown action',
    refuses(500, ({ eventData: { action } }) => action !== undefined && !/^(UN)?FREEZE$|^CANCEL$/.test(`${action}`)),
    'CON-04',
  ],
  [
    'throws without an optional field',
    refuses(500, ({ eventType, eventData }) => eventType === 'OrderActionStatus' && eventData.totalLineItems === undefined),
    'CON-04',
  ],
  ['keeps revisions in 32 bits', refuses(500, ({ revision }) => revision !== (revision | 0)), 'CON-04'],
  [
    'verifies a signature only where there is one',
    {
      authenticate: (request, bytes, steps) => {
        if (steps.signatures(request).some((signature) => signature !== '')) authenticate(request, bytes, steps)
      },
    },
    'CON-05',
  ],
  ['verifies nothing', { authenticate: () => undefined }, 'CON-05', 'CON-06'],
  ['accepts the signature of an empty key', { forms: (body, secret) => [...forms(body, secret), ...forms(body, '')] }, 'CON-06'],
  ['accepts any signature in the header', { same: (given) => given !== '' }, 'CON-06'],
  ['compares without case', { same: (given, expected) => given.toLowerCase() === expected.toLowerCase() }, 'CON-07'],
  ['compares the first 8 characters', { same: (given, expected) => given.slice(0, 8) === expected.slice(0, 8) }, 'CON-07'],
  ['accepts hex too', { forms: (body, secret) => [...forms(body, secret), hmac(body, secret).toString('hex')] }, 'CON-07'],
  ['accepts SHA-1 too', { forms: (body, secret) => [...forms(body, secret), hmac(body, secret, 'sha1').toString('base64')] }, 'CON-07'],
  [
    'acts before it verifies',
    {
      receive: async (request, bytes, state, steps) => {
        const event = parsed(bytes)
        if (typeof event?.eventId === 'string' && remember(event, state)) steps.act(event, state)
        await receive(request, bytes, state, steps)
      },
    },
    'CON-08',
  ],
  [
    'refuses a repeated event',
    {
      remember: (event, state) => {
        if (!remember(event, state)) throw 400
        return true
      },
    },
    'CON-09',
  ],
  ['acts on a repeated event', { remember: () => true }, 'CON-10'],
  [
    'looks whether an event is new, waits, and then remembers it',
    {
      remember: async (event, state) => {
        const isNew = !state.known.has(event.eventId)
        for (let turn = 0; turn < 10; turn++) await setImmediate()
        state.known.add(event.eventId)
        return isNew
      },
    },
    'CON-11',
  ],
  [
    'refuses an older revision',
    {
      act: (event, state) => {
        if (event.revision < (state.latest.get('any') ?? 0)) throw 409
        state.latest.set('any', event.revision)
        state.effects++
      },
    },
    'CON-12',
  ],
  [
    'knows one secret only',
    { authenticate: (request, bytes, steps) => authenticate(request, bytes, { ...steps, secrets: steps.secrets.slice(0, 1) }) },
    'CON-13',
  ],
  ['never responds', { received: 0 }, 'CON-14'],
  [
    'dies of malformed JSON',
    {
      parse: (bytes, state) => {
        if (parsed(bytes) === null) state.die()
        return RIGHT.parse(bytes, state)
      },
    },
    'CON-15',
  ],
  [
    'hangs after a body that was cut off',
    {
      cutOff: (_, __, state) => {
        state.hanging = true
      },
    },
    'CON-15',
  ],
  [
    'acts on a body that was cut off',
    { cutOff: (request, bytes, state, steps) => void steps.receive(request, bytes, state, steps).catch(() => undefined) },
    'CON-16',
  ],
]
