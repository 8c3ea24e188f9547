import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSandbox, documentedRules, memoryStore, type SandboxOptions } from '../../../sandbox/src/index.ts'
import { listen } from '../../../sandbox/src/node/server.ts'
import { times } from '../../long.ts'
import { inProcessTarget } from '../in-process.ts'
import { connect } from '../targets/from-options.ts'
import { createLiveTarget } from '../targets/live.ts'
import { createMockTarget } from '../targets/mock.ts'
import type { Target } from '../targets/target.ts'
import type { PhaseOptions } from './phase.ts'
import { toCover } from './sequences/coverage.ts'
import { exampleOf, kinds } from './sequences/plan.ts'
import { planted } from './sequences/planted.ts'
import { playSequence } from './sequences/play.ts'
import { parseSequence } from './sequences/text.ts'
import { sequences } from './sequences.ts'

const options: PhaseOptions = { seed: 20_260_302, budgetMs: 2_000, replay: null }
const clock = (): number => performance.now()

/** A clock that goes on by one each time it is asked, so that a budget is a number of rounds on every machine. */
function counting(): () => number {
  let now = 0
  return () => now++
}
const covered = toCover.map(({ name }) => name)

it('finds nothing wrong with the sandbox, and comes to every way of the lifecycle', { timeout: 600_000 }, async () => {
  const { counts, ...found } = await sequences.run(inProcessTarget(), { ...options, budgetMs: times(40, 400) }, counting())
  expect(found).toMatchObject({ phase: 'sequences', target: 'sandbox', status: 'passed', seed: options.seed, failures: [] })
  expect(covered.filter((name) => !(Number(counts[name]) > 0))).toEqual([])
  // A row that the readings do not open is no way: it is refused, and that is covered.
  expect(covered).toContain('FREEZE refused: FROZEN')
  expect(covered).toHaveLength(19)
  expect([counts.lifecycle, counts.together, counts.pairs]).toEqual([30, 48, 29])
  expect(counts.random).toBeGreaterThan(0)
})

it.each(planted)('finds a sandbox that $does', async ({ target, clause, shown }) => {
  const run = (replay: string | null) => sequences.run(target(), { ...options, budgetMs: 300, replay }, counting())
  const found = await run(null)
  const [failure] = found.failures
  expect(found).toMatchObject({ phase: 'sequences', target: 'sandbox', status: 'failed', seed: options.seed })
  expect(found.failures).toHaveLength(1)
  expect(failure).toMatchObject({ replay: shown, clause })
  // In this process, two seconds are enough for more.
  expect(kinds.reduce((sum, kind) => sum + (found.counts[kind] ?? 0), 0)).toBeLessThan(400)
  // The same seed finds the same, and what it says is enough to see it again.
  expect(await run(null)).toEqual(found)
  const replayed = await run(shown)
  expect(replayed).toMatchObject({ status: 'failed', failures: [{ clause, what: failure?.what, replay: shown }] })
  expect(replayed.counts).toMatchObject({ replayed: 1 })
})

it('does not pass when the budget ends before every way was covered', async () => {
  const { status, failures } = await sequences.run(inProcessTarget(), { ...options, budgetMs: 0 }, clock)
  expect(status).toBe('failed')
  expect(failures.map(({ what }) => what.split(': no sequence')[0])).toEqual(covered)
  const freeze = { clause: 'FRZ-25', expected: 'at least 1', actual: 0, replay: 'active: freeze' }
  expect(failures.find(({ what }) => what.startsWith('FREEZE: ACTIVE → FROZEN'))).toMatchObject(freeze)
})

it.each(covered)('has an example that covers %s', async (name) => {
  const example = exampleOf(name)
  if (example === undefined) throw new Error('there is none')
  const played = await playSequence(inProcessTarget(), example)
  expect(played.failure).toBeNull()
  expect(played.covered).toContain(name)
})

it.each([
  ['active: +48h; freeze; unfreeze; +24h', ['FREEZE: ACTIVE → FROZEN', 'UNFREEZE: FROZEN → ACTIVE']],
  ['active: (freeze | cancel); (freeze, cancel); update notes=a', []],
  ['redeemed: freeze', []],
])('counts no more than what %s covers', async (text, names) => {
  const played = await playSequence(inProcessTarget(), parseSequence(text))
  expect({ failure: played.failure, covered: new Set(played.covered) }).toEqual({ failure: null, covered: new Set(names) })
})

it('tells of a target that does not answer, and blames no clause', async () => {
  const inner = inProcessTarget()
  const target: Target = { ...inner, fetch: () => Promise.reject(new Error('connection reset')) }
  const { status, failures } = await sequences.run(target, options, clock)
  expect(status).toBe('failed')
  expect(failures).toMatchObject([{ clause: null, what: 'the exchange', expected: 'an answer', actual: 'connection reset' }])
})

describe('is not run', () => {
  const live = { name: 'rehearsal', key: 'k', token: null, fixtures: {}, rate: 2, maxWrites: 0, webhookId: null, eventWait: 0 }
  it.each([
    ['the mock', () => createMockTarget('http://127.0.0.1:1/raas/v2'), null, /the mock/],
    [
      'a live target',
      () => createLiveTarget('http://127.0.0.1:1/raas/v2', live, { fetch, now: () => 0, wait: async () => undefined }),
      null,
      /the target/,
    ],
    ['a replay that cannot be read', () => inProcessTarget(), 'active: thaw', /^Failed to read the sequence: "thaw" is no step\./],
  ])('on %s, and says why', async (_, target, replay, reason) => {
    const found = await sequences.run(target(), { ...options, replay }, clock)
    expect(found).toMatchObject({ status: 'not-run', reason: expect.stringMatching(reason), counts: {}, failures: [] })
  })

  it('where the session has no control plane', async () => {
    const inner = inProcessTarget()
    const target: Target = { ...inner, open: async (row) => ({ ...(await inner.open(row)), control: null }) }
    expect(await sequences.run(target, options, clock)).toMatchObject({ status: 'not-run', failures: [] })
  })
})

describe('over real HTTP', () => {
  const start = async (more: Partial<SandboxOptions> = {}) => {
    const sandbox = createSandbox({ now: Date.now, newId: randomUUID, store: memoryStore(), deliver: fetch, ...more })
    const server = await listen(sandbox.fetch, { host: '127.0.0.1', port: 0 })
    const baseUrls = { sandbox: `${server.origin}/raas/v2` }
    const connection = await connect('sandbox', {
      targets: ['sandbox'],
      only: null,
      baseUrls,
      controlToken: null,
      record: null,
      live: null,
      phases: null,
    })
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
    const { status, failures, counts } = await sequences.run(sound.target, { ...options, budgetMs: times(16, 120) }, counting())
    expect({ status, failures }).toEqual({ status: 'passed', failures: [] })
    expect([counts.lifecycle, counts.together, counts.pairs]).toEqual([30, 48, 29])
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
    const { status, failures } = await sequences.run(target, { ...options, replay: 'active: (cancel | cancel)' }, clock)
    await close()
    expect({ status, failures }).toMatchObject({ status: 'failed', failures: [{ clause: 'EVT-26', replay: 'active: (cancel | cancel)' }] })
  })
})
