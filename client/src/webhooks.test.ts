import { describe, expect, it } from 'vitest'
import { isOrderActionStatus, verifyWebhook, WebhookVerificationError } from './webhooks.ts'

// Every signature here was computed once with node:crypto, createHmac('sha256', Buffer.from(secret, 'base64')), and written down.
const secret = 'c2FuZGJveC1zaGFyZWQtc2VjcmV0LTAwMQ=='
const otherSecret = '/+8AAQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0='
const body =
  '{"eventId":"0b6f6a0e-3a2b-4b9f-8c3e-6f2f5f0f9d11","revision":17,"category":"ORDER","eventType":"OrderActionStatus","eventOccurredAt":"2026-03-02T09:15:06.481920300Z","eventData":{"referenceOrderId":"AA260302-118204-37","externalRefID":"wellness-2026-w09","customerIdentifier":"harbor-clinic","accountIdentifier":"harbor-clinic-rewards","action":"FREEZE","reasonCode":"FRAUD","status":"SUCCESSFUL","totalLineItems":250,"successfulLineItems":238,"failedLineItems":0}}'
const signature = 'bFDxchQ0GArpw2lPhZkNd8AUWDOP5z/DXsDxhq13wpI='
const signatureByOther = 'AOJScJtL/FJOWW5hHNLa/RaKnkat3rFn1b6ZbWyflws='

const reasonOf = async (delivery: { body: unknown; signature: unknown; secrets: unknown; signatureForm?: string }) => {
  const error = await verifyWebhook(delivery as never).then(
    () => undefined,
    (error: unknown) => error,
  )
  expect(error).toBeInstanceOf(WebhookVerificationError)
  const { reason, message } = error as WebhookVerificationError
  expect(message).toMatch(/^Failed to verify the webhook: .+\. .+[.?]$/)
  expect(message).not.toContain(secret)
  return reason
}

describe('a signature that holds', () => {
  it('gives the event, from text and from bytes', async () => {
    expect(await verifyWebhook({ body, signature, secrets: secret })).toEqual(JSON.parse(body))
    expect(await verifyWebhook({ body: new TextEncoder().encode(body), signature, secrets: secret })).toEqual(JSON.parse(body))
    expect(await verifyWebhook({ body: Buffer.from(body), signature, secrets: secret })).toEqual(JSON.parse(body))
  })

  it('covers the bytes, whatever characters they spell', async () => {
    const body =
      '{"eventId":"e-ü","revision":1,"eventType":"OrderActionStatus","eventOccurredAt":"2026-03-02T09:15:06Z","eventData":{"status":"Zürich ✓ 🎁"}}'
    const event = await verifyWebhook({ body, signature: 'KArOExS3i5P7roQy7v+FM2drcPmVIBisN3T4HvTM2MA=', secrets: secret })
    expect(event).toHaveProperty('eventData.status', 'Zürich ✓ 🎁')
  })

  it('is found under any of several secrets, first or last', async () => {
    for (const secrets of [
      [secret, otherSecret],
      [otherSecret, secret],
    ]) {
      expect(await verifyWebhook({ body, signature, secrets })).toHaveProperty('revision', 17)
      expect(await verifyWebhook({ body, signature: signatureByOther, secrets })).toHaveProperty('revision', 17)
    }
  })

  it('lets events of other types through, and tells them apart', async () => {
    const test = '{"eventId":"e-1","revision":1,"eventType":"ConnectivityTest","eventOccurredAt":"2026-03-02T09:15:06Z"}'
    const other = await verifyWebhook({ body: test, signature: 'EaleLrXjf1XWxeTw7X5yIYgZRcVt0LfZQZOdGRzd+T4=', secrets: secret })
    expect(isOrderActionStatus(other)).toBe(false)
    expect(isOrderActionStatus(await verifyWebhook({ body, signature, secrets: secret }))).toBe(true)
  })

  it('covers what is parsed, also when the caller uses the buffer again meanwhile', async () => {
    const bytes = new TextEncoder().encode(body)
    const verified = verifyWebhook({ body: bytes, signature, secrets: secret })
    bytes.fill(0x20)
    expect(await verified).toEqual(JSON.parse(body))
  })
})

describe('the form of a signature (C-HMAC-FORM)', () => {
  const hex = '6c50f1721434180ae9c3694f85990d77c01458338fe73fc35ec0f186ad77c292'
  const byRawKey = '2Q/ZDPpWcgQYZfAEkLF8MnjCaYgkNGpcVIhDmhpOr8Q='

  it('is hexadecimal, in either case, when that is asked for, and no other', async () => {
    for (const signature of [hex, hex.toUpperCase()]) {
      expect(await verifyWebhook({ body, signature, secrets: [otherSecret, secret], signatureForm: 'hex' })).toHaveProperty('revision', 17)
    }
    for (const wrong of [signature, `${hex.slice(2)}00`, hex.slice(2), `${hex}00`, `0x${hex}`, ` ${hex}`, `${hex}\n`, byRawKey]) {
      expect(await reasonOf({ body, signature: wrong, secrets: secret, signatureForm: 'hex' })).toBe('wrong-signature')
    }
  })

  it('is by the secret as it is written when that is asked for, whatever the secret is', async () => {
    expect(await verifyWebhook({ body, signature: byRawKey, secrets: ['raw-secret', secret], signatureForm: 'raw-key' })).toHaveProperty(
      'revision',
      17,
    )
    expect(await reasonOf({ body, signature, secrets: secret, signatureForm: 'raw-key' })).toBe('wrong-signature')
    for (const secrets of ['', [secret, ''], [undefined], null]) {
      expect(await reasonOf({ body, signature: byRawKey, secrets, signatureForm: 'raw-key' })).toBe('bad-secret')
    }
  })
})

