import { describe, expect, it } from 'vitest'
import { createRedact } from './redact.ts'

const order = { referenceOrderID: 'AA-1', externalRefID: 'w09', customerIdentifier: 'harbor', accountIdentifier: 'harbor-clinic' }
const given = { name: 'plat', key: 'k"e/y-7f3a', token: 'tok.en-91c2', webhookId: 'hook-7', fixtures: { active: [order] } }
const redact = createRedact(given)
const basic = Buffer.from('plat:k"e/y-7f3a').toString('base64')

describe('what evidence holds', () => {
  it.each<[string, string]>([
    ['the ids of prepared orders', 'AA-1 w09 harbor-clinic harbor'],
    ['ids in a path', '/asyncOrders/customers/harbor/accounts/harbor-clinic/w09'],
  ])('has placeholders for %s', (_, text) => {
    expect(redact(text)).not.toMatch(/AA-1|w09|harbor/)
    expect(redact(text)).toContain('{accountIdentifier}')
  })

  it('keeps words that an id is a part of', () => {
    const words = 'AA-12 AAA-1 w091 sw09 harbormaster -harbor'
    expect(redact(words)).toBe(words)
  })

  it.each(['k"e/y-7f3a', 'tok.en-91c2', basic])('has no credential: %s', (text) => {
    for (const given of [text, `x${text}x`, JSON.stringify({ text }), encodeURIComponent(text)]) {
      expect(redact(given)).toContain('{credential}')
      expect(redact(given)).not.toContain(text)
    }
  })

  it('has no platform and no subscription', () => {
    expect(redact('/webhooks/hook-7/events of plat')).toBe('/webhooks/{webhookId}/events of {platform}')
  })

  it('has nothing about persons, at any depth', () => {
    const body = {
      sender: { email: 'a@b.c' },
      lineItems: [{ recipient: 'Ann', amount: 5, Email: 'a@b.c', credentialList: [1] }],
      orderErrors: null,
    }
    expect(JSON.parse(redact(JSON.stringify(body)))).toEqual({
      sender: '{private}',
      lineItems: [{ recipient: '{private}', amount: 5, Email: '{private}', credentialList: '{private}' }],
      orderErrors: null,
    })
  })

  it('is as it was where there is nothing to take out', () => {
    expect(createRedact({ name: null, key: null, token: 'token-91c2', webhookId: null, fixtures: {} })('{"a":[1,null]}')).toBe(
      '{"a":[1,null]}',
    )
  })
})
