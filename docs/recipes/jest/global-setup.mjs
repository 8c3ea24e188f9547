import { createSandbox } from 'async-orders-sandbox'
import { listen } from 'async-orders-sandbox/node'

/** Starts one sandbox for all test files. They, and your code, read its address from the environment. */
export default async function setup() {
  const sandbox = createSandbox()
  const server = await listen(sandbox.fetch, { host: '127.0.0.1', port: 0, malformed: sandbox.malformed })
  process.env.TANGO_BASE_URL = `${server.origin}/raas/v2`
  globalThis.stopSandbox = async () => {
    await server.close()
    sandbox.close()
  }
}
