/** The whole help text of `npx async-orders contract`. */
export const HELP = `Usage: npx async-orders contract [options]
       npx async-orders explain ID

Runs every contract case over real HTTP against the mock and the sandbox, which it starts itself, and writes reports/contract/. It also
runs generated tests, called phases: schema (requests at and next to each boundary of the OpenAPI description) and stateful
(sequences of the operations, compared with a model).

  --target mock|sandbox|live  One target (default: mock and sandbox)
  --url URL             Address of a target that is running, with or without /raas/v2; yours, whichever name --target has. A sandbox has its
                        control plane at the same origin. An implementation without one needs --fixtures and credentials
  --control-token T     For a sandbox that was started with one
  --case ID             One case; repeatable
  --clause ID           The cases of one clause; repeatable
  --operation ID        The cases of one operation only, such as updateAsyncOrder; repeatable
  --strict              Report fields that the OpenAPI description lacks as violations (default without --url)
  --fail-on BASIS       With --url: the weakest clauses whose violation fails the run: documented, inferred or assumed (default: inferred,
                        so a difference from an assumed clause is reported and does not fail). Without --url, every clause counts
  --baseline FILE       Known violations, YAML or JSON: a list of { target, clause, reason, expires }. They do not fail the run until the day
                        they expire. What is new, expired or has healed does
  --baseline-write FILE Write the violations of this run as a baseline, for a person to add the reasons
  --timeout S           Seconds that the whole run may take (default: 3600). What is missing then is inconclusive
  --response-timeout S  Seconds to wait for one response (default: 30). Responses larger than 8 MB are not read to their end
  --budget MS           Milliseconds of random examples per phase and target (default: 2000). What is systematic always runs; 0 leaves the
                        phases out, and so do --case, --clause and --operation
  --phase schema|stateful  This phase alone, and no case
  --replay TEXT         With --phase: the one example that a failure printed
  --seed N              Seed for test order and generated tests (default: random; the report prints it)
  --report DIR          Where to write the reports (default: reports/contract; its folder narrowed for a run of one phase, or of some
                        cases, where the report of a whole run is in it)
  --mutants FILE        Report of a mutation run, which says which clauses are mutation-tested (default: reports/mutants/report.json)
  --har FILE            Write the exchanges with mock and sandbox as an HTTP archive (HAR 1.2), without credentials
  --evidence DIR        Where evidence of live runs is read and written (default: evidence; a rehearsal writes nothing there)
  --stale-after DAYS    Age after which evidence is stale (default: 30)
  --config FILE         Default values for target, url, fixtures, baseline, fail-on, report and the names of the variables that hold credentials
                        (default: async-orders.yaml, where there is one). Options win over the environment, which wins over the file
  --help                Show this text

explain says what is known about a clause, an open question or a case, and runs nothing; see npx async-orders explain --help.

Without a control plane (--target live, or --url of an implementation without one), requests are sequential:
  --fixtures FILE       Orders prepared there, by state (contract/src/targets/fixtures.schema.json). Each accepted action consumes one
  --rate N              Requests a second at most (default: 2; on this machine no limit). 429 and 503 are sent again after Retry-After, up
                        to five times, if it is at most 60 s
  --max-writes N        Requests other than GET at most (default: 600; on this machine no limit). Remaining cases are skipped
  --event-wait S        Seconds to wait for an event (default: 60); with TANGO_WEBHOOK_ID only
With --target live only:
  --dry-run             List what would be sent, a line of JSON for each request, and send nothing
  --rehearsal           The target is a test server: its evidence says so and goes to reports/evidence (default on this machine)
  --production          Allow a production host, which TANGO_PRODUCTION_HOST must name as well. Actions cost money there

Credentials come from the environment: TANGO_PLATFORM_NAME and TANGO_PLATFORM_KEY, or TANGO_TOKEN. TANGO_BASE_URL is the live address
without --url; TANGO_WEBHOOK_ID names the subscription whose list of events is read.

Exit codes: 0 passed; 1 a clause was violated, or the baseline is not met; 2 inconclusive (bad option, target unreachable or not this API, credentials not accepted,
something not observed, the time over, a report that cannot be written, or responses that prove nothing).
`

/** Its options, as for `parseArgs`. */
export const OPTIONS = {
  target: { type: 'string' },
  url: { type: 'string' },
  'control-token': { type: 'string' },
  case: { type: 'string', multiple: true, default: [] as string[] },
  clause: { type: 'string', multiple: true, default: [] as string[] },
  operation: { type: 'string', multiple: true, default: [] as string[] },
  strict: { type: 'boolean' },
  'fail-on': { type: 'string' },
  baseline: { type: 'string' },
  'baseline-write': { type: 'string' },
  timeout: { type: 'string' },
  'response-timeout': { type: 'string' },
  budget: { type: 'string' },
  phase: { type: 'string' },
  replay: { type: 'string' },
  seed: { type: 'string' },
  report: { type: 'string' },
  config: { type: 'string' },
  mutants: { type: 'string' },
  har: { type: 'string' },
  evidence: { type: 'string' },
  'stale-after': { type: 'string' },
  fixtures: { type: 'string' },
  rate: { type: 'string' },
  'max-writes': { type: 'string' },
  'event-wait': { type: 'string' },
  'dry-run': { type: 'boolean' },
  production: { type: 'boolean' },
  rehearsal: { type: 'boolean' },
} as const
