import module from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import { didYouMean, orList } from './nearest.ts'
import { npmSlip } from './npm-slip.ts'
import { onOneLine } from './one-line.ts'
import { endWithNpm, environmentOfNpm } from './parent.ts'

// A contract run loads two thousand modules: compiled code is kept where Node itself keeps it, for the processes that a command starts
// too. Node 20 and 21 cannot, so the function is no import by name.
process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), 'node-compile-cache')
module.enableCompileCache?.()

/** A mistake of the caller, told without a stack trace; ends a command with exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** What `runCommand` reads from the options. */
export type Values<Options extends ParseArgsOptionsConfig> = ReturnType<typeof parseArgs<{ options: Options }>>['values']

/** What `runCommand` needs to know where a command is more than options of an npm script. */
export interface More {
  /** Default: those of this process. */
  args?: string[]
  /** How many arguments may be no options (default: 0). */
  positionals?: number
  /** What is typed to run an installed command; default: `npm run <name> --`. */
  program?: string
  /** What `--version` prints; default: there is no such option. */
  version?: string
}

/**
 * The words after the name of a script. pnpm hands on the `--` before them, which npm keeps.
 *
 * @example argumentsOf(['node', 'scripts/sandbox.ts', '--', '--case', 'x']) // ['--case', 'x']
 */
export const argumentsOf = (argv: readonly string[]): string[] => argv.slice(argv[2] === '--' ? 3 : 2)

/**
 * Runs a command of this project: reads its options, shows its help, and turns what it returns or throws into an exit code.
 *
 * Exit codes everywhere: 0 passed; 1 a clause was violated, or the check failed; 2 inconclusive, errors of the tool itself included.
 *
 * @param name as in `npm run <name>`, also where the command is installed and has a name of its own
 * @param help the whole help text
 * @param options as for `parseArgs`; `--help` is added
 * @param run returns the exit code
 * @param more arguments besides options, and how an installed command calls itself
 * @example await runCommand('mock', HELP, { port: { type: 'string' } }, async ({ port }) => 0)
 */
export async function runCommand<Options extends ParseArgsOptionsConfig>(
  name: string,
  help: string,
  options: Options,
  run: (values: Values<Options>, positionals: string[]) => number | Promise<number>,
  more: More = {},
): Promise<void> {
  endOnOutsideErrors()
  endWithNpm()
  const { args = argumentsOf(process.argv), positionals: most = 0, program, version } = more
  const all = {
    ...options,
    help: { type: 'boolean', short: 'h' },
    ...(version === undefined ? {} : { version: { type: 'boolean' } }),
  } as const
  const names = Object.keys(all).map((option) => `--${option}`)
  try {
    const { values, positionals, tokens } = parseArgs({ args, options: all, allowPositionals: true, tokens: true })
    const { help: asksHelp, version: asksVersion } = values as { help?: boolean; version?: boolean }
    if (asksHelp || asksVersion) {
      process.stdout.write(asksHelp ? help : `${version}\n`)
      return
    }
    const given = tokens.flatMap((token) => (token.kind === 'option' ? token.name : []))
    const slip = await npmSlip({ name, options, given, positionals, most, env: process.env }, environmentOfNpm)
    if (slip !== null) throw new Error(`Failed to read the options: ${slip}.`)
    if (positionals.length > most) throw new UsageError(`Failed to read the options: "${positionals[most]}" is not one.`)
    process.exitCode = await run(values as Values<Options>, positionals)
  } catch (error) {
    process.exitCode = 2
    const typed = program ?? `npm run ${name} --`
    process.stderr.write(`${explain(error, names)}${isOptionError(error) ? ` Run \`${typed} --help\` to see the options.` : ''}\n`)
  }
}

/** A server goes on when nobody reads its output any more, or a full disk takes none. */
let serving = false

/** What no `catch` sees ends the process with 2 too: a closed pipe, a full disk, a mistake in code that runs later. */
function endOnOutsideErrors(): void {
  for (const [stream, other] of [
    [process.stdout, process.stderr],
    [process.stderr, null],
  ] as const)
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (serving) return
      // A reader that has seen enough, such as head, needs no word about it.
      if (error.code !== 'EPIPE') other?.write(`Failed to write the output: ${error.message}.\n`)
      process.exit(2)
    })
  const end = (error: unknown): void => {
    process.stderr.write(`${explain(error)}\n`, () => process.exit(2))
  }
  process.on('uncaughtException', end)
  process.on('unhandledRejection', end)
}

const isOptionError = (error: unknown): boolean =>
  error instanceof UsageError || /^ERR_PARSE_ARGS/.test((error as { code?: string }).code ?? '')

function explain(error: unknown, options: readonly string[] = []): string {
  if (!(error instanceof Error)) return String(error)
  // parseArgs explains an unknown option with a lesson on positional arguments; its first sentence is enough.
  if (isOptionError(error) && !(error instanceof UsageError)) {
    const [, option] = /^Option '(--[\w-]+)' argument is ambiguous/.exec(error.message) ?? []
    if (option) return `Failed to read the options: ${option} has no value. One that begins with a dash is written ${option}=-1.`
    const [, unknown] = /^Unknown option '(--?[^']+)'/.exec(error.message) ?? []
    const near = unknown && didYouMean(unknown, options)
    return [`Failed to read the options: ${error.message.split(/\.?(?: |\n)(?=To |Did )|\.\n/)[0]}.`, near].filter(Boolean).join(' ')
  }
  // What the system refuses, such as a file or a port, is no mistake in our code.
  if (!error.message.startsWith('Failed to') && 'syscall' in error) return `Failed to run the command: ${error.message}.`
  return error.message.startsWith('Failed to') ? error.message : (error.stack ?? error.message)
}

/** Resolves at Ctrl-C, or when the process is asked to end or its terminal is closed. For servers: they survive closed output. */
export function untilInterrupted(): Promise<void> {
  serving = true
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve())
  })
}

/**
 * The value of an option that has a few.
 *
 * @throws UsageError that names them, and the nearest
 * @example choiceFrom('sync', 'never', ['normal', 'full']) // throws: invalid --sync never: expected normal or full
 */
export function choiceFrom<const Choice extends string>(option: string, value: string, choices: readonly Choice[]): Choice {
  const known = choices.find((choice) => choice === value)
  if (known !== undefined) return known
  const why = `invalid --${option} ${onOneLine(value)}: expected ${orList(choices)}.`
  throw new UsageError(`Failed to read the options: ${why} ${didYouMean(value, choices)}`.trimEnd())
}

/** A port from an option; 0 takes a free one. */
export function portFrom(option: string): number {
  if (!/^\d{1,5}$/.test(option) || Number(option) > 65_535) {
    throw new UsageError(`Failed to read the options: --port ${option} is not a port between 0 and 65535.`)
  }
  return Number(option)
}
