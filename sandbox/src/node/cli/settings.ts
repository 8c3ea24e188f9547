import { readFileSync } from 'node:fs'
import { interpretations as catalogue } from '../../../../generated/interpretations.ts'
import { hostNames } from '../../engine/reach.ts'
import { type Interpretations, type OrderRequest, parseInterpretations, type SandboxPlatform } from '../../index.ts'
import { choiceFrom, portFrom, UsageError, type Values } from '../command/command.ts'
import { didYouMean } from '../command/nearest.ts'

export const OPTIONS = {
  port: { type: 'string', default: '0' },
  host: { type: 'string', default: '127.0.0.1' },
  data: { type: 'string' },
  sync: { type: 'string' },
  clock: { type: 'string' },
  orders: { type: 'string' },
  interpretation: { type: 'string', multiple: true, default: [] as string[] },
  credentials: { type: 'string' },
  'allow-host': { type: 'string', multiple: true, default: [] as string[] },
  'allow-origin-host': { type: 'string', multiple: true, default: [] as string[] },
  'control-token': { type: 'string' },
  log: { type: 'boolean', default: false },
  judge: { type: 'boolean', default: false },
  'no-control': { type: 'boolean', default: false },
} as const

export const DEMO = { name: 'demo', key: 'demo-key', token: 'demo-token' }
const DEMO_ORDER: OrderRequest = {
  externalRefID: 'demo-order',
  lineItems: [{ count: 2 }, { product: 'PROMO_LINK' }, { redeemedAmount: 500 }, { product: 'OTHER' }],
}

/** What the options of the command ask for, checked. */
export type Settings = ReturnType<typeof settingsFrom>

/**
 * Reads the options of the command, and the files that they name.
 *
 * @throws UsageError when an option, a file or a combination does not do
 */
export function settingsFrom(options: Values<typeof OPTIONS>) {
  const { host, data, orders, credentials, 'control-token': token, 'no-control': noControl } = options
  const clock = choiceFrom('clock', options.clock ?? 'real', ['real', 'manual'])
  const sync = choiceFrom('sync', options.sync ?? 'normal', ['normal', 'full'])
  if (options.sync !== undefined && data === undefined) usage('--sync has no effect without --data. Add --data FILE, or leave it out')
  if (noControl && token !== undefined) usage('--control-token has no effect with --no-control. Leave one of them out')
  if (noControl && options.judge) usage('--judge reads the control plane, which --no-control leaves out. Leave one of them out')
  if (noControl && clock === 'manual') usage('--clock manual cannot be moved with --no-control. Leave one of them out')
  const controlToken = token ?? (credentials === undefined ? undefined : null)
  if (!isLoopback(host) && (credentials === undefined || (controlToken === null && !noControl))) {
    usage(`--host ${host} opens the sandbox to others; it needs --credentials, and --control-token or --no-control`)
  }
  return {
    ...{ host, data, sync, controlToken, log: options.log, judge: options.judge, control: !noControl },
    port: portFrom(options.port),
    platforms: platformsFrom(credentials).map((platform) => ({ ...platform, clock })),
    orders: ordersFrom(orders),
    ordersFile: orders,
    isDemo: credentials === undefined && orders === undefined,
    interpretations: interpretationsFrom(options.interpretation),
    allowHosts: hostsFrom(options['allow-host']),
    allowOriginHosts: hostsFrom(options['allow-origin-host']),
    allowLoopback: isLoopback(host),
  }
}

function usage(what: string): never {
  throw new UsageError(`Failed to read the options: ${what}.`)
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host)
}

/** The text of a file that cannot be read as JSON is not shown: it may hold credentials. */
function readJson(file: string): unknown {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    return usage(`${file} cannot be read: ${(error as NodeJS.ErrnoException).code ?? error}`)
  }
  try {
    return JSON.parse(text)
  } catch {
    return usage(`${file} is not JSON`)
  }
}

function platformsFrom(file: string | undefined): SandboxPlatform[] {
  if (file === undefined) return [DEMO]
  const list = readJson(file)
  const text = (value: unknown): boolean => typeof value === 'string' && value !== ''
  const fits = Array.isArray(list) && list.length > 0 && list.every((item) => text(item?.name) && text(item?.key) && text(item?.token))
  if (!fits) return usage(`${file} is not a list of { "name", "key", "token" }`)
  const platforms = list.map(({ name, key, token }): SandboxPlatform => ({ name, key, token }))
  // Of two platforms with one name or one token, the second could never be reached; Basic credentials end the name at a colon.
  if (new Set(platforms.map(({ name }) => name)).size < platforms.length) return usage(`${file} has two platforms of one name`)
  if (new Set(platforms.map(({ token }) => token)).size < platforms.length) return usage(`${file} has two platforms with one token`)
  return platforms.some(({ name }) => name.includes(':')) ? usage(`${file} has a platform with a colon in its name`) : platforms
}

/** The sandbox checks each one. */
function ordersFrom(file: string | undefined): OrderRequest[] {
  if (file === undefined) return [DEMO_ORDER]
  const list = readJson(file)
  return Array.isArray(list) ? list : usage(`${file} is not a list of orders`)
}

function interpretationsFrom(pairs: readonly string[]): Partial<Interpretations> {
  const given = pairs.map((pair): [string, string] => {
    const at = pair.indexOf('=')
    if (at === -1) return usage(`--interpretation ${pair} is not ID=OPTION`)
    const [id = ''] = pair.slice(0, at).split('.')
    const near = Object.hasOwn(catalogue, id) ? '' : didYouMean(id, Object.keys(catalogue))
    if (near !== '') throw new UsageError(`Failed to read the options: there is no interpretation ${id} that can be switched. ${near}`)
    return [pair.slice(0, at), pair.slice(at + 1)]
  })
  return asUsage(() => parseInterpretations(Object.fromEntries(given)))
}

function hostsFrom(names: readonly string[]): string[] {
  asUsage(() => hostNames(names))
  return [...names]
}

/** Refused as a mistake of the caller, before anything starts. */
function asUsage<Result>(work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}
