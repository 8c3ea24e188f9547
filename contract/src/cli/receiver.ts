import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { runCommand, type Values } from '../../../sandbox/src/node/command/command.ts'
import { onOneLine } from '../../../sandbox/src/node/command/one-line.ts'
import { judgeReceiver } from '../receiver/judge.ts'
import { receiverCode, receiverJson, receiverText } from '../receiver/text.ts'
import { loadRegister } from '../register/load.ts'
import { limitedFetch } from '../targets/connection.ts'
import { addressFrom, millisecondsFrom, secretFrom, usage } from './sending.ts'

const HELP = `Usage: npx async-orders receiver --url URL [options]

Judges your webhook receiver: sends it good, forged, repeated, reordered and broken deliveries. Prints PASS, FAIL, SKIPPED or
INCONCLUSIVE for each rule for integrators (CON-01 to CON-16; see \`npx async-orders explain CON-06\`), with the exchange that shows a violation.
Start your receiver with a test database: it gets about 150 events of unknown orders.

  --url URL             Your receiver, on this machine
  --allow-host NAME     Also send to this host; repeatable
  --secret BASE64       The shared secret that your receiver verifies with (default: TANGO_WEBHOOK_SECRET, which no list of processes shows)
  --next-secret BASE64  A second secret that your receiver accepts too, as while a secret is replaced (default: CON-13 is skipped)
  --effects URL         A page of yours that returns how often your receiver has acted so far, as {"effects": 3} or 3
                        (default: CON-08, CON-10, CON-11 and CON-16 are skipped). A freeze of a new order must add one
  --timeout SECONDS     How long to wait for a response, and for an effect (default: 10)
  --json                Print the verdicts as JSON
  --help                Show this text

Exit codes: 0 every rule passed or was skipped; 1 a rule was violated; 2 inconclusive, such as a receiver that died, or a bad option.
`

const OPTIONS = {
  url: { type: 'string' },
  'allow-host': { type: 'string', multiple: true, default: [] as string[] },
  secret: { type: 'string' },
  'next-secret': { type: 'string' },
  effects: { type: 'string' },
  timeout: { type: 'string', default: '10' },
  json: { type: 'boolean', default: false },
} as const

/**
 * The command `async-orders receiver --url URL`.
 *
 * @param args what stands after `receiver`
 */
export const receiverCommand = (args: string[]): Promise<void> =>
  runCommand('receiver', HELP, OPTIONS, receiver, { args, program: 'npx async-orders receiver' })

async function receiver(given: Values<typeof OPTIONS>): Promise<number> {
  const { url: typed, effects, 'allow-host': names, 'next-secret': next, secret = process.env.TANGO_WEBHOOK_SECRET } = given
  if (typed === undefined) return usage('--url is missing. Pass the address of your receiver, such as http://127.0.0.1:3000/hook.')
  if (secret === undefined || secret === '') return usage('no secret. Pass --secret, or set TANGO_WEBHOOK_SECRET.')
  const limitMs = millisecondsFrom(given.timeout)
  const url = await addressFrom('--url', typed, names)
  const report = await judgeReceiver({
    url,
    limitMs,
    secret: secretFrom('the secret', secret),
    nextSecret: next === undefined ? null : secretFrom('--next-secret', next),
    readEffects: effects === undefined ? null : effectsAt(await addressFrom('--effects', effects, names), limitMs),
    rules: [...loadRegister().consumer.values()].filter(({ subject }) => subject === 'receiver'),
    newId: randomUUID,
    // Of the day, and never going back while it runs.
    now: () => performance.timeOrigin + performance.now(),
    pause: (milliseconds) => setTimeout(milliseconds),
  })
  process.stdout.write(given.json ? `${JSON.stringify(receiverJson(report), null, 2)}\n` : receiverText(report))
  return receiverCode(report)
}

/** Reads the count of effects at an address. */
function effectsAt(url: string, limitMs: number): () => Promise<number> {
  const fetch = limitedFetch(globalThis.fetch, limitMs)
  const failed = (why: string): never => {
    throw new Error(`Failed to read the effects at ${onOneLine(url)}: ${why}.`)
  }
  return async () => {
    const response = await fetch(new Request(url)).catch((error: Error) => failed(error.message))
    const text = await response.text()
    const count = countIn(text)
    if (response.status !== 200 || count === null)
      return failed(`expected 200 with {"effects": 3} or 3, got ${response.status} with ${onOneLine(text.slice(0, 100))}`)
    return count
  }
}

function countIn(text: string): number | null {
  try {
    const read = JSON.parse(text)
    const count = read?.effects ?? read
    return Number.isSafeInteger(count) && count >= 0 ? count : null
  } catch {
    return null
  }
}
