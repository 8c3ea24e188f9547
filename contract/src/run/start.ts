import { createSandbox } from '../../../sandbox/src/index.ts'
import { listen } from '../../../sandbox/src/node/server.ts'
import { addressFrom, reachable } from './choose.ts'
import { refuseProduction } from './live-host.ts'
import { withBasePath } from './preflight.ts'

/** A target that answers. */
export type Running = { baseUrl: string; close: () => Promise<void> }

/** Starts the mock or the sandbox on a free port. */
export async function start(name: 'mock' | 'sandbox'): Promise<Running> {
  if (name === 'mock') {
    const { startMock } = await import('../mock/start.ts')
    const { origin, close } = await startMock()
    return { baseUrl: `${origin}/raas/v2`, close }
  }
  const report = (error: Error): void => void process.stderr.write(`sandbox: ${error.stack ?? error.message}\n`)
  const sandbox = createSandbox({ report })
  const { origin, close } = await listen(sandbox.fetch, { host: '127.0.0.1', port: 0, malformed: sandbox.malformed })
  return {
    baseUrl: `${origin}/raas/v2`,
    close: async () => {
      sandbox.close()
      await close()
    },
  }
}

/**
 * Starts the mock or the sandbox, or makes sure that the one at an address answers.
 *
 * @throws UsageError when the address is not one to send requests to; Error when nothing answers there
 */
export async function startOrReach(name: 'mock' | 'sandbox', url: string | undefined): Promise<Running> {
  if (url === undefined) return start(name)
  const address = withBasePath(addressFrom(name, url))
  refuseProduction(address, undefined)
  return reachable(name, address)
}
