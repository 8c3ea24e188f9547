import { readFile, rm } from 'node:fs/promises'
import { beforeEach, expect, it } from 'vitest'
import { runScript } from '../contract/spawn.ts'
import { sandboxes } from './harness.ts'

const { start: startWith, path, write } = sandboxes()
let files = 0
let data: string
beforeEach(() => {
  data = path(`${++files}.db`)
})
const start = (...words: string[]) => startWith('--data', data, ...words)

const headers = { authorization: `Basic ${btoa('demo:demo-key')}`, 'content-type': 'application/json' }

it.each(['normal', 'full'])('goes on after a restart with what it holds, and makes the demo order once, with --sync %s', async (sync) => {
  const first = await start('--sync', sync)
  const [demo] = await first.control.listOrders()
  const path = '/raas/v2/asyncOrders/customers/acme-health/accounts/acme-wellness/demo-order'
  expect((await fetch(`${first.origin}${path}`, { method: 'PATCH', headers, body: '{"notes":"kept"}' })).status).toBe(200)
  first.stop()
  expect((await first.ended).code).toBe(0)
  const second = await start()
  expect(await second.control.listOrders()).toEqual([{ ...demo, notes: 'kept' }])
  second.stop()
  expect((await second.ended).stderr).toContain(`/asyncOrders/${demo?.referenceOrderID}/freeze`)
})

it('refuses a file that another sandbox uses, and leaves it to that one', async () => {
  const { control } = await start()
  const { code, stdout, stderr } = await runScript('sandbox', ['--data', data])
  expect([code, stdout, stderr]).toEqual([
    2,
    '',
    `Failed to open ${data}: another process uses it. Stop that one, or choose another file.\n`,
  ])
  expect(await control.listOrders()).toHaveLength(1)
})

it('begins with all orders of a list or with none, so that a list with a mistake can be corrected', async () => {
  const good = { externalRefID: 'one', lineItems: [{}] }
  const list = await write('orders.json', [good, { lineItems: [] }])
  const refused = await runScript('sandbox', ['--data', data, '--orders', list])
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('order 2 of 2')])
  await write('orders.json', [good, { ...good, externalRefID: 'two' }])
  for (let times = 0; times < 2; times++) {
    const { control, stop, ended } = await start('--orders', list)
    expect((await control.listOrders()).map(({ externalRefID }) => externalRefID)).toEqual(['one', 'two'])
    stop()
    await ended
  }
  expect((await readFile(data)).subarray(0, 15).toString()).toBe('SQLite format 3')
})

it.skipIf(process.platform === 'win32')('ends with 2 when its file is deleted while it runs, and says so', async () => {
  const { ended } = await start()
  await rm(data)
  const { code, stderr } = await ended
  expect([code, stderr]).toEqual([2, expect.stringContaining(`Failed to keep the state in ${data}: the file, or its -wal, was deleted`)])
})

it('says that something is lost when the -wal of a sandbox that was killed is missing', async () => {
  const { kill, ended } = await start()
  kill()
  await ended
  await rm(`${data}-wal`)
  const { stop, ended: over } = await start()
  stop()
  expect((await over).stderr).toContain(`sandbox: ${data} was not closed, and ${data}-wal, which belongs to it, is missing`)
})
