import { createControl } from '../../../sandbox/src/control.ts'
import { createSandbox, type OrderRequest } from '../../../sandbox/src/index.ts'
import { listen } from '../../../sandbox/src/node/server.ts'
import { MOST_REQUESTS } from '../../../sandbox/src/options.ts'
import { loadRegister } from '../register/load.ts'
import { type Journal, readJournal } from './journal.ts'
import { judge, type RuleVerdict, settled, type Verdict, verdictOf } from './judge.ts'
import { FAULT_PASSES, type Pass, PLAIN } from './passes.ts'

/** What a client needs to know of the sandbox that it talks to. */
export interface StandAddress {
  /** `http://127.0.0.1:PORT/raas/v2`. */
  baseUrl: string
  /** `http://127.0.0.1:PORT`, where the control plane is too. */
  sandboxUrl: string
  platformName: string
  platformKey: string
  token: string
  /** referenceOrderID of the order that is there. */
  order: string
}

/** How a run of the client ended: its exit code, or why there is none. */
export type Ended = number | { problem: string }

/** What a stand needs beside the client. */
export interface StandOptions {
  /** Runs the client once against this sandbox. */
  run: (address: StandAddress) => Promise<Ended>
  /** The passes with faults. Default: all of the plan. */
  faults?: readonly Pass[]
  /** Ids of rules that do not count. */
  except?: readonly string[]
  newId: () => string
  /** When requests come in, by which pauses are judged; milliseconds since 1970. */
  now: () => number
  /** Hears of each pass before it begins. */
  onPass?: (pass: Pass) => void
}

/** One run of the client, and what the sandbox saw of it. */
export interface PassResult {
  name: string
  about: string
  ended: Ended
  /** Whether the plan allows the failure of the client. */
  mayFail: boolean
  requests: number
}

/** The verdict on a client, with the runs that it rests on. */
export interface StandVerdict extends Verdict {
  passes: PassResult[]
  /** Why there is no verdict, or a partial one. */
  inconclusive: string[]
}

type Seen = PassResult & { pass: Pass; verdict: Verdict; journal: Journal }

/**
 * Judges a client: runs it once against a sandbox without faults, then once for each fault of the plan, each time against a new sandbox.
 *
 * @throws Error when an id of `except` is no rule for clients
 * @example await judgeClient({ run: async ({ baseUrl }) => (await myTests(baseUrl)) ? 0 : 1, newId: randomUUID, now: Date.now })
 */
export async function judgeClient(options: StandOptions): Promise<StandVerdict> {
  const { faults = FAULT_PASSES } = options
  const plain = await runPass(PLAIN, options)
  const seen = [plain]
  const inconclusive = problemsOf(plain)
  if (inconclusive.length === 0) {
    const events = (plain.journal.deliveries ?? []).length > 0
    for (const pass of faults.filter(({ needsEvents = false }) => events || !needsEvents)) seen.push(await runPass(pass, options))
    for (const { name, ended } of seen.slice(1)) {
      if (typeof ended !== 'number') inconclusive.push(`The run "${name}" did not end: ${ended.problem}.`)
    }
  }
  const rules = mergedRules(seen, options.except ?? [])
  const passes = seen.map(({ name, about, ended, mayFail, requests }) => ({ name, about, ended, mayFail, requests }))
  const forgotten = Math.max(...seen.map(({ verdict }) => verdict.forgotten))
  return { ...settled(rules, loadRegister().consumer, forgotten), passes, inconclusive }
}

/** Without faults a client has to work, and has to send something: else nothing can be said. */
function problemsOf({ ended, requests }: Seen): string[] {
  if (typeof ended !== 'number') return [`The command did not end: ${ended.problem}.`]
  if (ended !== 0) return [`The command failed without any fault (exit code ${ended}). Mend it first, then judge it again.`]
  return requests === 0 ? ['The command sent no request to the sandbox. Pass it the address from TANGO_BASE_URL.'] : []
}

async function runPass(pass: Pass, { run, except = [], newId, now, onPass }: StandOptions): Promise<Seen> {
  onPass?.(pass)
  const platform = { name: 'stand', key: `key-${newId()}`, token: `token-${newId()}` }
  const sandbox = createSandbox({ now, platforms: [platform], allowLoopback: true, keepRequests: MOST_REQUESTS })
  const server = await listen(sandbox.fetch, { host: '127.0.0.1', port: 0, malformed: sandbox.malformed })
  try {
    const [order = ''] = sandbox.createOrders(platform.name, [DEMO_ORDER])
    const control = createControl({ fetch: sandbox.fetch, credentials: platform })
    for (const fault of pass.faults) await control.addFault(fault)
    const { origin: sandboxUrl } = server
    const { name: platformName, key: platformKey, token } = platform
    const ended = await run({ baseUrl: `${sandboxUrl}/raas/v2`, sandboxUrl, platformName, platformKey, token, order })
    const journal = await readJournal(control)
    // What failed had no time left for its events.
    const verdict = judge(ended === 0 ? journal : { requests: journal.requests }, { except })
    const { name, about, breaks } = pass
    return { name, about, ended, mayFail: breaks === undefined, requests: journal.requests.length, pass, verdict, journal }
  } finally {
    sandbox.close()
    await server.close()
  }
}

const DEMO_ORDER: OrderRequest = { externalRefID: 'demo-order', lineItems: [{ count: 3 }] }

/** The rules of all passes as one list: what a pass shows by its journal, and what by its exit code. */
function mergedRules(seen: readonly Seen[], except: readonly string[]): RuleVerdict[] {
  const ids = (seen[0]?.verdict.rules ?? []).map(({ id }) => id)
  const byJournal = ids.flatMap((id) => merged(seen.flatMap(({ name, verdict }) => inPass(name, verdict, id))) ?? [])
  const all = [...byJournal, ...endedRules(seen).filter(({ id }) => !except.includes(id))]
  return all.toSorted((one, other) => one.id.localeCompare(other.id))
}

/** What one pass says about a rule; its findings name the pass, whose requests have numbers of their own. */
const inPass = (name: string, { rules }: Verdict, id: string): RuleVerdict[] =>
  rules
    .filter((rule) => rule.id === id)
    .map((rule) => ({ ...rule, findings: rule.findings.map(({ what, requests }) => ({ what: `${what} (${name})`, requests })) }))

function merged(rules: readonly RuleVerdict[]): RuleVerdict | undefined {
  const [first] = rules
  if (first === undefined) return undefined
  const result = (['failed', 'inconclusive', 'passed'] as const).find((wanted) => rules.some((rule) => rule.result === wanted)) ?? 'skipped'
  const checked = rules.reduce((sum, rule) => sum + rule.checked, 0)
  return { ...first, result, checked, findings: rules.flatMap(({ findings }) => findings) }
}

/** CON-33, CON-34 and CON-37: where the plan allows no failure, the client has to succeed. */
function endedRules(seen: readonly Seen[]): RuleVerdict[] {
  const { consumer } = loadRegister()
  return (['CON-33', 'CON-34', 'CON-37'] as const).flatMap((id) => {
    const clause = consumer.get(id)
    if (clause === undefined) return []
    const own = seen.filter(({ pass }) => pass !== PLAIN && pass.breaks === id && pass.faults.length > 0)
    const findings = own
      .filter(({ ended }) => typeof ended === 'number' && ended !== 0)
      .map(({ name, about, ended }) => ({ what: `the command failed (exit code ${ended}) with ${about} (${name})`, requests: [] }))
    return [verdictOf(clause, { checked: own.length, findings }, 0)]
  })
}
