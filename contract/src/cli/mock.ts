import { portFrom, runCommand, untilInterrupted } from '../../../sandbox/src/node/command/command.ts'
import { startMock } from '../mock/start.ts'

const HELP = `Usage: npx async-orders mock [options]

Starts the mock: it checks each request to the four operations under /raas/v2 against the OpenAPI description and returns an example from it.
It keeps no state: the example is the same whatever you send, so its ids and reason codes are not yours.

  --port N   Port (default: a free one)
  --help     Show this text

Any credentials are accepted; a request without credentials gets 401. \`Prefer: code=429\` returns that status, \`Prefer: code=422,
example=orderFailed\` that example. A request that breaks the description gets the error that fits.

Prints "mock listening on http://127.0.0.1:PORT/raas/v2" when ready. Ctrl-C stops it.
Exit codes: 0 stopped; 2 bad option, no OpenAPI description, or the port is in use.
`

/**
 * The command `async-orders mock`: starts the mock until it is interrupted.
 *
 * @param args its options, as typed
 */
export const mockCommand = (args: string[]): Promise<void> =>
  runCommand(
    'mock',
    HELP,
    { port: { type: 'string', default: '0' } },
    async (options) => {
      const report = (error: unknown): void => {
        process.stderr.write(`mock: ${error instanceof Error ? error.stack : error}\n`)
      }
      const mock = await startMock({ port: portFrom(options.port), report })
      const interrupted = untilInterrupted()
      process.stdout.write(`mock listening on ${mock.origin}/raas/v2\n`)
      await interrupted
      await mock.close()
      return 0
    },
    { args, program: 'npx async-orders mock' },
  )
