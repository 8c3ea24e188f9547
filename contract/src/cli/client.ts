import { randomUUID } from 'node:crypto'
import { choiceFrom, runCommand, UsageError, type Values } from '../../../sandbox/src/node/command/command.ts'
import { onOneLine } from '../../../sandbox/src/node/command/one-line.ts'
import { exitCodeOf } from '../judge/exit-code.ts'
import { FAULT_PASSES } from '../judge/passes.ts'
import { runClient, VARIABLES } from '../judge/run-command.ts'
import { judgeClient, type StandAddress } from '../judge/stand.ts'
import { standText } from '../judge/text.ts'

const HELP = `Usage: npx async-orders client [options] -- COMMAND

Judges a client of the API, in any language: starts a sandbox, runs COMMAND against it, and compares what it sent with the rules for
integrators. Then runs COMMAND once more for each fault of a plan, each time against a new sandbox.

COMMAND gets in its environment:
  TANGO_BASE_URL       where the API is: http://127.0.0.1:PORT/raas/v2
  TANGO_PLATFORM_NAME  and TANGO_PLATFORM_KEY: Basic credentials
  TANGO_TOKEN          the same platform's bearer token
  TANGO_SANDBOX_URL    where the control plane is, to make orders and subscriptions
  TANGO_ORDER          referenceOrderID of an order that is there; its externalRefID is demo-order

  --env NAME=VARIABLE  also pass one of these under another name, such as --env API_URL=TANGO_BASE_URL; repeatable
  --fault NAME         run with this fault only; repeatable (default: all). One of
${FAULT_PASSES.map(({ name, about }) => `                         ${name.padEnd(15)} ${about}\n`).join('')}  --no-faults          run COMMAND once, without faults
  --except ID          leave out a rule, such as CON-31; repeatable
  --timeout SECONDS    how long each run may take (default: 600)
  --json               print the verdict as JSON; the output of COMMAND goes to stderr
  --help               show this text

COMMAND has to succeed without faults. With faults it may fail where it cannot know better, such as after a 500; not where events come
late or twice, or responses have fields and statuses that no page names.
Exit codes: 0 no rule was broken; 1 a rule was broken; 2 inconclusive (COMMAND failed without faults, or did not end), or a bad option.
`

const OPTIONS = {
  env: { type: 'string', multiple: true, default: [] as string[] },
  fault: { type: 'string', multiple: true, default: [] as string[] },
  'no-faults': { type: 'boolean', default: false },
  except: { type: 'string', multiple: true, default: [] as string[] },
  timeout: { type: 'string', default: '600' },
  json: { type: 'boolean', default: false },
} as const

type Given = Values<typeof OPTIONS>

/**
 * The command `async-orders client -- COMMAND`.
 *
 * @param args what stands after `client`
 */
export const clientCommand = (args: string[]): Promise<void> =>
  runCommand('client', HELP, OPTIONS, client, { args, positionals: 1_000, program: 'npx async-orders client' })

async function client(given: Given, words: readonly string[]): Promise<number> {
  if (words.length === 0) usage('the command is missing. Write it after --, such as: npx async-orders client -- npm test')
  const faults = faultsFrom(given)
  const { json, except } = given
  const options = {
    words,
    limitMs: limitFrom(given.timeout),
    names: namesFrom(given.env),
    env: process.env,
    stdout: json ? 'stderr' : 'inherit',
  } as const
  const verdict = await judgeClient({
    ...{ faults, except, newId: randomUUID },
    run: (address) => runClient(options, address),
    onPass: ({ name, about }) => process.stderr.write(`client: running the command with ${about} (${name})\n`),
  })
  process.stdout.write(json ? `${JSON.stringify(verdict, null, 2)}\n` : standText(verdict))
  return exitCodeOf(verdict, verdict.inconclusive)
}

const usage = (problem: string): never => {
  throw new UsageError(`Failed to read the options: ${problem}.`)
}

function faultsFrom({ fault, 'no-faults': none }: Given) {
  if (none && fault.length > 0) usage('--no-faults cannot be combined with --fault')
  if (none) return []
  const names = FAULT_PASSES.map(({ name }) => name)
  const wanted = fault.map((name) => choiceFrom('fault', name, names))
  return FAULT_PASSES.filter(({ name }) => wanted.length === 0 || wanted.includes(name))
}

function namesFrom(pairs: readonly string[]): Record<string, keyof StandAddress> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [, name = '', variable = ''] = /^([A-Za-z_]\w*)=(\w+)$/.exec(pair) ?? []
      const part = VARIABLES[variable]
      if (part === undefined)
        return usage(`invalid --env ${onOneLine(pair)}: expected NAME=VARIABLE, with one of ${Object.keys(VARIABLES).join(', ')}`)
      return [name, part]
    }),
  )
}

function limitFrom(seconds: string): number {
  if (/^[1-9]\d{0,5}$/.test(seconds)) return Number(seconds) * 1_000
  return usage(`invalid --timeout ${onOneLine(seconds)}: expected seconds, such as 600`)
}
