import { randomUUID } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { judgeReceiver, type ReceiverReport } from '../../../contract/src/receiver/judge.ts'
import { loadRegister } from '../../../contract/src/register/load.ts'
import { MISTAKES } from './mistakes.ts'
import { RIGHT, type Steps, startReceiver } from './receiver.ts'

const [SECRET = '', NEXT = ''] = ['the secret of the receiver', 'the one that replaces it'].map((text) =>
  Buffer.from(text).toString('base64'),
)
const LIMIT_MS = 10_000
const rules = [...loadRegister().consumer.values()].filter(({ subject }) => subject === 'receiver')

// The time that a response may take is over as soon as the receiver has decided not to respond, however fast the machine is.
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  vi.useRealTimers()
  await Promise.all(closing.splice(0).map((close) => close()))
})

async function judge(steps: Partial<Steps>): Promise<ReceiverReport> {
  const receiver = await startReceiver({ ...RIGHT, secrets: [SECRET, NEXT], ...steps }, () => vi.advanceTimersByTime(LIMIT_MS))
  closing.push(receiver.close)
  return judgeReceiver({
    ...{ url: receiver.url, rules, secret: SECRET, nextSecret: NEXT, limitMs: LIMIT_MS, newId: randomUUID },
    readEffects: async () => (await (await fetch(receiver.effects)).json()).effects,
    now: () => performance.now() + Date.UTC(2026, 10, 1),
    pause: () => setImmediate(),
  })
}

const convicted = ({ rules: verdicts }: ReceiverReport): string[] =>
  verdicts.flatMap(({ id, result, follows }) => (result === 'failed' && follows === undefined ? [id] : []))

describe('a mistake is convicted under its rule, and under no other', () => {
  it.each(MISTAKES)('%s', async (_, step, ...violated) => {
    expect(convicted(await judge(step))).toEqual(violated)
  })

  it('of each rule', () => {
    expect([...new Set(MISTAKES.flatMap(([, , ...violated]) => violated))].toSorted()).toEqual(rules.map(({ id }) => id))
  })
})

it('a receiver without a mistake passes every rule', async () => {
  const { rules: verdicts } = await judge({})
  expect(verdicts.filter(({ result }) => result !== 'passed')).toEqual([])
  expect(verdicts.map(({ id }) => id)).toEqual(rules.map(({ id }) => id))
})
