import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PhaseOptions } from '../../contract/src/run/phase.ts'
import { toCover } from '../../contract/src/stateful/coverage.ts'
import { stateful, statefulPhase } from '../../contract/src/stateful/phase.ts'
import { systematicParts } from '../../contract/src/stateful/plan.ts'
import { playSequence } from '../../contract/src/stateful/play.ts'
import { parseSequence } from '../../contract/src/stateful/text.ts'
import { connect } from '../../contract/src/targets/connect.ts'
import { createLiveTarget } from '../../contract/src/targets/live.ts'
import { createMockTarget } from '../../contract/src/targets/mock.ts'
import type { Target } from '../../contract/src/targets/target.ts'
import { createSandbox, documentedRules, type SandboxOptions } from '../../sandbox/src/index.ts'
import { listen } from '../../sandbox/src/node/server.ts'
import { times } from '../long.ts'
import { targetOf } from '../mutation/affected.ts'
import { mutantOf } from '../mutation/mutants.ts'
import { inProcessTarget } from './in-process.ts'

const options: PhaseOptions = { seed: 20_260_302, budgetMs: 2_000, replay: null }
const clock = (): number => performance.now()

/** A clock that goes on by one each time it is asked, so that a budget is a number of rounds on every machine. */
function counting(): () => number {
  let now = 0
  return () => now++
}
const systematic = Object.fromEntries(systematicParts().map(({ kind, sequences: { length } }) => [kind, length]))

it('finds nothing wrong with the sandbox, and comes to every transition of the lifecycle', { timeout: 600_000 }, async () => {
  const found = await stateful.run(inProcessTarget(), { ...options, budgetMs: times(1, 60) }, counting())
  expect(found).toMatchObject({ phase: 'stateful', target: 'sandbox', status: 'passed', seed: options.seed, failures: [] })
  expect(Object.keys(found.covered ?? {})).toEqual(toCover)
  expect(toCover.filter((name) => !(Number(found.covered?.[name]) > 0))).toEqual([])
  // A row that the interpretations do not open is no transition: it is refused, and that is covered.
  expect(toCover).toContain('FREEZE refused: FROZEN')
  expect(toCover).toHaveLength(19)
  // What is systematic is played whole, and one batch of random sequences, however short the budget.
  const { random, ...others } = found.counts
  expect(others).toEqual(systematic)
  expect(systematic).toEqual({ lifecycle: 30, limits: 52, states: 73, together: 48, pairs: 29, triples: 207 })
  expect(random).toBeGreaterThan(0)
})

/** Only a random sequence comes to it. */
const BY_CHANCE = 'cancel-skips-what-was-unfrozen-of-partial'
/** Mutants, the clause that the failure names, and the smallest sequence that shows them. */
const SHOWN: [id: string, clause: string, shown: string][] = [
  ['freeze-takes-frozen', 'FRZ-49', 'active: freeze; freeze'],
  ['freeze-thaws-frozen', 'FRZ-49', 'active: freeze; freeze'],
  ['cancel-skips-what-was-unfrozen', 'CAN-25', 'active: freeze; unfreeze; cancel'],
  ['freeze-once-only', 'FRZ-46', 'active: freeze; unfreeze; freeze'],
  ['cancel-takes-partly-redeemed', 'CAN-35', 'active: redeem 1; cancel'],
  ['event-counts-of-the-action-before', 'EVT-13', 'active: freeze; unfreeze; unfreeze'],
  ['event-of-first-action-only', 'EVT-15', 'active: freeze; unfreeze'],
  // The order beside holds a frozen reward too.
  ['freeze-lasts-a-millisecond-more', 'FRZ-42', 'active: +48h'],
  ['freeze-lasts-a-millisecond-less', 'FRZ-43', 'active: +48h-1ms'],
  ['event-at-release', 'EVT-17', 'active: +48h'],
  ['update-thaws-rewards', 'UPD-21', 'frozen: update notes=a'],
  ['refund-of-nothing-once-frozen', 'CAN-43', 'active: freeze; cancel'],
  [BY_CHANCE, 'CAN-25', 'partial: unfreeze; cancel'],
  ['event-revision-by-two', 'EVT-28', 'active: freeze; unfreeze'],
  ['unfreeze-reaches-other-orders', 'UNF-02', 'active: unfreeze'],
  ['actions-overtake-one-another', 'EVT-26', 'active: (freeze, unfreeze)'],
  ['requests-at-once-taken-for-one', 'EVT-26', 'active: (freeze | freeze)'],
  ['acts-on-what-was-redeemed-meanwhile', 'EVT-26', 'active: (freeze, redeem 1)'],
  ['cancel-frozen-for-ever', 'CAN-42', 'active: day 6-1ms; freeze; day 7; cancel'],
  ['cancel-frozen-a-day-longer', 'CAN-55', 'active: day 6-1ms; freeze; day 6; cancel'],
  ['freeze-window-of-4-days', 'FRZ-45', 'active: day 6-1ms; freeze'],
  ['freeze-window-of-3-days', 'FRZ-44', 'active: day 4; freeze'],
  ['unfreeze-has-the-window-of-freeze', 'UNF-52', 'active: day 6-1ms; freeze; day 6; unfreeze'],
  ['unfreeze-revives-of-complete', 'UNF-44', 'cancelled: unfreeze'],
  ['update-does-not-fill-notes', 'UPD-16', 'active: update notes=a'],
  ['cancel-takes-failed', 'CAN-56', 'failed: cancel'],
  ['unfreeze-refuses-partial', 'UNF-53', 'partial: unfreeze'],
]

