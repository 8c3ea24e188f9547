import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { pathTo } from '../../contract/src/targets/send.ts'
import { createControl } from '../../sandbox/src/control.ts'
import { AUTHORIZATION, type Kind, type Running, start } from './servers.ts'

const autocannon = fileURLToPath(import.meta.resolve('autocannon'))
const CONNECTIONS = 16
const EXAMPLE_ORDER = 'AA260302-118204-37'

/**
 * Freezes per second of each, in rounds that take turns, after one to warm up.
 *
 * @throws Error when an answer is no 2xx: then something else was measured
 */
export async function measureThroughput(kinds: Kind[], seconds: number, rounds: number): Promise<Map<string, number[]>> {
  const found = new Map<string, number[]>(kinds.map(({ name }) => [name, []]))
  const servers: Running[] = []
  try {
    for (const kind of kinds) servers.push(await start(kind))
    for (let round = 0; round <= rounds; round++) {
      for (const server of servers) {
        const rate = await load(server, seconds)
        if (round > 0) found.get(server.kind.name)?.push(rate)
      }
    }
  } finally {
    await Promise.all(servers.map(({ stop }) => stop()))
  }
  return found
}

async function load({ kind, origin }: Running, seconds: number): Promise<number> {
  const control = kind.script.endsWith('sandbox.ts') ? createControl({ baseUrl: origin }) : null
  const order = (await control?.createOrder({ lineItems: [{}] }))?.referenceOrderID ?? EXAMPLE_ORDER
  const url = `${origin}${kind.prefix}${pathTo('freezeAsyncOrder', { referenceOrderID: order })}`
  const headers = ['-H', `authorization: ${AUTHORIZATION}`, '-H', 'content-type: application/json']
  const limits = ['-c', String(CONNECTIONS), '-d', String(seconds)]
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [autocannon, '--json', ...limits, '-m', 'POST', ...headers, '-b', '{"reasonCode":"FRAUD"}', url],
    { maxBuffer: 1e8, timeout: (seconds + 20) * 1_000 },
  )
  const { non2xx, errors, requests, duration } = JSON.parse(stdout)
  if (non2xx + errors > 0 || requests.total === 0) {
    throw new Error(`Failed to measure ${kind.name}: ${non2xx} answers were no 2xx, ${errors} errors. Send such a freeze to it by hand.`)
  }
  // What was accepted is processed before the next one has its turn.
  await control?.drain()
  return requests.total / duration
}
