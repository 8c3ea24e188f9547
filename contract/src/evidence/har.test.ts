import { describe, expect, it } from 'vitest'
import { manualClock } from '../run/manual-clock.ts'
import { recorded } from './har.ts'

const send = (answer: () => Response) => {
  const clock = manualClock(Date.UTC(2026, 2, 2))
  const { fetch, take } = recorded(
    async () => {
      await clock.wait(12)
      return answer()
    },
    clock.now,
    (text) => text.replaceAll('secret', '{x}'),
  )
  const headers = { authorization: 'Basic secret', cookie: 'a=secret', 'content-type': 'application/json', prefer: 'secret' }
  const request = new Request('http://live.test/a/secret?b=secret', { method: 'POST', headers, body: '{"key":"secret"}' })
  return { answered: fetch(request), take }
}

describe('a recorded exchange', () => {
  it('is told once, redacted, with none but harmless headers', async () => {
    const headers = { 'set-cookie': 'secret', 'www-authenticate': 'secret', 'x-request-id': 'r1' }
    const { answered, take } = send(() => Response.json({ a: 'secret' }, { status: 202, headers }))
    expect(await (await answered).json()).toEqual({ a: 'secret' })
    const [entry, ...others] = take()
    expect(others).toEqual([])
    expect(take()).toEqual([])
    expect(JSON.stringify(entry)).not.toMatch(/secret|uthorization|ookie":"|set-cookie/)
    expect(entry).toMatchObject({
      startedDateTime: '2026-03-02T00:00:00.000Z',
      time: 12,
      request: {
        method: 'POST',
        url: 'http://live.test/a/{x}?b={x}',
        queryString: [{ name: 'b', value: '{x}' }],
        headers: [
          { name: 'content-type', value: 'application/json' },
          { name: 'prefer', value: '{x}' },
        ],
        postData: { mimeType: 'application/json', text: '{"key":"{x}"}' },
      },
      response: {
        status: 202,
        headers: [
          { name: 'content-type', value: 'application/json' },
          { name: 'x-request-id', value: 'r1' },
        ],
        content: { size: 14, text: '{"a":"{x}"}' },
      },
    })
  })

  it('keeps no body that is not JSON, and no more than twenty thousand characters of one that is', async () => {
    const page = send(() => new Response('<html>of somebody</html>'))
    expect(await (await page.answered).text()).toBe('<html>of somebody</html>')
    expect(page.take()[0]?.response.content).toMatchObject({ size: 24, text: '' })
    const long = send(() => Response.json('x'.repeat(30_000)))
    await long.answered
    expect(long.take()[0]?.response.content).toMatchObject({ size: 30_002, text: expect.stringMatching(/^"x{19999}$/) })
  })

  it('has an answer without a body too', async () => {
    const { answered, take } = send(() => new Response(null, { status: 204 }))
    expect((await answered).status).toBe(204)
    expect(take()[0]?.response).toMatchObject({ status: 204, bodySize: 0 })
  })
})
