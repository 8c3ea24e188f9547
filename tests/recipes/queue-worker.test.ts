import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, expect, it } from 'vitest'
import { RECEIVERS, type Started } from './receivers.ts'
import { send, signed } from './send.ts'

const SECRET = 'c2VjcmV0'
const folder = mkdtempSync(join(tmpdir(), 'queue-'))
const QUEUE_FILE = join(folder, 'events.db')
let running: Started | undefined

async function restarted(): Promise<Started> {
  await running?.stop()
  const receiver = RECEIVERS.find(({ name }) => name === 'queue worker')
  running = await receiver?.start([SECRET], { QUEUE_FILE })
  if (running === undefined) throw new Error('there is no queue worker')
  return running
}
const effects = async ({ effectsUrl }: Started): Promise<unknown> => (await fetch(effectsUrl)).json()
const event = (eventId: string): string =>
  JSON.stringify({
    eventId,
    revision: 1,
    eventType: 'OrderActionStatus',
    eventOccurredAt: '2026-03-02T10:00:00Z',
    eventData: { action: 'FREEZE' },
  })

afterEach(async () => {
  await running?.stop()
  rmSync(folder, { recursive: true })
})

it('the queue worker acts once upon an event, across restarts, and works through what a process left that was killed', async () => {
  const first = await restarted()
  expect([await send(first.url, signed(event('e-1'), SECRET)), await effects(first)]).toEqual([200, { effects: 1 }])

  const second = await restarted()
  expect([await send(second.url, signed(event('e-1'), SECRET)), await effects(second)]).toEqual([200, { effects: 1 }])

  await second.stop()
  const database = new DatabaseSync(QUEUE_FILE)
  for (const id of ['e-2', 'e-3', 'e-4', 'e-5']) database.prepare('INSERT INTO events (id, event) VALUES (?, ?)').run(id, event(id))
  database.close()
  expect(await effects(await restarted())).toEqual({ effects: 5 })
})
