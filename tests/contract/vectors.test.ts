import { createHmac, timingSafeEqual } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { verifyWebhook, WebhookVerificationError } from '../../client/src/verify-webhook.ts'
import { webhookHandler } from '../../client/src/webhooks.ts'
import type { Vector } from '../../contract/src/receiver/vector.ts'
import { webhookVectors } from '../../contract/src/receiver/vectors.ts'
import { loadRegister } from '../../contract/src/register/load.ts'
import { documentedRules } from '../../sandbox/src/index.ts'

type Sign = Parameters<typeof documentedRules.sign>

const vectors = await webhookVectors()
const of = (...verdicts: Vector['verdict'][]): Vector[] => vectors.filter(({ verdict }) => verdicts.includes(verdict))
const bytesOf = ({ body }: Vector): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.from(body, 'base64'))

function headersOf({ headers: list }: Vector): Headers {
  const headers = new Headers()
  for (const { name, value } of list) headers.append(name, value)
  return headers
}

const byClient = (vector: Vector) =>
  verifyWebhook({ body: bytesOf(vector), signature: headersOf(vector).get('X-Signed-Payload'), secrets: vector.secret })

/** What somebody writes who has only the documentation. */
function byHand(vector: Vector): boolean {
  const given = vector.headers.filter(({ name }) => /^x-signed-payload$/i.test(name)).map(({ value }) => value)
  const expected = createHmac('sha256', Buffer.from(vector.secret, 'base64')).update(bytesOf(vector)).digest('base64')
  const [signature = ''] = given
  if (given.length !== 1 || signature.length !== expected.length) return false
  if (!timingSafeEqual(Buffer.from(signature), Buffer.from(expected))) return false
  try {
    const event = JSON.parse(Buffer.from(vector.body, 'base64').toString())
    return typeof event?.eventId === 'string'
  } catch {
    return false
  }
}

it('contract/vectors/webhooks.json is what the code makes; -u writes it', async () => {
  const text = `${JSON.stringify(vectors, null, 2)}\n`
  expect(await webhookVectors()).toEqual(vectors)
  await expect(text).toMatchFileSnapshot('../../contract/vectors/webhooks.json')
})

it('each has a name, an event and a reason of its own, and a clause that there is', () => {
  const { consumer } = loadRegister()
  expect(new Set(vectors.map(({ name }) => name)).size).toBe(vectors.length)
  expect(vectors.filter(({ clause }) => consumer.get(clause)?.subject !== 'receiver')).toEqual([])
  const ids = vectors.flatMap(({ body }) => /"eventId":\s*"(0[^"]+)"/.exec(Buffer.from(body, 'base64').toString())?.[1] ?? [])
  expect(ids.length).toBeGreaterThan(40)
  expect(new Set(ids).size).toBe(ids.length)
  expect(Math.min(of('accept').length, of('refuse').length, of('either').length)).toBeGreaterThan(9)
})

describe('what must be accepted', () => {
  it.each(of('accept'))('$name', async (vector) => {
    expect(await byClient(vector)).toMatchObject({ eventId: expect.any(String) })
    expect(byHand(vector)).toBe(true)
    const handle = webhookHandler({ secrets: vector.secret, onEvent: () => undefined })
    const request = new Request('https://receiver.test/hook', { method: vector.method, headers: headersOf(vector), body: bytesOf(vector) })
    expect((await handle(request)).status).toBe(200)
    const subscription = { payloadVerificationMethod: 'HMAC', hmacSharedSecretKey: vector.secret } as Sign[1]
    const sandboxSigns = documentedRules.sign(Buffer.from(vector.body, 'base64').toString(), subscription, {
      'C-HMAC-FORM': 'base64',
    } as Sign[2])
    expect(await sandboxSigns).toBe(headersOf(vector).get('X-Signed-Payload'))
  })
})

describe('what must be refused', () => {
  it.each(of('refuse'))('$name', async (vector) => {
    const error = await byClient(vector).catch((thrown) => thrown)
    expect(error).toBeInstanceOf(WebhookVerificationError)
    expect([400, 401]).toContain(error.status)
    expect(byHand(vector)).toBe(false)
  })

  it('and is not refused for its secret: under it, the same body with the right signature is accepted', async () => {
    for (const vector of of('refuse')) {
      const signature = createHmac('sha256', Buffer.from(vector.secret, 'base64')).update(bytesOf(vector)).digest('base64')
      expect(await verifyWebhook({ body: bytesOf(vector), signature, secrets: vector.secret }), vector.name).toBeDefined()
    }
  })
})

describe('what may be either is accepted, or refused as a delivery', () => {
  it.each(of('either'))('$name', async (vector) => {
    const result = await byClient(vector).catch((thrown) => thrown)
    expect(result instanceof WebhookVerificationError || typeof result.eventId === 'string').toBe(true)
  })
})
