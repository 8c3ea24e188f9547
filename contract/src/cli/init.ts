import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { runCommand } from '../../../sandbox/src/node/command/command.ts'
import { assetText } from '../assets.ts'

const HELP = `Usage: npx async-orders init

Writes a configuration, a test and a workflow into the working directory. It never overwrites a file.

  async-orders.yaml                      What \`npx async-orders contract\` verifies
  orders.json                            Example of the orders that you prepare on an implementation without a control plane
  async-orders.test.ts                   The contract as vitest tests
  .github/workflows/async-orders.yml     The contract in GitHub Actions, with the report in the job summary

  --help      Show this text

Exit codes: 0 every file exists, written now or kept; 2 a file cannot be written.
`

const CONFIG = `# yaml-language-server: $schema=./node_modules/async-orders/config.schema.json
# What \`npx async-orders contract\` verifies. Options and environment variables win over this file.

# Without a url, the sandbox of the package is started and verified, to show what green looks like.
target: sandbox

# Your implementation: its address, orders that you prepared there, and names (not values) of environment variables.
# targets:
#   sandbox:
#     url: http://127.0.0.1:8080
#     fixtures: orders.json
#     credentials:
#       platform-name: ORDERS_PLATFORM_NAME
#       platform-key: ORDERS_PLATFORM_KEY
#     # Known violations; --baseline-write baseline.yaml writes a first list.
#     baseline: baseline.yaml
`

const SUITE = `import { readConfig } from 'async-orders'
import { contractSuite } from 'async-orders/vitest'

// A test for each case. What they show is decided as by \`npx async-orders contract\`.
contractSuite(readConfig('async-orders.yaml'))
`

const WORKFLOW = `name: Async-orders contract
on: [push, pull_request]
permissions:
  contents: read
jobs:
  contract:
    runs-on: ubuntu-latest
    timeout-minutes: 20
    steps:
      - uses: actions/checkout@v6
        with:
          persist-credentials: false
      - uses: actions/setup-node@v6
        with:
          node-version: 20
      - run: npm ci
      # Start your implementation here, and name its address in async-orders.yaml.
      - run: npx async-orders contract
        # env:
        #   ORDERS_PLATFORM_NAME: \${{ secrets.ORDERS_PLATFORM_NAME }}
        #   ORDERS_PLATFORM_KEY: \${{ secrets.ORDERS_PLATFORM_KEY }}
      - name: Show the report
        if: always()
        run: cat reports/contract/report.md >> "$GITHUB_STEP_SUMMARY"
      - name: Keep the reports
        if: always()
        uses: actions/upload-artifact@v6
        with:
          name: contract
          path: reports/contract/
          if-no-files-found: ignore
`

/**
 * The command `async-orders init`: writes a starting point into the working directory.
 *
 * @param args its options, as typed
 */
export const initCommand = (args: string[]): Promise<void> =>
  runCommand(
    'init',
    HELP,
    {},
    () => {
      const files = {
        'async-orders.yaml': CONFIG,
        'orders.json': assetText('contract/src/targets/fixtures.example.json'),
        'async-orders.test.ts': SUITE,
        '.github/workflows/async-orders.yml': WORKFLOW,
      }
      for (const [file, text] of Object.entries(files))
        process.stderr.write(writeNew(file, text) ? `wrote ${file}\n` : `kept ${file}: it is there already\n`)
      const install = existsSync('node_modules/async-orders') ? '' : 'npm install --save-dev async-orders vitest && '
      process.stderr.write(`\nNext: ${install}npx async-orders contract\n`)
      return 0
    },
    { args, program: 'npx async-orders init' },
  )

/** False where something is in its place, which stays as it is. */
function writeNew(file: string, text: string): boolean {
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text, { flag: 'wx' })
    return true
  } catch (error) {
    const { code, path, message } = error as NodeJS.ErrnoException
    if (code === 'EEXIST' && path === file) return false
    throw new Error(`Failed to write ${file}: ${message}. Make room for it, and run it again: what was written is kept.`)
  }
}
