import { existsSync } from 'node:fs'
import { dirname, isAbsolute, join } from 'node:path'
import { UsageError } from '../../../sandbox/src/node/command/command.ts'
import schema from '../../config.schema.json' with { type: 'json' }
import { type Given, optionsFrom } from '../cli/given.ts'
import type { Environment } from '../cli/secrets.ts'
import type { Basis } from '../evaluate/policy.ts'
import type { RunOptions } from '../run/options.ts'
import type { TargetName } from '../targets/target.ts'
import { readFitting } from './read.ts'

/** The file that is read without `--config`, in the working directory. */
const USUAL = 'async-orders.yaml'
const LARGEST = 100_000

/** What a configuration holds; described by config.schema.json. */
interface Config {
  target?: TargetName
  report?: string
  targets?: Partial<Record<TargetName, TargetConfig>>
}

interface TargetConfig {
  url?: string
  fixtures?: string
  baseline?: string
  'fail-on'?: Basis
  'webhook-id'?: string
  /** Names of environment variables. */
  credentials?: Partial<Record<'platform-name' | 'platform-key' | 'token' | 'control-token', string>>
}

/** Where the values of a run come from: options first, then the environment, then a file. */
interface Sources {
  given: Given
  env: Environment
  /** The folder for the reports that a file names, for those of a whole run. */
  reports?: string | undefined
}

/**
 * Options and environment, with what they leave open taken from a configuration: that of `--config`, or `async-orders.yaml` where there is one.
 *
 * @throws UsageError when the file does not fit config.schema.json, or names a variable that is not set
 * @example withConfig({ given, env: process.env }).given.target // 'sandbox'
 */
export function withConfig({ given, env }: Sources): Sources {
  const file = given.config ?? (existsSync(USUAL) ? USUAL : undefined)
  if (file === undefined) return { given, env }
  const { target: usual, report, targets = {} } = readFitting<Config>(file, { called: 'configuration', schema, largest: LARGEST }) ?? {}
  const target = given.target ?? usual
  const own: TargetConfig = targets[target as TargetName] ?? {}
  const path = (name: string | undefined): string | undefined => (name === undefined || isAbsolute(name) ? name : join(dirname(file), name))
  const baseUrl = (target === 'live' && env.TANGO_BASE_URL) || undefined
  const filled = {
    target,
    url: given.url ?? baseUrl ?? own.url,
    fixtures: given.fixtures ?? path(own.fixtures),
    // A first baseline is written where the file names it already.
    baseline: given.baseline ?? (given['baseline-write'] === undefined ? path(own.baseline) : undefined),
    'fail-on': given['fail-on'] ?? own['fail-on'],
    'control-token': given['control-token'] ?? variable(own.credentials?.['control-token'], env, file),
  }
  const known = Object.fromEntries(Object.entries(filled).filter(([, value]) => value !== undefined))
  return { given: { ...given, ...known }, env: withCredentials(own, env, file), reports: path(report) }
}

/** The environment, with credentials from the variables that a file names where it has none of its own. */
function withCredentials({ credentials = {}, 'webhook-id': id }: TargetConfig, env: Environment, file: string): Environment {
  const withId = { ...env, TANGO_WEBHOOK_ID: env.TANGO_WEBHOOK_ID || id }
  if ((env.TANGO_PLATFORM_NAME && env.TANGO_PLATFORM_KEY) || env.TANGO_TOKEN) return withId
  return {
    ...withId,
    TANGO_PLATFORM_NAME: variable(credentials['platform-name'], env, file),
    TANGO_PLATFORM_KEY: variable(credentials['platform-key'], env, file),
    TANGO_TOKEN: variable(credentials.token, env, file),
  }
}

function variable(name: string | undefined, env: Environment, file: string): string | undefined {
  if (name === undefined || env[name]) return name && env[name]
  throw new UsageError(`Failed to read the credentials: ${name} is not set, and ${file} names it. Set it, or remove its name there.`)
}

/**
 * What a run is asked for by a configuration and the environment, for {@link runContract} and `contractSuite`.
 *
 * @param file path from the working directory
 * @throws UsageError when the file cannot be read, does not fit config.schema.json, or names a variable that is not set
 * @example contractSuite(readConfig('async-orders.yaml'))
 */
export function readConfig(file: string = USUAL, env: Environment = process.env): RunOptions {
  const { given, env: filled } = withConfig({ given: { config: file, case: [], clause: [], operation: [] }, env })
  return optionsFrom(given, filled)
}
