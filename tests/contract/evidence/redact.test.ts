import { describe, expect, it } from 'vitest'
import { createRedact } from './redact.ts'

const order = { referenceOrderID: 'AA-1', externalRefID: 'w09', customerIdentifier: 'harbor', accountIdentifier: 'harbor-clinic' }
const given = { name: 'plat', key: 'k"e/y', token: 'tok.en', webhookId: 'hook-7', fixtures: { active: [order] } }
const redact = createRedact(given)
const basic = Buffer.from('plat:k"e/y').toString('base64')

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

  it.each(['k"e/y', 'tok.en', basic, JSON.stringify({ key: 'k"e/y' }), encodeURIComponent('k"e/y'), `x${basic}x`, 'xtok.enx'])(
    'has no credential: %s',
    (text) => {
      const shown = redact(text)
      expect(shown).toContain('{credential}')
      for (const secret of ['k"e/y', 'k\\"e', encodeURIComponent('k"e/y'), 'tok.en', basic]) expect(shown).not.toContain(secret)
    },
  )

  it('has no rest of a credential that another one is a part of', () => {
    const both = createRedact({ ...given, key: 'abc', token: 'abcdef' })
    expect(both('abcdef abc')).toBe('{credential} {credential}')
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
    expect(createRedact({ name: null, key: null, token: 't0', webhookId: null, fixtures: {} })('{"a":[1,null]}')).toBe('{"a":[1,null]}')
  })
})
