import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { judgeClient, type StandVerdict } from '../../contract/src/judge/stand.ts'
import { GOOD, type Habits, runHabits } from './clients/client.ts'
import { CLIENT_MISTAKES, CLIENTS_WITHOUT_MISTAKES } from './clients/mistakes.ts'

/** Time passes only while the client pauses, so that it takes none, and a slow machine looks as a fast one. */
async function verdictOn(habits: Partial<Habits>): Promise<StandVerdict> {
  let time = Date.UTC(2026, 2, 2, 10)
  const pause = async (milliseconds: number): Promise<void> => {
    time += milliseconds
  }
  const verdict = await judgeClient({
    run: (address) => runHabits({ ...GOOD, ...habits }, address, pause),
    ...{ newId: randomUUID, now: () => time },
  })
  expect(verdict.inconclusive).toEqual([])
  return verdict
}

const failedIn = ({ rules }: StandVerdict) =>
  rules.filter(({ result, follows }) => result === 'failed' && follows === undefined).map(({ id, findings }) => ({ id, findings }))

describe('a client with one mistake', () => {
  it.each(CLIENT_MISTAKES)('is convicted of %s and of no other rule: it %s', async (rule, _, habits) => {
    expect(failedIn(await verdictOn(habits))).toEqual([{ id: rule, findings: expect.anything() }])
  })
})

describe('a client without a mistake', () => {
  it.each(CLIENTS_WITHOUT_MISTAKES)('is acquitted: %s', async (_, habits) => {
    const verdict = await verdictOn(habits)
    expect(failedIn(verdict)).toEqual([])
    expect(verdict.passed).toBe(true)
  })
})

it('each rule for clients has a mistake that breaks it', async () => {
  const { rules } = await judgeClient({ run: async () => 0, faults: [], newId: randomUUID, now: Date.now })
  expect([...new Set(CLIENT_MISTAKES.map(([rule]) => rule))]).toEqual(rules.map(({ id }) => id))
})
