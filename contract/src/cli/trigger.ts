import { randomBytes, randomUUID } from 'node:crypto'
import { runCommand, type Values } from '../../../sandbox/src/node/command/command.ts'
import { didYouMean, orList } from '../../../sandbox/src/node/command/nearest.ts'
import { onOneLine } from '../../../sandbox/src/node/command/one-line.ts'
import { curlOf } from '../receiver/curl.ts'
import { OUTCOME_KINDS, type OutcomeKind, outcomeDelivery } from '../receiver/outcome.ts'
import { limitedFetch } from '../targets/connection.ts'
import { addressFrom, millisecondsFrom, secretFrom, usage } from './sending.ts'

const HELP = `Usage: npx async-orders trigger KIND --to URL [options]

Sends one OrderActionStatus event to your receiver at once, built and signed as by the sandbox.

KIND is one of:
  freeze, unfreeze, cancel  all line items changed (SUCCESSFUL)
  partial                   some could not be processed (PARTIALFAILED)
  failed                    none could be processed (FAILED)
  nothing                   none was eligible (SUCCESSFUL, 0 changed)
  auto-unfreeze             a freeze that ended by itself (only where C-AUTO-EVENT=sent)

  --to URL           Your receiver, on this machine
  --allow-host NAME  Also send to this host; repeatable
  --secret BASE64    The shared secret of the subscription (default: TANGO_WEBHOOK_SECRET, which no list of processes shows)
  --unsigned         Send no signature, as a subscription without HMAC does
  --forged           Sign with an unknown key; your receiver must refuse the event
  --order ID         ReferenceOrderID of the event (default: RA260302-1)
  --timeout SECONDS  How long to wait for the response (default: 10)
  --help             Show this text

Prints the status, the time that it took, and a curl line that sends the same bytes again.
Exit codes: 0 received (200), with --forged refused (4xx); 1 any other status; 2 bad option, or no response.
`

const OPTIONS = {
  to: { type: 'string' },
  'allow-host': { type: 'string', multiple: true, default: [] as string[] },
  secret: { type: 'string' },
  unsigned: { type: 'boolean', default: false },
  forged: { type: 'boolean', default: false },
  order: { type: 'string', default: 'RA260302-1' },
  timeout: { type: 'string', default: '10' },
} as const

type Given = Values<typeof OPTIONS>

/**
 * The command `async-orders trigger KIND --to URL`.
 *
 * @param args what stands after `trigger`
 */
export const triggerCommand = (args: string[]): Promise<void> =>
  runCommand('trigger', HELP, OPTIONS, async (given, [kind]) => trigger(kindFrom(kind), given), {
    args,
    positionals: 1,
    program: 'npx async-orders trigger',
  })

/** Sends the event; returns the exit code. EVT-25: only 200 counts as received. */
async function trigger(kind: OutcomeKind, given: Given): Promise<number> {
  const secret = signingSecret(given)
  const limitMs = millisecondsFrom(given.timeout)
  if (given.to === undefined) return usage('--to is missing. Pass the address of your receiver, such as http://127.0.0.1:3000/hook.')
  const url = await addressFrom('--to', given.to, given['allow-host'])
  const delivery = await outcomeDelivery(kind, { secret, order: given.order, at: Date.now(), newId: randomUUID })
  const method = 'POST'
  const request = new Request(url, { method, ...delivery })
  const began = performance.now()
  const { status } = await limitedFetch(
    globalThis.fetch,
    limitMs,
  )(request).catch((error: Error): never => {
    const remedy = 'Is your receiver running? Start it, or correct --to; a slow one needs more --timeout.'
    throw new Error(`Failed to reach ${onOneLine(url)}: ${error.message}. ${remedy}`, { cause: error })
  })
  const passed = given.forged ? status >= 400 && status < 500 : status === 200
  process.stdout.write(
    [
      `${passed ? 'PASS' : 'FAIL'}: the receiver returned ${status} in ${Math.round(performance.now() - began)} ms; ${expected(given.forged, passed)}.`,
      curlOf(url, { method, headers: delivery.headers.map(([name, value]) => ({ name, value })), body: delivery.body }),
      '',
    ].join('\n'),
  )
  return passed ? 0 : 1
}

function expected(forged: boolean, passed: boolean): string {
  if (forged) return passed ? 'it refused the forged event' : 'a forged event must be refused with 4xx, such as 401 (EVT-29)'
  return passed ? 'it received the event' : 'only 200 counts as received (EVT-25)'
}

function kindFrom(typed: string | undefined): OutcomeKind {
  const known = OUTCOME_KINDS.find((kind) => kind === typed)
  if (known !== undefined) return known
  const choices = `expected ${orList(OUTCOME_KINDS)}.`
  if (typed === undefined) return usage(`the kind of event is missing: ${choices}`)
  return usage(`invalid kind ${onOneLine(typed)}: ${choices} ${didYouMean(typed, OUTCOME_KINDS)}`.trimEnd())
}

function signingSecret({ secret = process.env.TANGO_WEBHOOK_SECRET, unsigned, forged }: Given): string | null {
  if (unsigned && forged) return usage('--unsigned cannot be combined with --forged.')
  if (unsigned) return null
  if (forged) return randomBytes(32).toString('base64')
  if (secret === undefined || secret === '') return usage('no secret. Pass --secret, set TANGO_WEBHOOK_SECRET, or pass --unsigned.')
  return secretFrom('the secret', secret)
}
