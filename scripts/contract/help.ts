import { EVIDENCE_OPTIONS } from './live-evidence.ts'
import { LIVE_OPTIONS } from './live-options.ts'

/** The whole help text of `npm run contract`. */
export const HELP = `Usage: npm run contract -- [options]
       npm run contract -- explain ID

Runs every contract case over real HTTP, on the mock and on the sandbox unless told otherwise, and writes reports/contract/. Beside the
cases it runs the phases, which make cases of their own: description (from the OpenAPI description, at and next to each boundary) and
sequences (of the operations, compared with a model; every way of the lifecycle).

  --target mock|sandbox|live  one target; mock and sandbox unless given
  --url URL             a target that runs already, ending in /raas/v2. A sandbox has its control plane at the same origin
  --control-token T     for a sandbox that was started with one
  --case ID             one case; may be repeated
  --clause ID           the cases of one clause; may be repeated
  --operation ID        the cases of one operation only, such as updateAsyncOrder; may be repeated
  --budget MS           milliseconds per phase and target; what is systematic, and a little at random, is done whatever it says.
                        2000 unless given; 0 leaves the phases out. --case, --clause and --operation leave them out too
  --phase NAME          this phase alone, and no case
  --replay TEXT         with --phase: the one example that a failure printed
  --seed N              order of the cases on mock and sandbox, and what the phases make at random; a random one unless given, told in
                        the report
  --report DIR          where the reports go; reports/contract unless given
  --mutants FILE        the report of a mutation run, which tells the clauses that are proven; reports/mutants/report.json unless given
  --har FILE            write what the cases exchange with mock and sandbox as an HTTP archive (HAR 1.2), without credentials
  --evidence DIR        where evidence of live runs is read and written; evidence unless given, where a rehearsal writes nothing
  --stale-after DAYS    older evidence is called stale; 30 unless given
  --help                show this text

explain says what is known about a clause, a reading or a case, and runs nothing; see npm run contract -- explain --help.

Only with --target live, which is asked one thing at a time, in the order of the cases:
  --fixtures FILE       orders prepared there, by state (tests/contract/targets/fixtures.schema.json)
  --dry-run             list what would be sent, a line of JSON for each request, and send nothing
  --rate N              requests a second, at most; 2 unless given. 429 and 503 are sent again after Retry-After, up to five times in
                        all, unless it is longer than 60 s
  --max-writes N        requests other than GET, at most; 600 unless given. What is left then is not run
  --event-wait S        seconds to wait for an event; 60 unless given
  --rehearsal           the target is a stand-in: its evidence says so and goes to reports/evidence. So it is at any loopback address
  --production          allow a production host, which must be named in TANGO_PRODUCTION_HOST as well. Actions cost money there

A live target takes TANGO_BASE_URL (or --url) and TANGO_PLATFORM_NAME with TANGO_PLATFORM_KEY, or TANGO_TOKEN, from the environment;
TANGO_WEBHOOK_ID names the subscription whose list of events is read. The evidence of a run that could be judged is
written to <date>-<host>.json.
Exit codes: 0 every case and phase that ran holds; 1 one failed; 2 it could not be judged (bad option, target unreachable, no credentials,
no case ran, or what ran proves nothing: nearly all answers are 401 or 404, an operation was never reached, every request is answered
alike).
`

/** Its options, as for `parseArgs`. */
export const OPTIONS = {
  target: { type: 'string' },
  url: { type: 'string' },
  'control-token': { type: 'string' },
  case: { type: 'string', multiple: true, default: [] as string[] },
  clause: { type: 'string', multiple: true, default: [] as string[] },
  operation: { type: 'string', multiple: true, default: [] as string[] },
  budget: { type: 'string' },
  phase: { type: 'string' },
  replay: { type: 'string' },
  seed: { type: 'string' },
  report: { type: 'string', default: 'reports/contract' },
  mutants: { type: 'string' },
  har: { type: 'string' },
  ...EVIDENCE_OPTIONS,
  ...LIVE_OPTIONS,
} as const
