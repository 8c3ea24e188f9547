import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createClient } from '../../../client/src/index.ts'
import { createOutcomes } from '../../../client/src/outcomes.ts'
import { nodeWebhookHandler } from '../../../client/src/webhooks-node.ts'
import { createControl } from '../../../sandbox/src/control.ts'

const { TANGO_BASE_URL = '', TANGO_SANDBOX_URL = '', TANGO_ORDER = '', TANGO_TOKEN: token = '' } = process.env
const SECRET = 'YSBzZWNyZXQgb2YgdGhlIHRlc3Rz'

const client = createClient({ baseUrl: TANGO_BASE_URL, credentials: { token }, retries: { baseDelay: 100 } })
const outcomes = createOutcomes({ client })
const server = createServer(nodeWebhookHandler({ secrets: SECRET, onEvent: outcomes.receive }))
await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
try {
  await createControl({ baseUrl: TANGO_SANDBOX_URL, credentials: { token } }).subscribe({
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    ...{ eventTypes: ['OrderActionStatus'], payloadVerificationMethod: 'HMAC', hmacSharedSecretKey: SECRET },
  })
  const results = [
    await outcomes.freezeAndWait(TANGO_ORDER, { reasonCode: 'OTHER', otherReason: 'Sent twice.' }),
    await outcomes.unfreezeAndWait(TANGO_ORDER, { reasonCode: 'VERIFIED_ORDER' }),
    await outcomes.cancelAndWait(TANGO_ORDER, { reasonCode: 'DUPLICATE' }),
    await client.updateAsyncOrder(
      { customerIdentifier: 'acme-health', accountIdentifier: 'acme-wellness', externalRefID: 'demo-order' },
      { notes: 'Checked.' },
    ),
  ]
  process.exitCode = results.every(({ ok }) => ok) ? 0 : 1
} finally {
  server.close()
  server.closeAllConnections()
}
