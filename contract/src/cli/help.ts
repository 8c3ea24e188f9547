/** The whole help text of `npx async-orders contract`. */
export const HELP = `Usage: npx async-orders contract [options]

Runs every contract case against the mock and the sandbox, which it starts itself, over real HTTP. Adds generated tests: generated requests at
each boundary of the OpenAPI description (--phase schema) and stateful sequences compared with a model (--phase stateful). Prints a
summary, and writes an HTML, Markdown, JUnit and JSON report to reports/contract/.

  --target mock|sandbox|live  One target (default: mock and sandbox)
  --url URL             Address of a running target, yours or ours, with or without /raas/v2. A sandbox has its control plane at the same
                        origin. An implementation without one needs --fixtures and credentials
  --control-token T     Control token of that sandbox
  --case ID             One case; repeatable
  --clause ID           The cases of one clause; repeatable
  --operation ID        The cases of one operation, such as updateAsyncOrder; repeatable
  --strict              Fail for fields that the OpenAPI description lacks (default without --url)
  --fail-on BASIS       With --url: weakest basis of a clause whose violation fails the run: documented, inferred or assumed (default:
                        inferred; violations of assumed clauses are only reported). Without --url, every clause counts
  --baseline FILE       Known violations, YAML or JSON: a list of { target, clause, reason, expires }. They do not fail the run until they
                        expire. New, expired and healed violations do
  --baseline-write FILE Write the violations of this run as a baseline. Add the reasons by hand
  --timeout S           Seconds for the whole run (default: 3600). Whatever is missing then is inconclusive
  --response-timeout S  Seconds to wait for a response (default: 30). At most 8 MB of a response are read
  --budget MS           Milliseconds of random examples per generated test and target (default: 2000). Systematic examples always run.
                        0 leaves out the generated tests, as --case, --clause and --operation do
  --phase schema|stateful  One kind of generated test, and no case
  --replay TEXT         With --phase: one example, as a failure prints it
  --seed N              Seed for test order and generated tests (default: random; the report prints it)
  --report DIR          Folder for the reports (default: reports/contract. When a report of a whole run is there, a run of some cases or
                        one phase writes to its subfolder narrowed)
  --mutants FILE        Report of a mutation run, which shows the mutation-tested clauses (default: reports/mutants/report.json)
  --har FILE            Write the exchanges with mock and sandbox as an HTTP archive (HAR 1.2), without credentials
  --evidence DIR        Folder for evidence of live runs (default: evidence; a rehearsal writes nothing there)
  --stale-after DAYS    Age at which evidence is stale (default: 30)
  --config FILE         Defaults for target, url, fixtures, baseline, fail-on, report and the names of the variables that hold credentials
                        (default: async-orders.yaml, if it exists). Options override the environment, which overrides the file
  --help                Show this text

To see what is known about a clause, an open question or a case, run npx async-orders explain ID.

Without a control plane (--target live, or --url of an implementation without one), requests are sequential:
  --fixtures FILE       Prepared orders, by state (contract/src/targets/fixtures.schema.json). Each accepted action consumes one
  --rate N              Requests per second (default: 2; no limit on this machine). After 429 and 503 a request is retried up to five
                        times, if Retry-After is at most 60 s
  --max-writes N        Most requests other than GET (default: 600; no limit on this machine). Remaining cases are skipped
  --event-wait S        Seconds to wait for an event (default: 60). Needs TANGO_WEBHOOK_ID
With --target live only:
  --dry-run             Print each request as a line of JSON, and send nothing. Placeholders in --fixtures are errors
  --rehearsal           The target is a test server: its evidence says so and goes to reports/evidence (default on this machine)
  --production          Allow a production host, which TANGO_PRODUCTION_HOST must name as well. Actions cost money there

Credentials come from the environment: TANGO_PLATFORM_NAME and TANGO_PLATFORM_KEY, or TANGO_TOKEN. TANGO_BASE_URL is the live address
(default for --url); TANGO_WEBHOOK_ID names the subscription whose events are read.

Exit codes: 0 passed; 1 a clause was violated, or the baseline does not match; 2 inconclusive (bad option, target unreachable or not this
API, credentials refused, something not observed, timeout, a report that cannot be written, or responses that prove nothing).
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
