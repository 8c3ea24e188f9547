import { randomUUID } from 'node:crypto'
import { lookup } from 'node:dns/promises'
import { readFileSync } from 'node:fs'
import { hostNames } from '../sandbox/src/engine/reach.ts'
import {
  createSandbox,
  memoryStore,
  parseReadings,
  type Sandbox,
  type SandboxPlatform,
  type Store,
  StoreError,
} from '../sandbox/src/index.ts'
import { portFrom, runCommand, UsageError, untilInterrupted } from '../sandbox/src/node/command/command.ts'
import { listen, readConsole, type SqliteOptions, sqliteStore } from '../sandbox/src/node/index.ts'

const HELP = `Usage: npm run sandbox -- [options]

Starts the stateful sandbox: the four operations under /raas/v2, its control plane under /_sandbox, and a console
for browsers at /_sandbox/. GET /_sandbox/health needs no credentials.

  --port N              port; a free one unless given
  --host H              address to listen on (default: 127.0.0.1). One that others reach needs --credentials, and --control-token or
                        --no-control; events then go only to hosts named with --allow-host, this machine included
  --allow-origin-host NAME
                        another name by which browsers and programs reach the sandbox, such as that of a reverse proxy; may be
                        repeated. Default: only --host and localhost, and any IP address with --host 0.0.0.0. Other names, and
                        web pages of another origin, get 403
  --data FILE           keep the state in this file, made when it is not there, and go on with what is in it: what was accepted
                        before a crash is done after it, and a delivery that was cut short is made again. One sandbox at a time
  --sync normal|full    with --data: outlive a kill of the process (normal, unless given), or a power cut too (full, slower)
  --clock real|manual   clock of the platforms; real unless given. A manual one moves by POST /_sandbox/clock/advance
  --orders FILE         JSON list of orders to begin with, each as for POST /_sandbox/orders; one demo order unless given.
                        With --data, only where the platform has no order yet
  --reading ID=OPTION   follow another option of a reading, or ID.ACTION=OPTION in one action alone; may be repeated
  --credentials FILE    JSON list of platforms [{ "name", "key", "token" }] instead of the demo platform. Others can be made only with
                        --control-token
  --control-token T     making platforms then needs this X-Control-Token
  --allow-host NAME     deliver events to this host too, whatever it resolves to; may be repeated. Unless it is named here, an event
                        goes to this machine only
  --log                 write a line of JSON to stderr for each request and each delivery
  --no-control          leave out the control plane, the console and the health check
  --help                show this text

Prints "sandbox listening on http://HOST:PORT/raas/v2" when ready. Ctrl-C stops it. Without --data, nothing outlives the process.
Exit codes: 0 stopped; 2 bad option, unreadable file, a data file that is damaged, in use, or gone while it was used, or the port is taken.
`

const OPTIONS = {
  port: { type: 'string', default: '0' },
  host: { type: 'string', default: '127.0.0.1' },
  data: { type: 'string' },
  sync: { type: 'string', default: 'normal' },
  clock: { type: 'string', default: 'real' },
  orders: { type: 'string' },
  reading: { type: 'string', multiple: true, default: [] as string[] },
  credentials: { type: 'string' },
  'allow-host': { type: 'string', multiple: true, default: [] as string[] },
  'allow-origin-host': { type: 'string', multiple: true, default: [] as string[] },
  'control-token': { type: 'string' },
  log: { type: 'boolean', default: false },
  'no-control': { type: 'boolean', default: false },
} as const

const DEMO = { name: 'demo', key: 'demo-key', token: 'demo-token' }
const DEMO_ORDER = {
  externalRefID: 'demo-order',
  lineItems: [{ count: 2 }, { product: 'PROMO_LINK' }, { redeemedAmount: 500 }, { product: 'OTHER' }],
}

