import { expect, it } from 'vitest'
import { demo, testSandbox } from '../test-sandbox.ts'
import { MOST_DELIVERIES } from './publish.ts'

type Sandbox = ReturnType<typeof testSandbox>

/** Freezes and unfreezes one order in turn. */
async function act(sandbox: Sandbox, times: number): Promise<void> {
  const id = sandbox.order()
  for (let done = 0; done < times; done++) {
    await sandbox.act(done % 2 === 0 ? 'freeze' : 'unfreeze', id)
    if (done % 1_000 === 999) await sandbox.drain()
  }
  await sandbox.drain()
}
const revisions = async (sandbox: Sandbox) => (await sandbox.deliveries()).map(({ revision }) => revision)

it('keeps the latest five thousand deliveries of a platform', async () => {
  const sandbox = testSandbox()
  await sandbox.subscribe()
  await act(sandbox, MOST_DELIVERIES + 100)
  const kept = await revisions(sandbox)
  expect([kept.length, kept[0], kept.at(-1)]).toEqual([MOST_DELIVERIES, 101, MOST_DELIVERIES + 100])
})

it('keeps one that is to be sent again longer than those that are finished', async () => {
  const sandbox = testSandbox({
    interpretations: { 'C-DELIVERY': 'retries' },
    deliver: async () => new Response(null, { status: first ? 500 : 200 }),
  })
  let first = true
  await sandbox.subscribe()
  await act(sandbox, 1)
  first = false
  await act(sandbox, MOST_DELIVERIES + 99)
  expect((await revisions(sandbox)).slice(0, 2)).toEqual([1, 102])
  await sandbox.advance(5_000)
  expect((await sandbox.deliveries())[0]?.attempts.map(({ status }) => status)).toEqual([500, 200])
})

it('sends no more to a subscription for which five thousand deliveries wait, and says so', async () => {
  let answer = (): void => undefined
  const answered = new Promise<void>((resolve) => {
    answer = resolve
  })
  let sent = 0
  const deliver = async () => {
    sent++
    await answered
    return new Response()
  }
  const sandbox = testSandbox({ now: Date.now, platforms: [demo], deliver })
  const { webhookId } = (await sandbox.subscribe()).body
  const id = sandbox.order()
  for (let done = 0; done < 50; done++) await sandbox.act(done % 2 === 0 ? 'freeze' : 'unfreeze', id)
  await expect.poll(async () => (await sandbox.deliveries()).length).toBe(50)
  for (let done = 0; done < 100; done++) await sandbox.control('POST', `/subscriptions/${webhookId}/replay?fromRevision=0`)
  const reasons = async () => (await sandbox.deliveries()).flatMap(({ attempts }) => attempts.map(({ reason }) => reason))
  await expect.poll(async () => (await reasons()).length).toBe(50)
  expect(new Set(await reasons())).toEqual(new Set(['not sent: 5000 deliveries to this subscription wait already']))
  answer()
  await sandbox.drain()
  expect(sent).toBe(MOST_DELIVERIES)
})
