import { randomUUID } from 'node:crypto'
import { choiceFrom, runCommand, UsageError, type Values } from '../../../sandbox/src/node/command/command.ts'
import { onOneLine } from '../../../sandbox/src/node/command/one-line.ts'
import { exitCodeOf } from '../judge/exit-code.ts'
import { FAULT_PASSES } from '../judge/passes.ts'
import { runClient, VARIABLES } from '../judge/run-command.ts'
import { judgeClient, type StandAddress } from '../judge/stand.ts'
import { standText } from '../judge/text.ts'

const HELP = `Usage: npx async-orders client [options] -- COMMAND

Judges your client, in any language, by the rules for integrators: starts a sandbox, runs COMMAND against it, and checks the requests. Then
runs COMMAND again with each fault in turn, each time on a new sandbox.

COMMAND gets these environment variables:
  TANGO_BASE_URL       address of the API: http://127.0.0.1:PORT/raas/v2
  TANGO_PLATFORM_NAME  with TANGO_PLATFORM_KEY: Basic credentials
  TANGO_TOKEN          the same platform's bearer token
  TANGO_SANDBOX_URL    address of the control plane, to create orders and subscriptions
  TANGO_ORDER          referenceOrderID of a demo order; its externalRefID is demo-order

  --env NAME=VARIABLE  Also pass one of these under another name, such as --env API_URL=TANGO_BASE_URL; repeatable
  --fault NAME         Run with this fault only; repeatable (default: all). One of
${FAULT_PASSES.map(({ name, about }) => `                         ${name.padEnd(15)} ${about}\n`).join('')}  --no-faults          Run COMMAND once, without faults
  --except ID          Leave out a rule, such as CON-31; repeatable
  --timeout SECONDS    Limit of each run (default: 600)
  --json               Print the verdict as JSON; the output of COMMAND goes to stderr
  --help               Show this text

COMMAND must succeed without faults, and with the faults unknown-fields, unknown-status, late and doubled. With other faults, such as a
500, it may fail.
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
    ...{ faults, except, newId: randomUUID, now: Date.now },
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