it.each(SHOWN)('finds the mutant %s, and blames %s by %s', async (id, clause, shown) => {
  const mutant = mutantOf(id)
  const phase = id === BY_CHANCE ? statefulPhase([]) : stateful
  const run = (replay: string | null) =>
    phase.run(targetOf(mutant), { ...options, budgetMs: id === BY_CHANCE ? 300 : 1, replay }, counting())
  const found = await run(null)
  const [failure] = found.failures
  expect(found).toMatchObject({ phase: 'stateful', target: 'sandbox', status: 'failed', seed: options.seed })
  // One mistake, one clause.
  expect(found.failures).toHaveLength(1)
  expect(failure).toMatchObject({ replay: shown, clause })
  expect([mutant.clause, ...(mutant.also ?? [])]).toContain(clause)
  expect(failure?.cases).toBeGreaterThan(0)
  // What it says is enough to see it again.
  const replayed = await run(shown)
  expect(replayed).toMatchObject({ status: 'failed', failures: [{ clause, what: failure?.what, replay: shown, cases: 1 }] })
  expect(replayed.counts).toEqual({ replayed: 1 })
})

it.each(['freeze-takes-frozen', BY_CHANCE])('finds the same with the same seed: %s', async (id) => {
  const run = () => statefulPhase([]).run(targetOf(mutantOf(id)), { ...options, budgetMs: 300 }, counting())
  const found = await run()
  expect(found.failures).toHaveLength(1)
  expect(await run()).toEqual(found)
})

it('does not pass when no sequence came to a transition, and fails so again with the same seed', async () => {
  const phase = statefulPhase([])
  const run = () => phase.run(inProcessTarget(), { ...options, budgetMs: 0 }, counting())
  const { status, failures } = await run()
  expect(status).toBe('failed')
  const missing = { clause: null, what: 'release refused: CANCELLED: no sequence came to it', expected: 'at least 1', actual: 0 }
  expect(failures).toContainEqual({ ...missing, cases: 1, replay: '' })
  expect((await run()).failures).toEqual(failures)
})

it.each([
  ['active: +48h; freeze; unfreeze; +24h', ['FREEZE: ACTIVE → FROZEN', 'UNFREEZE: FROZEN → ACTIVE']],
  ['active: (freeze | cancel); (freeze, cancel); update notes=a', []],
  ['redeemed: freeze', []],
])('counts no more than what %s covers', async (text, names) => {
  const played = await playSequence(inProcessTarget(), parseSequence(text))
  expect({ failure: played.failure, covered: new Set(played.covered) }).toEqual({ failure: null, covered: new Set(names) })
})

it('names no replay where a failure does not come again', async () => {
  const inner = inProcessTarget()
  let cancelled = 0
  const fetch: Target['fetch'] = async (request) =>
    request.url.endsWith('/cancel') && ++cancelled === 1 ? new Response('{}', { status: 500 }) : inner.fetch(request)
  const { failures } = await stateful.run({ ...inner, fetch }, options, clock)
  expect(failures).toMatchObject([{ clause: 'CAN-12', cases: 1, replay: '' }])
})

