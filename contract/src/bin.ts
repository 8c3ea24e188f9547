import { readFileSync } from 'node:fs'
import { argumentsOf, runCommand, UsageError } from '../../sandbox/src/node/command/command.ts'
import { didYouMean } from '../../sandbox/src/node/command/nearest.ts'
import { onOneLine } from '../../sandbox/src/node/command/one-line.ts'
import { HELP as CONTRACT_HELP, OPTIONS as CONTRACT_OPTIONS } from './cli/help.ts'
import { guardOutput } from './cli/secrets.ts'

/** What a command is for, and how it runs. What help and mistakes need not wait for is loaded by the command. */
type Command = [about: string, run: (args: string[]) => Promise<void>]

const redactor = guardOutput(process)

const COMMANDS: Record<string, Command> = {
  contract: [
    'verify your implementation, or the mock and the sandbox, and write a report',
    (args) =>
      runCommand(
        'contract',
        CONTRACT_HELP,
        CONTRACT_OPTIONS,
        async (given) => (await import('./cli/contract.ts')).contract(given, redactor),
        {
          args,
          program: 'npx async-orders contract',
        },
      ),
  ],
  mock: ['start the mock, which returns examples', async (args) => (await import('./cli/mock.ts')).mockCommand(args)],
  sandbox: [
    'start the sandbox, which keeps state',
    async (args) => (await import('../../sandbox/src/node/cli/command.ts')).sandboxCommand('npx async-orders sandbox', args),
  ],
  trigger: ['send one outcome event to your receiver', async (args) => (await import('./cli/trigger.ts')).triggerCommand(args)],
  receiver: [
    'judge your webhook receiver by the rules for integrators',
    async (args) => (await import('./cli/receiver.ts')).receiverCommand(args),
  ],
  client: [
    'judge your client by the rules for integrators: starts a sandbox and runs it',
    async (args) => (await import('./cli/client.ts')).clientCommand(args),
  ],
  verdict: [
    'judge your client by the requests that it sent to a running sandbox',
    async (args) => (await import('./cli/verdict.ts')).verdictCommand(args),
  ],
  init: [
    'write a configuration, a test and a workflow into this folder',
    async (args) => (await import('./cli/init.ts')).initCommand(args),
  ],
  explain: [
    'show what is known about a clause, an open question or a case',
    async (args) => (await import('./cli/explain.ts')).explainCommand(args),
  ],
  breaking: [
    'rate the changes of the OpenAPI description: major, minor or patch',
    async (args) => (await import('./cli/breaking.ts')).breakingCommand(args),
  ],
  drift: ['compare recorded traffic with the OpenAPI description', async (args) => (await import('./cli/drift.ts')).driftCommand(args)],
}

const NAMES = Object.keys(COMMANDS)

const HELP = `Usage: npx async-orders COMMAND [options]

Verifies, mocks and simulates Tango's API for asynchronous gift-card orders. Unofficial.

${NAMES.map((name) => `  ${name.padEnd(12)}${COMMANDS[name]?.[0]}\n`).join('')}
  --help      Show this text, or the options of a command
  --version   Show the version

Exit codes: 0 passed; 1 a clause was violated, or the check failed; 2 inconclusive, or a bad option.
`

/** Of the package, whose package.json is beside the folder of this file. */
const version = (): string => JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version

const [name = '', ...typed] = argumentsOf(process.argv)
// As before the name: pnpm hands on the `--` that npm keeps. After client it says where the options end.
const args = typed[0] === '--' && name !== 'client' ? typed.slice(1) : typed
const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
if (command !== undefined) await command[1](args)
else {
  const unknown = name === '' || name.startsWith('-') ? null : onOneLine(name)
  await runCommand(
    'async-orders',
    HELP,
    {},
    () => {
      if (unknown === null) throw new UsageError('Failed to run: the command is missing.')
      throw new UsageError(
        `Failed to run: there is no command ${unknown}. ${didYouMean(unknown, NAMES, `The commands are ${NAMES.join(', ')}.`)}`,
      )
    },
    { args: argumentsOf(process.argv), positionals: 100, program: 'npx async-orders', version: version() },
  )
}
