import { createSandbox } from '../../sandbox/src/index.ts'
import { listen } from '../../sandbox/src/node/server.ts'

const demo = { name: 'demo', key: 'demo-key', token: 'demo-token' }
const address = { customerIdentifier: 'acme-health', accountIdentifier: 'acme-wellness', externalRefID: 'spring-bonus' }

/** Starts a sandbox with an order of three line items, for a client in another process. */
export async function startForClients() {
  const sandbox = createSandbox({ platforms: [demo] })
  const { origin, close } = await listen(sandbox.fetch, { host: '127.0.0.1', port: 0, malformed: sandbox.malformed })
  const referenceOrderID = sandbox.createOrder(demo.name, { ...address, lineItems: [{ count: 3 }] })
  return {
    /** What the client is told. */
    given: { baseUrl: `${origin}/raas/v2`, name: demo.name, key: demo.key, order: { ...address, referenceOrderID } },
    close: async (): Promise<void> => {
      sandbox.close()
      await close()
    },
  }
}
