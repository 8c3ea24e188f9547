import { runCommand, UsageError } from '../../../sandbox/src/node/command/command.ts'
import { compareWith, type Judgement } from '../breaking/compare.ts'

const HELP = `Usage: npx async-orders breaking --base REF|FILE [--json]

Rates each change of the OpenAPI description as major, minor or patch, and checks that info.version was raised accordingly.
Needs @redocly/cli.

  --base REF  Commit to compare openapi/ with, such as origin/main; or an earlier bundled description (generated/openapi.json) to compare
              with the one in this package
  --json      Print the result as JSON on stdout
  --help      Show this text

A change that breaks clients is major. An addition, or a request that is no longer refused, is minor. Anything else is a patch. Before 1.0.0,
breaking changes need a minor version and all others a patch. Changed examples and x- fields do not count.

Exit codes: 0 the version is high enough, or nothing changed; 1 the version is too low; 2 inconclusive.
`

/**
 * The command `async-orders breaking`: rates the changes of the description.
 *
 * @param args its options, as typed
 */
export const breakingCommand = (args: string[]): Promise<void> =>
  runCommand(
    'breaking',
    HELP,
    { base: { type: 'string' }, json: { type: 'boolean', default: false } },
    async ({ base, json }) => {
      if (base === undefined || base === '') throw new UsageError('Failed to read the options: --base REF is missing.')
      const judgement = await compareWith(process.cwd(), base)
      process.stderr.write(toText(judgement, base))
      if (json) process.stdout.write(`${JSON.stringify(judgement, null, 2)}\n`)
      return judgement.holds ? 0 : 1
    },
    { args, program: 'npx async-orders breaking' },
  )

function toText({ changes, baseVersion, version, bump, needed, holds }: Judgement, base: string): string {
  if (bump === null) return `The description is as at ${base}: version ${version}.\n`
  const order = ['major', 'minor', 'patch']
  const rows = changes
    .toSorted((one, other) => order.indexOf(one.bump) - order.indexOf(other.bump))
    .map((change) => `${change.bump.padEnd(6)} ${change.where}\n       ${change.what}\n`)
  const versions = `Version at ${base}: ${baseVersion}. Needed: ${needed} or later. Present: ${version}.\n`
  const wayOut = `Set info.version in openapi/openapi.yaml to ${needed} and run \`npm run generate\`, or take the change back.\n`
  return `${rows.join('')}\n${versions}${holds ? '' : wayOut}`
}
