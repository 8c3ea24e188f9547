import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest'
import { startScript } from '../contract/spawn.ts'
import { times } from '../long.ts'
import { CLIENTS, ROUTES } from './large-body.ts'

const MEGABYTE = 1_000_000
const LONG = process.env.LONG === '1'
const TRIES = times(2, 100)
/** In megabytes, and how the length is stated. */
const BODIES: [size: number, framing: 'length' | 'chunked'][] = [
  [1.1, 'length'],
  [1.1, 'chunked'],
  [10, 'length'],
  [10, 'chunked'],
]
if (LONG) BODIES.push([50, 'length'])

describe.each(['sandbox', 'mock'])('the %s', (script) => {
  let command: ReturnType<typeof startScript>
  let origin = ''
  beforeAll(async () => {
    command = startScript(script, [])
    ;[, origin = ''] = await command.line(/listening on (\S+)\/raas\/v2$/m)
  })
  afterAll(async () => {
    command.stop()
    await command.ended
  })

  describe.each(Object.entries(ROUTES))('%s', (route, open) => {
    it.for(Object.entries(CLIENTS))('gets a 413 to %s', { timeout: 1_800_000 }, async ([name, client], { skip }: TestContext) => {
      if (client === null) return skip(`this machine has no ${name}`)
      const { origin: at, close } = await open(origin)
      for (const [size, framing] of BODIES) {
        const seen = await client({ origin: at, bytes: size * MEGABYTE, framing }, TRIES)
        const arrived = seen.filter((status) => status === '413').length
        if (LONG) process.stderr.write(`${script}, ${route}, ${name}, ${size} MB, ${framing}: ${arrived} of ${TRIES}\n`)
        expect.soft(seen, `${size} MB, ${framing}`).toEqual(Array(TRIES).fill('413'))
      }
      close()
    })
  })

  it.each([
    ['headers that are too large', `X: ${'x'.repeat(300_000)}\r\n\r\n`, script === 'mock' ? 400 : 431],
    ['a chunk that is none', 'Host: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n', 400],
    ['a Host that is none', `Host: :\r\nContent-Length: ${10 * MEGABYTE}\r\n\r\n`, script === 'mock' ? 413 : 400],
  ])('gets its response to %s to a client that goes on sending', async (_, head, status) => {
    for (let tries = 0; tries < TRIES; tries++) {
      const socket = connect(Number(new URL(origin).port), '127.0.0.1')
      socket.end(`POST /raas/v2/asyncOrders/AA1/freeze HTTP/1.1\r\n${head}${' '.repeat(10 * MEGABYTE)}`)
      // A client that sends all before it reads.
      await once(socket, 'finish')
      expect(await text(socket)).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    }
  })
})
