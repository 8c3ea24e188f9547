import { expect, it } from 'vitest'
import { documentedRules, type Rules } from '../../sandbox/src/index.ts'
import { times } from '../long.ts'
import { failureOf, runModel } from './run.ts'

/** To replay a failure: MODEL_SEED=… MODEL_PATH=… MODEL_REPLAY=… npx vitest run tests/model, with what the failure prints. */
const { MODEL_SEED = '20260302', MODEL_PATH, MODEL_REPLAY } = process.env
const SEED = Number(MODEL_SEED)
const RUNS = times(200, 10_000)

it(`does what the model does, in ${RUNS} sequences of commands`, { timeout: 3_600_000 }, async () => {
  const result = await runModel({ runs: RUNS, seed: SEED, path: MODEL_PATH, replayPath: MODEL_REPLAY })
  expect(failureOf(result)).toBeNull()
})

const { rewardState, unredeemed, unfreezeReward, applyUpdate } = documentedRules

it.each<[string, Partial<Rules>]>([
  [
    'takes the window for a day longer',
    { withinWindow: ({ action, lineItem, now }) => action === 'UNFREEZE' || days(lineItem.reward, now) <= 6 },
  ],
  ['ends a freeze a millisecond late', { freezeDuration: () => 48 * 3_600_000 + 1 }],
  ['cancels, and refunds, what is cancelled', { rewardState: (question) => question.action === 'CANCEL' || rewardState(question) }],
  [
    'takes a partly redeemed reward for whole when it cancels',
    { unredeemed: (question) => question.action === 'CANCEL' || unredeemed(question) },
  ],
  ['keeps a thawed reward locked', { unfreezeReward: (reward) => ({ ...unfreezeReward(reward), status: 'FROZEN' }) }],
  [
    'clears the notes with an update that leaves them out',
    { applyUpdate: (order, fields, interpretations) => applyUpdate(order, { notes: '', ...fields }, interpretations) },
  ],
  ['counts the revision of an event twice now and then', { nextRevision: ({ revision }) => (revision === 4 ? 6 : revision + 1) }],
])('tells a sandbox that %s', async (_, wrong) => {
  const result = await runModel({ runs: 200, seed: SEED, rules: { ...documentedRules, ...wrong } })
  expect(result.failed).toBe(true)
  const message = failureOf(result) ?? ''
  const [, replayPath] = /replayPath="([^"]+)"/.exec(message) ?? []
  // What the failure prints is enough to see the same failure again, at once.
  const again = await runModel({
    runs: 1,
    seed: result.seed,
    path: result.counterexamplePath ?? '',
    replayPath,
    rules: { ...documentedRules, ...wrong },
  })
  expect([again.failed, again.numRuns, again.numShrinks]).toEqual([true, 1, 0])
})

function days(reward: { issuedAt: number } | null, now: number): number {
  const day = (at: number): number => Math.floor(at / 86_400_000)
  return day(now) - day(reward?.issuedAt ?? now)
}
