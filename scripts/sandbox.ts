import { randomUUID } from 'node:crypto'
import { lookup } from 'node:dns/promises'
import { readFileSync } from 'node:fs'
import { allowedHosts } from '../sandbox/src/engine/reach.ts'
import { createSandbox, memoryStore, parseReadings, type Sandbox, type SandboxPlatform } from '../sandbox/src/index.ts'
import { listen } from '../sandbox/src/node/server.ts'
import { portFrom, runCommand, UsageError, untilInterrupted } from './command.ts'

const HELP = `Usage: npm run sandbox -- [options]

Starts the stateful sandbox: the four operations under /raas/v2, its control plane under /_sandbox.

  --port N              port; a free one unless given
  --host H              address to listen on; 127.0.0.1 unless given. One that is not of this machine alone needs
                        --credentials, and --control-token or --no-control
  --clock real|manual   clock of the platforms; real unless given. A manual one moves by POST /_sandbox/clock/advance
  --orders FILE         JSON list of orders to begin with, each as for POST /_sandbox/orders; one demo order unless given
  --reading ID=OPTION   follow another option of a reading; may be repeated
  --credentials FILE    JSON list of platforms [{ "name", "key", "token" }] instead of the demo platform
  --control-token T     making platforms then needs this X-Control-Token
  --allow-host NAME     deliver events to this host too, whatever it resolves to; may be repeated. Unless it is named here, an event
                        goes to this machine only
  --no-control          leave out the control plane
  --help                show this text

Prints "sandbox listening on http://HOST:PORT/raas/v2" when ready. Ctrl-C stops it. Nothing outlives the process.
Exit codes: 0 stopped; 2 bad option, unreadable file, or the port is taken.
`

const OPTIONS = {
  port: { type: 'string', default: '0' },
  host: { type: 'string', default: '127.0.0.1' },
  clock: { type: 'string', default: 'real' },
  orders: { type: 'string' },
  reading: { type: 'string', multiple: true, default: [] as string[] },
  credentials: { type: 'string' },
  'allow-host': { type: 'string', multiple: true, default: [] as string[] },
  'control-token': { type: 'string' },
  'no-control': { type: 'boolean', default: false },
} as const

const DEMO = { name: 'demo', key: 'demo-key', token: 'demo-token' }
const DEMO_ORDER = {
  externalRefID: 'demo-order',
  lineItems: [{ count: 2 }, { product: 'PROMO_LINK' }, { redeemedAmount: 500 }, { product: 'OTHER' }],
}

await runCommand('sandbox', HELP, OPTIONS, async (options) => {
  const { 'no-control': noControl, 'control-token': controlToken } = options
  if (options.clock !== 'real' && options.clock !== 'manual') usage(`--clock ${options.clock} is neither real nor manual`)
  if (!isLoopback(options.host) && (options.credentials === undefined || (controlToken === undefined && !noControl))) {
    usage(`--host ${options.host} opens the sandbox to others; it needs --credentials, and --control-token or --no-control`)
  }
  const platforms = platformsFrom(options.credentials).map((platform) => ({ ...platform, clock: options.clock as 'real' | 'manual' }))
  const sandbox = createSandbox({
    now: Date.now,
    newId: randomUUID,
    store: memoryStore(),
    deliver: fetch,
    resolve: async (hostname) => (await lookup(hostname, { all: true })).map(({ address }) => address),
    allowHosts: hostsFrom(options['allow-host']),
    readings: parseReadings(readingsFrom(options.reading)),
    platforms,
    control: !noControl,
    ...(controlToken === undefined ? {} : { controlToken }),
    report: (error) => process.stderr.write(`sandbox: ${error.stack ?? error.message}\n`),
  })
  const owner = platforms[0]?.name ?? DEMO.name
  const ids = ordersFrom(options.orders).map((order, index) => made(sandbox, owner, order, `order ${index + 1} of ${options.orders}`))
  const interrupted = untilInterrupted()
  const server = await listen(sandbox.fetch, { host: options.host, port: portFrom(options.port) })
  process.stdout.write(`sandbox listening on ${server.origin}/raas/v2\n`)
  if (options.credentials === undefined && options.orders === undefined)
    process.stderr.write(tryIt(server.origin, ids[0] ?? '', !noControl))
  await interrupted
  sandbox.close()
  await server.close()
  return 0
})

function usage(what: string): never {
  throw new UsageError(`Failed to read the options: ${what}.`)
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host)
}

function made(sandbox: Sandbox, owner: string, order: unknown, which: string): string {
  try {
    return sandbox.createOrder(owner, order)
  } catch (error) {
    throw new Error(`Failed to begin with ${which}: ${error instanceof Error ? error.message : error}`)
  }
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

function ordersFrom(file: string | undefined): unknown[] {
  if (file === undefined) return [DEMO_ORDER]
  const list = readJson(file)
  return Array.isArray(list) ? list : usage(`${file} is not a list of orders`)
}

function readingsFrom(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair): [string, string] => {
      const at = pair.indexOf('=')
      return at === -1 ? usage(`--reading ${pair} is not ID=OPTION`) : [pair.slice(0, at), pair.slice(at + 1)]
    }),
  )
}

/** Refused as a mistake of the caller, before anything starts. */
function hostsFrom(names: readonly string[]): string[] {
  try {
    allowedHosts(names)
    return [...names]
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

function tryIt(origin: string, order: string, control: boolean): string {
  const api = `${origin}/raas/v2/asyncOrders`
  const json = "-H 'Content-Type: application/json'"
  const lines = [
    'A demo order to try at once, of platform demo with key demo-key:',
    '',
    `  curl -i -u demo:demo-key ${json} -d '{"reasonCode":"FRAUD"}' ${api}/${order}/freeze`,
    `  curl -i -u demo:demo-key ${json} -X PATCH -d '{"notes":"checked"}' ${api}/customers/acme-health/accounts/acme-wellness/demo-order`,
  ]
  if (control) lines.push(`  curl -s -u demo:demo-key ${origin}/_sandbox/orders/${order}`)
  return `${lines.join('\n')}\n\n`
}
