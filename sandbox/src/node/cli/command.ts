import { lookup } from 'node:dns/promises'
import manifest from '../../../package.json' with { type: 'json' }
import { createSandbox, memoryStore, type Sandbox, type Store, StoreError } from '../../index.ts'
import { MOST_REQUESTS } from '../../options.ts'
import { runCommand, untilInterrupted } from '../command/command.ts'
import { readConsole } from '../console.ts'
import { listen } from '../server.ts'
import { type SqliteOptions, sqliteStore } from '../sqlite-store.ts'
import { helpFor } from './help.ts'
import { DEMO, OPTIONS, type Settings, settingsFrom } from './settings.ts'

/**
 * Runs the command that starts a sandbox behind a port.
 *
 * @param program what was typed to run it (default: `npm run sandbox --`, the script of the repository)
 * @param args default: those of this process
 * @example await sandboxCommand('npx async-orders-sandbox')
 */
export async function sandboxCommand(program?: string, args?: string[]): Promise<void> {
  const more = { version: manifest.version, ...(program === undefined ? {} : { program }), ...(args === undefined ? {} : { args }) }
  await runCommand('sandbox', helpFor(program ?? 'npm run sandbox --'), OPTIONS, (options) => serve(settingsFrom(options)), more)
}

async function serve(settings: Settings): Promise<number> {
  const { host, port, control, platforms } = settings
  let endWith: (error: Error) => void = () => undefined
  const gone = new Promise<Error>((resolve) => {
    endWith = resolve
  })
  const { store, close } = storeFrom(settings.data, {
    synchronous: settings.sync === 'full' ? 'FULL' : 'NORMAL',
    warn: (message) => process.stderr.write(`sandbox: ${message}\n`),
    onGone: endWith,
  })
  const sandbox = sandboxOf(settings, store)
  const owner = platforms[0]?.name ?? DEMO.name
  const [id] = firstOrders(store, sandbox, owner, settings)
  const interrupted = untilInterrupted()
  const { allowOriginHosts } = settings
  const server = await listen(sandbox.fetch, { host, port, allowOriginHosts, malformed: sandbox.malformed })
  process.stdout.write(`sandbox listening on ${server.origin}/raas/v2\n`)
  if (settings.judge) process.stderr.write(judgeWith(server.origin, platforms))
  if (settings.isDemo && id !== undefined) process.stderr.write(tryIt(server.origin, id, control))
  const error = await Promise.race([interrupted, gone])
  sandbox.close()
  await server.close()
  close()
  if (error instanceof Error) throw error
  return 0
}

function sandboxOf(
  { allowHosts, allowLoopback, interpretations, platforms, control, controlToken, log, judge }: Settings,
  store: Store,
): Sandbox {
  return createSandbox({
    store,
    resolve: async (hostname) => (await lookup(hostname, { all: true })).map(({ address }) => address),
    ...{ allowHosts, allowLoopback, interpretations, platforms, control },
    console: { files: readConsole },
    ...(judge ? { keepRequests: MOST_REQUESTS } : {}),
    ...(log ? { log: (entry) => process.stderr.write(`${JSON.stringify(entry)}\n`) } : {}),
    ...(controlToken === undefined ? {} : { controlToken }),
    // A disk that is full is no mistake in our code.
    report: (error) => process.stderr.write(`sandbox: ${error instanceof StoreError ? error.message : (error.stack ?? error.message)}\n`),
  })
}

function storeFrom(file: string | undefined, options: SqliteOptions): { store: Store; close: () => void } {
  if (file === undefined) return { store: memoryStore(), close: () => undefined }
  const store = sqliteStore(file, options)
  return { store, close: store.close }
}

/** Makes what a sandbox begins with, all or nothing; a platform that has orders goes on with those. */
function firstOrders(store: Store, sandbox: Sandbox, owner: string, { orders, ordersFile }: Settings): string[] {
  // An order always has an account, and accounts are quicker to list.
  if (store.transaction((tx) => tx.listAccounts(owner)).length > 0) return knownDemo(store, owner)
  try {
    return sandbox.createOrders(owner, orders)
  } catch (error) {
    throw new Error(`Failed to begin with ${ordersFile ?? 'the demo order'}: ${error instanceof Error ? error.message : error}`)
  }
}

function knownDemo(store: Store, owner: string): string[] {
  const address = { customerIdentifier: 'acme-health', accountIdentifier: 'acme-wellness', externalRefID: 'demo-order' }
  const order = store.transaction((tx) => tx.findOrder(owner, address))
  return order === undefined ? [] : [order.referenceOrderID]
}

/** Without credentials the verdict is on the demo platform. */
function judgeWith(origin: string, platforms: Settings['platforms']): string {
  const hasDemo = platforms.some(({ name, key }) => name === DEMO.name && key === DEMO.key)
  const as = hasDemo ? '' : ', with TANGO_PLATFORM_NAME and TANGO_PLATFORM_KEY of the platform'
  return `Judge: npx async-orders verdict --url ${origin}${as}\n`
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
