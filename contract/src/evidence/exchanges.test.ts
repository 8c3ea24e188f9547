import { describe, expect, it } from 'vitest'
import { act, type Case } from '../cases/case.ts'
import type { Target } from '../targets/target.ts'
import { harOf, recorded, recordedServer } from './exchanges.ts'

const STARTED = '2026-03-02T10:00:00.000Z'
const row: Case = { id: 'a-case', name: 'is one', clause: 'FRZ-01', request: act('freeze'), want: { status: 202 } }

function record(of: Case, answer: () => Response) {
  const target = { name: 'sandbox', baseUrl: 'http://127.0.0.1:41234/raas/v2', fetch: async () => answer() } as unknown as Target
  return recorded(target, of, STARTED)
}

function request(path: string, body: string, more: Record<string, string> = {}): Request {
  const headers = {
    authorization: 'Basic c2VjcmV0',
    cookie: 'c2VjcmV0',
    'x-api-key': 'c2VjcmV0',
    'content-type': 'application/json',
    ...more,
  }
  return new Request(`http://127.0.0.1:41234/raas/v2${path}`, { method: 'POST', headers, body })
}

describe('a recorded exchange', () => {
  it('is what went over the wire, without credentials and without the port', async () => {
    const headers = { 'set-cookie': 'c2VjcmV0', 'www-authenticate': 'c2VjcmV0', 'x-request-id': 'r1' }
    const { target, entries } = record(row, () => Response.json({ status: 'PENDING' }, { status: 202, headers }))
    const answer = await target.fetch(request('/asyncOrders/AA%201/freeze?a=b', '{"reasonCode":"FRAUD"}'))
    expect(await answer.json()).toEqual({ status: 'PENDING' })
    expect(JSON.stringify(harOf(entries, '0.1.0'))).not.toMatch(/c2VjcmV0|authorization|cookie"/i)
    expect(entries).toEqual([
      expect.objectContaining({
        startedDateTime: STARTED,
        comment: 'a-case',
        request: expect.objectContaining({
          method: 'POST',
          url: 'http://sandbox.test/raas/v2/asyncOrders/AA%201/freeze?a=b',
          headers: [{ name: 'content-type', value: 'application/json' }],
          queryString: [{ name: 'a', value: 'b' }],
          bodySize: 22,
          postData: { mimeType: 'application/json', text: '{"reasonCode":"FRAUD"}' },
        }),
        response: expect.objectContaining({
          status: 202,
          headers: [
            { name: 'content-type', value: 'application/json' },
            { name: 'x-request-id', value: 'r1' },
          ],
          content: { size: 20, mimeType: 'application/json', text: '{"status":"PENDING"}' },
        }),
      }),
    ])
    expect(recordedServer('sandbox')).toBe('http://sandbox.test/raas/v2')
  })

  it('tells a long body by its size', async () => {
    const { target, entries } = record(row, () => Response.json('é'.repeat(70_000)))
    await target.fetch(request('/asyncOrders/AA1/freeze', 'x'.repeat(65_537)))
    const comment = (length: number) => `left out: ${length} characters are more than 65536`
    expect(entries[0]?.request).toMatchObject({ bodySize: 65_537, postData: { mimeType: 'application/json', comment: comment(65_537) } })
    expect(entries[0]?.response.content).toEqual({ size: 140_002, mimeType: 'application/json', comment: comment(70_002) })
    expect(entries[0]?.request.postData).not.toHaveProperty('text')
  })

  it('is none when the answer was forced', async () => {
    const { target, entries } = record(row, () => Response.json({}))
    await target.fetch(request('/asyncOrders/AA1/freeze', '', { prefer: 'code=404' }))
    expect(entries).toEqual([])
  })

  it.each([
    [{ ...row, under: { 'C-NONE-ELIGIBLE': 'reject' } }, 'other-interpretation'],
    [{ ...row, request: { ...act('freeze'), method: 'GET' } }, 'other-method'],
    [{ ...row, request: { ...act('freeze'), rawPath: '/nowhere' } }, 'other-path'],
    [row, undefined],
  ] as [Case, string | undefined][])('says what its case does on purpose', async (of, purpose) => {
    const { target, entries } = record(of, () => Response.json({}))
    await target.fetch(request('/nowhere', ''))
    expect(entries[0]?._onPurpose).toBe(purpose)
  })
})
