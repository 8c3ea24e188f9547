import { fileURLToPath } from 'node:url'
import { createLogger } from '@stoplight/prism-core'
import { getHttpOperationsFromSpec } from '@stoplight/prism-http'
import { createServer } from '@stoplight/prism-http-server'
import { endWithNpm } from '../../sandbox/src/node/command/parent.ts'

/** Prism as it comes, on the same description. */
const operations = await getHttpOperationsFromSpec(fileURLToPath(new URL('../../generated/openapi.json', import.meta.url)))
const server = createServer(operations, {
  cors: false,
  components: { logger: createLogger('bench', { level: 'silent' }) },
  config: {
    isProxy: false,
    mock: { dynamic: false },
    checkSecurity: true,
    validateRequest: true,
    validateResponse: false,
    errors: false,
    upstreamProxy: undefined,
  },
})
process.stdout.write(`prism listening on ${await server.listen(0, '127.0.0.1')}\n`)
endWithNpm()
process.once('SIGTERM', () => process.exit(0))
