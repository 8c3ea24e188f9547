import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { DatabaseSync } from 'node:sqlite'
import { isOrderActionStatus, type OrderActionStatusEvent } from 'async-orders-client/webhooks'
import { nodeWebhookHandler } from 'async-orders-client/webhooks/node'

const { PORT = '3000', TANGO_WEBHOOK_SECRET, QUEUE_FILE = ':memory:' } = process.env
if (!TANGO_WEBHOOK_SECRET) throw new Error('Set TANGO_WEBHOOK_SECRET to the shared secret of your subscription.')

const database = new DatabaseSync(QUEUE_FILE)
database.exec(`
  CREATE TABLE IF NOT EXISTS events (id TEXT PRIMARY KEY, event TEXT NOT NULL, done INTEGER NOT NULL DEFAULT 0);
  CREATE TABLE IF NOT EXISTS effects (id TEXT NOT NULL);
`)
const store = database.prepare('INSERT OR IGNORE INTO events (id, event) VALUES (?, ?)')
const oldest = database.prepare('SELECT id, event FROM events WHERE done = 0 ORDER BY rowid LIMIT 1')
const finish = database.prepare('UPDATE events SET done = 1 WHERE id = ?')
const effect = database.prepare('INSERT INTO effects (id) VALUES (?)')
const count = database.prepare('SELECT count(*) AS effects FROM effects')

/** Your work: eventData has the action and its status. After a crash in the middle of it, it runs again with the same event. */
async function act({ eventId }: OrderActionStatusEvent): Promise<void> {
  effect.run(eventId)
}

/** Works through what is stored, one event at a time. When the work on an event fails, the event stays, and the next delivery tries it again. */
let working = Promise.resolve()
function work(): void {
  working = working
    .then(async () => {
      for (let row = oldest.get(); row !== undefined; row = oldest.get()) {
        await act(JSON.parse(`${row.event}`))
        finish.run(`${row.id}`)
      }
    })
    .catch(console.error)
}

const receive = nodeWebhookHandler({
  secrets: TANGO_WEBHOOK_SECRET.split(','),
  maxBytes: 1_000_000,
  // Stored before the delivery returns 200, and once, since the id is the key. The work comes after the response.
  onEvent: (event) => {
    if (isOrderActionStatus(event)) store.run(event.eventId, JSON.stringify(event))
    setImmediate(work)
  },
})

const server = createServer(async (request, response) => {
  if (request.url === '/hooks') return receive(request, response)
  if (request.url !== '/effects') return response.writeHead(404).end()
  await working
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(count.get()))
})
server.listen(Number(PORT), '127.0.0.1', () => {
  work() // What an earlier process left.
  console.log(`listening on ${(server.address() as AddressInfo).port}`)
})
