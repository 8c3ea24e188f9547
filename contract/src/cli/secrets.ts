import { SHORTEST, secretsOf } from '../redact/forms.ts'
import { createRedactor, type Redactor } from '../redact/redactor.ts'
import { withoutCommands } from '../report/printable.ts'

/** Variables of the environment, by name. */
export type Environment = Readonly<Record<string, string | undefined>>

/** The secrets that a command is given, each under the name that a person knows it by. */
const given = ({ TANGO_PLATFORM_KEY: key, TANGO_TOKEN: token }: Environment, controlToken: string | undefined) =>
  Object.entries({ TANGO_PLATFORM_KEY: key, TANGO_TOKEN: token, '--control-token': controlToken }).filter(
    (entry): entry is [string, string] => Boolean(entry[1]),
  )

/** The secrets that a command knows, before its options are read. */
function secretsKnown(env: Environment, args: readonly string[]): string[] {
  const { TANGO_PLATFORM_NAME: name = null, TANGO_PLATFORM_KEY: key = null, TANGO_TOKEN: token = null } = env
  const typed = args.flatMap((arg, at) =>
    /^--(control-token|(next-)?secret)$/.test(arg)
      ? [args[at + 1] ?? '']
      : (/^--(?:control-token|(?:next-)?secret)=(.*)$/s.exec(arg)?.[1] ?? []),
  )
  return [...secretsOf({ name, key, token }), ...typed, ...(env.TANGO_WEBHOOK_SECRET ? [env.TANGO_WEBHOOK_SECRET] : [])]
}

/**
 * Which secret is too short to be told from other words, so that a report could not be kept clean of it; null where none is.
 *
 * @example tooShort({ TANGO_TOKEN: 'abc' }, undefined) // 'TANGO_TOKEN has fewer than 8 characters, …'
 */
export function tooShort(env: Environment, controlToken: string | undefined): string | null {
  const [name] = given(env, controlToken).find(([, secret]) => secret.length < SHORTEST) ?? []
  return name === undefined
    ? null
    : `${name} has fewer than ${SHORTEST} characters, too few to be found and taken out of a report. Use a longer one.`
}

/** A process, as far as this is about it. */
type Printing = Pick<NodeJS.Process, 'env' | 'argv'> & Record<'stdout' | 'stderr', NodeJS.WritableStream>

type Write = (chunk: unknown, ...more: unknown[]) => boolean

/**
 * Takes the secrets of a process, and what a CI server would take for a command, out of everything that it prints, whoever prints it.
 *
 * @returns what knows the secrets
 * @example const redactor = guardOutput(process)
 */
export function guardOutput({ env, argv, stdout, stderr }: Printing): Redactor {
  const redactor = createRedactor(secretsKnown(env, argv.slice(2)))
  for (const stream of [stdout, stderr]) {
    const write = stream.write.bind(stream) as Write
    const guarded: Write = (chunk, ...more) => write(typeof chunk === 'string' ? withoutCommands(redactor.text(chunk)) : chunk, ...more)
    stream.write = guarded
  }
  return redactor
}