describe('is inconclusive', () => {
  /** A target on which some requests end without a response. */
  const breaking = (breaks: (count: number, request: Request) => boolean, from = inProcessTarget()): Target => {
    let count = 0
    return { ...from, fetch: (request) => (breaks(++count, request) ? Promise.reject(new Error('connection reset')) : from.fetch(request)) }
  }

  it('where a target does not respond, which gets few requests and breaks no clause', async () => {
    let asked = 0
    const found = await stateful.run(
      breaking(() => ++asked > 0),
      options,
      clock,
    )
    const reason = expect.stringMatching(/^sequences that could not be finished: 8, such as active: .* \(connection reset\)$/)
    expect(found).toMatchObject({ status: 'inconclusive', reason, failures: [], counts: { lifecycle: 8 } })
    // Each of the sequences under way, twice.
    expect(asked).toBe(16)
    expect(
      await stateful.run(
        breaking(() => true),
        { ...options, replay: 'active: freeze' },
        clock,
      ),
    ).toMatchObject({
      ...{ status: 'inconclusive', reason: expect.stringContaining('1, such as active: freeze (connection reset)'), failures: [] },
    })
  })

  it('only where a sequence that is played once more from its beginning is not finished either', async () => {
    const phase = statefulPhase(systematicParts().slice(0, 1))
    const found = await phase.run(
      breaking((count) => count === 1),
      { ...options, budgetMs: 0 },
      clock,
    )
    expect(found).toMatchObject({ status: 'passed', counts: { lifecycle: 30 } })
  })

  it('but failed where a clause is violated beside', async () => {
    const target = breaking((_, request) => request.url.endsWith('/cancel'), targetOf(mutantOf('freeze-takes-frozen')))
    const found = await stateful.run(target, options, clock)
    expect(found).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('connection reset'),
      failures: [{ clause: 'FRZ-49' }],
    })
  })
})

describe('is not run', () => {
  const live = { name: 'rehearsal', key: 'k', token: null, fixtures: {}, rate: 2, maxWrites: 0, webhookId: null, eventWait: 0 }
  it.each([
    ['the mock', () => createMockTarget('http://127.0.0.1:1/raas/v2'), null, /the mock/],
    [
      'a live target',
      () => createLiveTarget('http://127.0.0.1:1/raas/v2', live, { fetch, now: () => 0, wait: async () => undefined }),
      null,
      /no events are read/,
    ],
    ['a replay that cannot be read', () => inProcessTarget(), 'active: thaw', /^Failed to read the sequence: "thaw" is no step\./],
  ])('on %s, and says why', async (_, target, replay, reason) => {
    const found = await stateful.run(target(), { ...options, replay }, clock)
    expect(found).toMatchObject({ status: 'skipped', reason: expect.stringMatching(reason), counts: {}, failures: [] })
  })

  it('where the session has no control plane', async () => {
    const inner = inProcessTarget()
    const target: Target = { ...inner, open: async (row) => ({ ...(await inner.open(row)), control: null }) }
    expect(await stateful.run(target, options, clock)).toMatchObject({ status: 'skipped', failures: [] })
  })
})

describe('over real HTTP', () => {
  const start = async (more: Partial<SandboxOptions> = {}) => {
    const sandbox = createSandbox(more)
    const server = await listen(sandbox.fetch, { host: '127.0.0.1', port: 0 })
    const baseUrl = `${server.origin}/raas/v2`
    const connection = await connect('sandbox', { baseUrl, controlToken: null, live: null })
    const close = async (): Promise<void> => {
      sandbox.close()
      await Promise.all([connection.close(), server.close()])
    }
    return { target: connection.target, close }
  }
  let sound: Awaited<ReturnType<typeof start>>
  beforeAll(async () => {
    sound = await start()
  })
  afterAll(() => sound.close())

  it('finds nothing wrong with the sandbox', { timeout: 600_000 }, async () => {
    const phase = statefulPhase(systematicParts().filter(({ kind }) => kind === 'lifecycle' || kind === 'together'))
    const { status, failures } = await phase.run(sound.target, { ...options, budgetMs: times(0, 20) }, counting())
    expect({ status, failures }).toEqual({ status: 'passed', failures: [] })
  })

  it.each(['active: (freeze | unfreeze | cancel | redeem 1); +48h', 'each: (cancel | update notes=a | update notes=b | freeze)'])(
    'explains %s by a legal order, whatever it was',
    async (text) => {
      for (let round = 0; round < times(5, 200); round++) {
        expect((await playSequence(sound.target, parseSequence(text))).failure).toBeNull()
      }
    },
  )

  it('finds a sandbox that acts twice on a reward when told twice at once', async () => {
    const rules = { ...documentedRules, lineItemComplete: () => true, rewardState: () => true }
    const { target, close } = await start({ rules })
    const { status, failures } = await stateful.run(target, { ...options, replay: 'active: (cancel | cancel)' }, clock)
    await close()
    expect({ status, failures }).toMatchObject({ status: 'failed', failures: [{ clause: 'EVT-26', replay: 'active: (cancel | cancel)' }] })
  })
})
