import { describe, expect, it } from 'vitest'
import { isLoopback, isProduction, refuseProduction } from './live-host.ts'

describe('a host', () => {
  it.each([
    'api.tangocard.com',
    'API.TangoCard.com',
    'api.tangocard.com.',
    'tangocard.com',
    'portal.tangocard.com',
    'auth.tangocard.com',
    'api2.tangocard.com',
    'tango-api.bhn.com',
  ])('%s is production', (hostname) => expect(isProduction(hostname)).toBe(true))

  it.each([
    'integration-api.tangocard.com',
    'portal.sandbox.tangocard.com',
    'sandbox-auth.tangocard.com',
    'nottangocard.com',
    'tangocard.com.example.org',
    '127.0.0.1',
  ])('%s is not', (hostname) => expect(isProduction(hostname)).toBe(false))

  it.each(['localhost', 'api.localhost', '127.0.0.1', '127.1.2.3', '[::1]'])('%s is this machine', (hostname) =>
    expect(isLoopback(hostname)).toBe(true),
  )

  it.each(['localhost.example.org', '127.0.0.1.example.org', '10.0.0.1', 'integration-api.tangocard.com'])('%s is another', (hostname) =>
    expect(isLoopback(hostname)).toBe(false),
  )
})

describe('production', () => {
  const url = 'https://api.tangocard.com/raas/v2'

  it.each<[string, string | undefined]>([
    ['not asked for', undefined],
    ['asked for under another name', 'tangocard.com'],
    ['asked for with something behind its name', 'api.tangocard.com,'],
  ])('is refused when %s', (_, named) => {
    expect(() => refuseProduction(url, named)).toThrow(/api\.tangocard\.com is production.*give both --production and/)
  })

  it('is allowed when asked for by its name', () => {
    expect(() => refuseProduction(url, 'api.tangocard.com')).not.toThrow()
    expect(() => refuseProduction('https://integration-api.tangocard.com/raas/v2', undefined)).not.toThrow()
  })
})
