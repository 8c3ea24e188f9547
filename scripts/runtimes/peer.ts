import { createControl } from '../../sandbox/src/control.ts'
import { createSandbox } from '../../sandbox/src/index.ts'
import { listen } from '../../sandbox/src/node/index.ts'

/** A sandbox for one run of the program. */
export interface Peer {
  /** What the program gets. */
  input: object
  close: () => Promise<void>
}

const SECRET = 'c2FuZGJveC1zaGFyZWQtc2VjcmV0LTAwMQ=='
const BODY = JSON.stringify({ reasonCode: 'FRAUD' })

/**
 * Starts a sandbox on loopback that has what the program needs: an order, a fault for each call that has to fail, a subscription, and a
 * delivery as the sandbox signs it.
 *
 * @example const { input, close } = await startPeer()
 */
export async function startPeer(): Promise<Peer> {
  const delivered: { body: string; signature: string | null }[] = []
  const sandbox = createSandbox({
    deliver: async (request) => {
      delivered.push({ signature: request.headers.get('X-Signed-Payload'), body: await request.text() })
      return new Response()
    },
  })
  const control = createControl({ fetch: sandbox.fetch })
  const hook = { url: 'http://127.0.0.1/hook', eventTypes: ['OrderActionStatus'] }
  const { webhookId } = await control.subscribe({ ...hook, payloadVerificationMethod: 'HMAC', hmacSharedSecretKey: SECRET })
  const headers = { Authorization: 'Bearer demo-token', 'Content-Type': 'application/json' }
  const first = sandbox.createOrder('demo', { lineItems: [{}] })
  await sandbox.fetch(`http://sandbox.test/raas/v2/asyncOrders/${first}/freeze`, { method: 'POST', headers, body: BODY })
  await control.drain()
  await control.addFault({ operation: 'unfreezeAsyncOrder', status: 503, retryAfter: 0 })
  await control.addFault({ operation: 'cancelAsyncOrder', latency: 60_000, remaining: null })
  const { origin, close } = await listen(sandbox.fetch, { host: '127.0.0.1', port: 0 })
  return {
    input: {
      baseUrl: `${origin}/raas/v2`,
      credentials: { platformName: 'demo', platformKey: 'demo-key' },
      order: sandbox.createOrder('demo', { lineItems: [{ count: 2 }] }),
      webhookId,
      delivery: { ...delivered[0], secrets: SECRET },
    },
    close: async () => {
      await close()
      sandbox.close()
    },
  }
}
