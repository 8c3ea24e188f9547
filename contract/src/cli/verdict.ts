import { createControl } from '../../../sandbox/src/control.ts'
import { runCommand, UsageError, type Values } from '../../../sandbox/src/node/command/command.ts'
import { onOneLine } from '../../../sandbox/src/node/command/one-line.ts'
import { exitCodeOf } from '../judge/exit-code.ts'
import { readJournal } from '../judge/journal.ts'
import { judge } from '../judge/judge.ts'
import { verdictText } from '../judge/text.ts'
import { limitedFetch } from '../targets/connection.ts'

const HELP = `Usage: npx async-orders verdict --url URL [options]

Judges your client or service by the requests that it sent to a running sandbox, against the rules for integrators. Start the sandbox with
npx async-orders sandbox --judge, which keeps more requests. Run this as often as you like.

  --url URL      Address of the sandbox, with or without /raas/v2
  --except ID    Leave out a rule, such as CON-31; repeatable
  --json         Print the verdict as JSON
  --help         Show this text

Credentials come from the environment: TANGO_PLATFORM_NAME and TANGO_PLATFORM_KEY, or TANGO_TOKEN (default: the demo platform).
CON-33, CON-34 and CON-37 need faults and are left out: npx async-orders client judges them.
Exit codes: 0 no rule was broken; 1 a rule was broken; 2 inconclusive (nothing was sent, or older requests are gone), or a bad option.
`

const OPTIONS = {
  url: { type: 'string' },
  except: { type: 'string', multiple: true, default: [] as string[] },
  json: { type: 'boolean', default: false },
} as const

const LIMIT_MS = 30_000

/**
 * The command `async-orders verdict --url URL`.
 *
 * @param args what stands after `verdict`
 */
export const verdictCommand = (args: string[]): Promise<void> =>
  runCommand('verdict', HELP, OPTIONS, verdictOf, { args, program: 'npx async-orders verdict' })

async function verdictOf({ url, except, json }: Values<typeof OPTIONS>): Promise<number> {
  if (url === undefined)
    throw new UsageError('Failed to read the options: --url is missing. Pass the address of the sandbox, which it prints.')
  if (!/^https?:/i.test(url) || !URL.canParse(url))
    throw new UsageError(`Failed to read the options: --url ${onOneLine(url)} is not an http or https address.`)
  const control = createControl({ baseUrl: url, fetch: limitedFetch(globalThis.fetch, LIMIT_MS), ...credentialsFrom(process.env) })
  const verdict = judge(await readJournal(control).catch(inOurWords), { except })
  process.stdout.write(json ? `${JSON.stringify(verdict, null, 2)}\n` : verdictText(verdict))
  return exitCodeOf(verdict)
}

function credentialsFrom({ TANGO_PLATFORM_NAME: name, TANGO_PLATFORM_KEY: key, TANGO_TOKEN: token }: NodeJS.ProcessEnv) {
  if (name && key) return { credentials: { name, key } }
  return token ? { credentials: { token } } : {}
}

/** The control plane names its own option for the address. */
function inOurWords(error: Error): never {
  throw new Error(error.message.replace('pass its address as baseUrl', 'correct --url'), { cause: error })
}
