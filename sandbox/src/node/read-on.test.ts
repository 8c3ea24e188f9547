import type { IncomingMessage } from 'node:http'
import { PassThrough } from 'node:stream'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { answerUnparsed, bodyDropped } from './read-on.ts'

const MEGABYTE = new Uint8Array(1024 * 1024)

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => vi.useRealTimers())

/** A body that is under way, and whether it was dropped whole once that is known. */
function underWay() {
  const body = Object.assign(new PassThrough(), { complete: false })
  const found: boolean[] = []
  void bodyDropped(body as unknown as IncomingMessage).then((whole) => found.push(whole))
  return { body, found }
}
const turns = () => new Promise((resolve) => setImmediate(resolve))

it('waits for the end of a body', async () => {
  const { body, found } = underWay()
  body.write(MEGABYTE)
  await turns()
  expect(found).toEqual([])
  body.end()
  await turns()
  expect(found).toEqual([true])
})

it('waits three seconds for the next piece: a client may wait for the response', async () => {
  const { body, found } = underWay()
  for (const wanted of [[], [], [false]]) {
    await vi.advanceTimersByTimeAsync(2_999)
    if (wanted.length === 0) body.write('piece')
    else await vi.advanceTimersByTimeAsync(1)
    await turns()
    expect(found).toEqual(wanted)
  }
})

it('reads no more than 64 MiB', async () => {
  const { body, found } = underWay()
  for (let sent = 0; sent < 64; sent++) body.write(MEGABYTE)
  await turns()
  expect(found).toEqual([])
  body.write('more')
  await turns()
  expect(found).toEqual([false])
})

it('does not wait for a client that went away', async () => {
  const { body, found } = underWay()
  body.destroy()
  await turns()
  expect(found).toEqual([true])
})

it('keeps a connection open no longer than ten seconds for what could not be parsed, however little its client sends', async () => {
  const socket = new PassThrough({ allowHalfOpen: true, autoDestroy: false })
  answerUnparsed(socket, 'HTTP/1.1 400 Bad Request\r\n\r\n')
  answerUnparsed(socket, 'and once more')
  expect(String(socket.read())).toBe('HTTP/1.1 400 Bad Request\r\n\r\n')
  await vi.advanceTimersByTimeAsync(9_999)
  expect(socket.destroyed).toBe(false)
  await vi.advanceTimersByTimeAsync(1)
  expect(socket.destroyed).toBe(true)
})