describe('a signature that does not hold', () => {
  it.each([
    ['of another secret', signatureByOther],
    ['with one character changed', `c${signature.slice(1)}`],
    ['with stray bits in its last character', signature.replace('I=', 'J=')],
    ['without its padding', signature.replace('=', '')],
    ['with a blank inside', `${signature.slice(0, 9)} ${signature.slice(9)}`],
    ['in hexadecimal', '6c50f1721434180ae9c3694f85990d77c01458338fe73fc35ec0f186ad77c292'],
    ['made with the secret not decoded', '2Q/ZDPpWcgQYZfAEkLF8MnjCaYgkNGpcVIhDmhpOr8Q='],
    ['that is no base64', 'wrong'],
    ['that comes twice', `${signature}, ${signature}`],
  ])('is wrong: one %s', async (_, signature) => {
    expect(await reasonOf({ body, signature, secrets: secret })).toBe('wrong-signature')
  })

  it.each([
    ['a changed character', body.replace('250', '251')],
    ['a blank more', `${body} `],
    ['a line end more', `${body}\n`],
    ['the same JSON, indented', JSON.stringify(JSON.parse(body), null, 2)],
    ['nothing', ''],
  ])('is wrong: the body has %s', async (_, body) => {
    expect(await reasonOf({ body, signature, secrets: [secret, otherSecret] })).toBe('wrong-signature')
  })

  it.each([[null], [undefined], ['']])('is missing: %j', async (signature) => {
    expect(await reasonOf({ body, signature, secrets: secret })).toBe('missing-signature')
  })
})

it.each([[''], [[]], [undefined], ['not base64!'], [[secret, '']], [[secret, 'raw-secret']], [[undefined]]])(
  'a secret that can verify nothing is refused, even beside a good one: %j',
  async (secrets) => {
    expect(await reasonOf({ body, signature, secrets })).toBe('bad-secret')
    expect(await reasonOf({ body, signature: null, secrets })).toBe('bad-secret')
  },
)

describe('a signed body that is no event', () => {
  const [id, revision, type] = ['"eventId":"e-1"', '"revision":1', '"eventType":"ConnectivityTest"']
  const at = '"eventOccurredAt":"2026-03-02T09:15:06Z"'
  const outcome = '"eventType":"OrderActionStatus"'
  const long = `"eventId":"${'e'.repeat(1_000)}"`
  it.each([
    ['text', 'not json', 'ft8iNvEMnPCvtCZZbFE7NPqOL+FRuGZAG1KgFByksGo='],
    ['a list', '[]', '1KW0YYtYvlSkw8ghdJe33i/88d8kr7nI20AcOF5JooU='],
    ['null', 'null', 'xQZuoztFhd4kTcYwGZsK0hkmnWS4R4f806GbwTBOFeA='],
    ['empty', '', 'JI0qUPNIj25z8nHl+jwOYfB23URi58uPmAW8lgtvvhI='],
    ['no UTF-8', Buffer.from(`{"eventId":"\xff",${revision},${type},${at}}`, 'latin1'), 'VsuM9I7zWx/DIv4CQLxSZxwwwoUqMHAg/IFFPAI6+mo='],
    ['without eventId', `{${revision},${type},${at}}`, 'PHXC6ySUsIJxTzCXQs/mnLnG6Oy3pVQfBV++DwaorRk='],
    ['with a text as revision', `{${id},"revision":"1",${type},${at}}`, 'rklvCFaDCvUgfLhn1A1o9NQW7g2cYPMWrMYUHEnTwsM='],
    ['with a rounded revision', `{${id},"revision":9007199254740993,${type},${at}}`, 'VWLK62GtlwrwA0iwaLOj7cB2L5oUeJho14f46fMukGI='],
    ['with an id of a thousand characters', `{${long},${revision},${type},${at}}`, '2QNlQICspEYw7G9POQCP5dwRSXe9AGYhfxWbNgU3Z5A='],
    ['without eventType', `{${id},${revision},${at}}`, 'ley6eU2wF7wU+Dcwr+wruXkJjtkPeugvJyx2EWnuei8='],
    ['without eventOccurredAt', `{${id},${revision},${type}}`, 'cp1hAGuCzLNWhrfxofjKIw2MiT5EPm8FYVaU3LWuLGk='],
    ['an outcome without data', `{${id},${revision},${outcome},${at}}`, 'WqSNMxUnmHNE991bXz+TFDBWsNzaAsby8+o6q2+ixOI='],
  ])('is malformed: %s', async (_, body, signature) => {
    expect(await reasonOf({ body, signature, secrets: secret })).toBe('malformed-body')
  })

  it('is none with the largest revision that is told from all others', async () => {
    const [body, signature] = [`{${id},"revision":9007199254740991,${type},${at}}`, 'l/2uuqfQZJjybUZK1WAhlJJ/Pf1gGZDFXuxzZhpRZ1U=']
    expect(await verifyWebhook({ body, signature, secrets: secret })).toHaveProperty('revision', Number.MAX_SAFE_INTEGER)
  })

  it('is malformed: parsed before it got here', async () => {
    expect(await reasonOf({ body: JSON.parse(body), signature, secrets: secret })).toBe('malformed-body')
  })
})