await runCommand('sandbox', HELP, OPTIONS, async (options) => {
  const { 'no-control': noControl, 'control-token': controlToken = options.credentials === undefined ? undefined : null } = options
  if (options.clock !== 'real' && options.clock !== 'manual') usage(`--clock ${options.clock} is neither real nor manual`)
  if (!isLoopback(options.host) && (options.credentials === undefined || (controlToken === null && !noControl))) {
    usage(`--host ${options.host} opens the sandbox to others; it needs --credentials, and --control-token or --no-control`)
  }
  if (options.sync !== 'normal' && options.sync !== 'full') usage(`--sync ${options.sync} is neither normal nor full`)
  const platforms = platformsFrom(options.credentials).map((platform) => ({ ...platform, clock: options.clock as 'real' | 'manual' }))
  const begunWith = ordersFrom(options.orders)
  const port = portFrom(options.port)
  const allowOriginHosts = hostsFrom(options['allow-origin-host'])
  const gone = Promise.withResolvers<Error>()
  const { store, close } = storeFrom(options.data, {
    synchronous: options.sync === 'full' ? 'FULL' : 'NORMAL',
    warn: (message) => process.stderr.write(`sandbox: ${message}\n`),
    onGone: gone.resolve,
  })
  const sandbox = createSandbox({
    now: Date.now,
    newId: randomUUID,
    store,
    deliver: fetch,
    resolve: async (hostname) => (await lookup(hostname, { all: true })).map(({ address }) => address),
    allowHosts: hostsFrom(options['allow-host']),
    allowLoopback: isLoopback(options.host),
    readings: parseReadings(readingsFrom(options.reading)),
    platforms,
    control: !noControl,
    console: { files: readConsole },
    ...(options.log ? { log: (entry) => process.stderr.write(`${JSON.stringify(entry)}\n`) } : {}),
    ...(controlToken === undefined ? {} : { controlToken }),
    // A disk that is full is no mistake in our code.
    report: (error) => process.stderr.write(`sandbox: ${error instanceof StoreError ? error.message : (error.stack ?? error.message)}\n`),
  })
  const owner = platforms[0]?.name ?? DEMO.name
  const ids = firstOrders(store, sandbox, owner, begunWith, options.orders ?? 'the demo order')
  const interrupted = untilInterrupted()
  const server = await listen(sandbox.fetch, { host: options.host, port, allowOriginHosts, malformed: sandbox.malformed })
  process.stdout.write(`sandbox listening on ${server.origin}/raas/v2\n`)
  const [id] = ids
  if (options.credentials === undefined && options.orders === undefined && id !== undefined) {
    process.stderr.write(tryIt(server.origin, id, !noControl))
  }
  const error = await Promise.race([interrupted, gone.promise])
  sandbox.close()
  await server.close()
  close()
  if (error instanceof Error) throw error
  return 0
})

function usage(what: string): never {
  throw new UsageError(`Failed to read the options: ${what}.`)
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host)
}

function storeFrom(file: string | undefined, options: SqliteOptions): { store: Store; close: () => void } {
  if (file === undefined) return { store: memoryStore(), close: () => undefined }
  const store = sqliteStore(file, options)
  return { store, close: store.close }
}

/** Makes what a sandbox begins with, all or nothing; a platform that has orders goes on with those. */
function firstOrders(store: Store, sandbox: Sandbox, owner: string, orders: unknown[], from: string): string[] {
  // An order always has an account, and accounts are quicker to list.
  if (store.transaction((tx) => tx.listAccounts(owner)).length > 0) return knownDemo(store, owner)
  try {
    return sandbox.createOrders(owner, orders)
  } catch (error) {
    throw new Error(`Failed to begin with ${from}: ${error instanceof Error ? error.message : error}`)
  }
}

function knownDemo(store: Store, owner: string): string[] {
  const address = { customerIdentifier: 'acme-health', accountIdentifier: 'acme-wellness', externalRefID: DEMO_ORDER.externalRefID }
  const order = store.transaction((tx) => tx.findOrder(owner, address))
  return order === undefined ? [] : [order.referenceOrderID]
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
    hostNames(names)
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
  if (control) {
    lines.push(
      `  curl -s -u demo:demo-key ${origin}/_sandbox/orders/${order}`,
      '',
      `The same in a browser: ${origin}/_sandbox/, signed in as demo with demo-key`,
    )
  }
  return `${lines.join('\n')}\n\n`
}
