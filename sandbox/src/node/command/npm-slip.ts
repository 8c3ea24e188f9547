import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { ParseArgsOptionsConfig } from 'node:util'
import { onOneLine } from './one-line.ts'

/** How a command was called. */
export interface Call {
  /** As in `npm run <name>`. */
  name: string
  options: ParseArgsOptionsConfig
  /** The options that reached it. */
  given: readonly string[]
  /** The words that reached it and are no options, and how many of them are its own. */
  positionals: readonly string[]
  most: number
  env: Readonly<Record<string, string | undefined>>
}

/** Options that npm has too. Whoever sets one of these may well mean npm. */
const ALSO_OF_NPM = new Set(['help', 'json', 'long', 'dry-run', 'production', 'only'])

/**
 * Why a command is refused that was called without the `--` that npm needs: npm keeps such options for itself, hands them on in the
 * environment only, and the command would do something else than it was asked to. Null where npm kept none.
 *
 * @param startedWith the environment that npm itself was started with, as `NAME=value`: what is in it nobody typed
 * @example await npmSlip(call, async () => []) // 'npm kept --target for itself, since `--` is missing: run `npm run contract -- --target=live`'
 */
export async function npmSlip(call: Call, startedWith: () => Promise<readonly string[]>): Promise<string | null> {
  const { name, options, given, env } = call
  const event = env.npm_lifecycle_event ?? ''
  if (![name, `${name}:long`].includes(event) || !env.npm_config_user_agent?.startsWith('npm/')) return null
  const kept = Object.keys(options)
    .filter((option) => !given.includes(option))
    .flatMap((option) => keptValues(option, options[option]?.type === 'boolean', env))
  const isTyped = ({ option }: Kept): boolean => !ALSO_OF_NPM.has(option)
  if (!kept.some(isTyped)) return null
  const before = await startedWith()
  const typed = kept.filter(({ variable }) => !before.includes(`${variable}=${env[variable]}`) && !isConfigured(variable, env))
  if (!typed.some(isTyped)) return null
  const names = typed.map(({ option }) => `--${option}`)
  return `npm kept ${names.join(' and ')} for itself, since \`--\` is missing: run \`npm run ${event} -- ${rightWords(call, typed)}\``
}

interface Kept {
  option: string
  /** Where npm leaves it. */
  variable: string
  /** Null for each value that npm took for a word of its own: it is among the positionals. */
  values: (string | null)[]
}

/** npm writes `--no-control` as `control`, empty; `--case X` as `true`, and X stays a word; more values of one option two line breaks apart. */
function keptValues(option: string, isSwitch: boolean, env: Call['env']): Kept[] {
  const variable = (name: string): string => `npm_config_${name.replaceAll('-', '_')}`
  const negated = option.startsWith('no-') ? variable(option.slice('no-'.length)) : null
  if (negated !== null && env[negated] === '') return [{ option, variable: negated, values: [] }]
  const value = env[variable(option)]
  if (value === undefined || (isSwitch && value !== 'true')) return []
  const values = isSwitch ? [] : value.split('\n\n').map((one) => (one === 'true' ? null : one))
  return [{ option, variable: variable(option), values }]
}

/** The words of the command as they should have been typed; "…" for a value of which nobody knows to which option it belongs. */
function rightWords({ positionals, most }: Call, kept: readonly Kept[]): string {
  const own = positionals.slice(0, most)
  const words = positionals.slice(most)
  const missing = kept.filter(({ values }) => values.includes(null))
  const isClear = missing.length === 1 && missing[0]?.values.filter((value) => value === null).length === words.length
  const wordsOf = ({ option, values }: Kept): string[] => {
    if (values.length === 0) return [`--${option}`]
    if (option === 'control-token') return [`--${option} "$CONTROL_TOKEN"`]
    return values.map((value) =>
      value === null ? `--${option} ${isClear ? quoted(words.shift() ?? '') : '…'}` : `--${option}=${quoted(value)}`,
    )
  }
  return [...own.map(quoted), ...kept.flatMap(wordsOf)].join(' ')
}

/** For a shell, where it would read more than a word. */
function quoted(text: string): string {
  const line = onOneLine(text)
  return /^[\w./:@%+,=-]+$/.test(line) ? line : `'${line.replaceAll("'", "'\\''")}'`
}

/** Whether a file of settings of npm holds it: npm hands that on as well. */
function isConfigured(variable: string, env: Call['env']): boolean {
  const { npm_config_local_prefix: folder, npm_config_userconfig: user, npm_config_globalconfig: all, npm_execpath: npm } = env
  const files = [folder && join(folder, '.npmrc'), user, all, npm && join(dirname(npm), '..', 'npmrc')]
  const option = variable.slice('npm_config_'.length).replaceAll('_', '[-_]')
  const line = new RegExp(`^\\s*["']?(no-)?${option}["']?(\\[\\])?\\s*(=|$)`, 'im')
  return files.some((file) => file && existsSync(file) && line.test(readFileSync(file, 'utf8')))
}
