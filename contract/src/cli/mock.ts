import { portFrom, runCommand, untilInterrupted } from '../../../sandbox/src/node/command/command.ts'
import { startMock } from '../mock/start.ts'

const HELP = `Usage: npx async-orders mock [options]

Starts the stateless mock: Prism answers the four operations under /raas/v2 from the examples of the description.

  --port N  port; a free one unless given
  --help    show this text

Any credentials are taken, none are not. \`Prefer: code=429\` asks for a described status, \`Prefer: code=422, example=orderFailed\`
for one of its examples. What breaks the description is answered with the example that fits.

Prints "mock listening on http://127.0.0.1:PORT/raas/v2" when ready. Ctrl-C stops it.
Exit codes: 0 stopped; 2 bad option, no description, or the port is taken.
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
