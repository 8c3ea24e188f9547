import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { authorizer, type Credentials } from './credentials.ts'
import { testClock } from './test-clock.ts'
import { thrownBy } from './test-script.ts'

const limit = { wait: testClock().wait, milliseconds: 1_000 }
const header = async (credentials: Credentials) => authorizer(credentials, limit).header()

describe('the Authorization header', () => {
  // The base64 texts were computed once with Buffer.from(…, 'utf8').toString('base64').
  it.each([
    ['harbor-clinic', 'key-1', 'aGFyYm9yLWNsaW5pYzprZXktMQ=='],
    ['Klinik Süd', 'schlüssel✓', 'S2xpbmlrIFPDvGQ6c2NobMO8c3NlbOKckw=='],
  ])('is Basic, in UTF-8: %s', async (platformName, platformKey, expected) => {
    expect(await header({ platformName, platformKey })).toBe(`Basic ${expected}`)
  })

  it('is Bearer, with a token', async () => {
    expect(await header({ token: 'eyJh.eyJz_-~+/9==' })).toBe('Bearer eyJh.eyJz_-~+/9==')
  })

  it('asks a token function that answers now or later', async () => {
    expect(await header({ token: () => 'now' })).toBe('Bearer now')
    expect(await header({ token: async () => 'later' })).toBe('Bearer later')
  })
})

describe('the header of a token function', () => {
  it('is kept until it is refused, and then asked for once', async () => {
    let asked = 0
    const { header, renew } = authorizer({ token: async () => `t${++asked}` }, limit)
    expect(await Promise.all([header(), header()])).toEqual(['Bearer t1', 'Bearer t1'])
    expect(header()).toBe('Bearer t1')
    expect([renew('Bearer t1'), renew('Bearer t1')]).toEqual([true, true])
    expect(await Promise.all([header(), header()])).toEqual(['Bearer t2', 'Bearer t2'])
    // A call that was answered later than the others: the header it was refused with is gone already.
    renew('Bearer t1')
    expect(await header()).toBe('Bearer t2')
  })

  it('is asked for again after the function failed', async () => {
    let asked = 0
    const token = () => (++asked === 1 ? Promise.reject(new Error('no network')) : 't2')
    const { header } = authorizer({ token }, limit)
    await expect(header()).rejects.toThrow('no network')
    expect(await header()).toBe('Bearer t2')
  })

  it('is given up when the function hangs, so that the next call can have one', async () => {
    const clock = testClock()
    const signals: AbortSignal[] = []
    const token = ({ signal }: { signal: AbortSignal }) => (signals.push(signal) === 1 ? new Promise<string>(() => undefined) : 't2')
    const { header } = authorizer({ token }, { wait: clock.wait, milliseconds: 1_000 })
    const hung = expect(header()).rejects.toMatchObject({ name: 'TimeoutError' })
    await clock.advance(1_000)
    await hung
    expect(signals[0]?.aborted).toBe(true)
    expect(await header()).toBe('Bearer t2')
  })

  it('is not renewed when it is a platform key, or a token given as text', () => {
    expect(authorizer({ token: 't' }, limit).renew('Bearer t')).toBe(false)
    expect(authorizer({ platformName: 'a', platformKey: 'b' }, limit).renew('Basic YTpi')).toBe(false)
  })
})

describe('credentials that cannot be sent', () => {
  it.each([
    [{ platformName: '', platformKey: 'S3CRET' }, 'the platformName is missing. Give a non-empty string.'],
    [{ platformName: 'harbor' }, 'the platformKey is missing. Give a non-empty string.'],
    [
      { platformName: 'harbor:S3CRET', platformKey: 'S3CRET' },
      'the platformName holds a colon. Give the platform name alone, without the key.',
    ],
    [
      { platformName: 'harbor', platformKey: 'S3CRET\n' },
      'the platformKey holds a control character. Was it read from a file, with the end of its line? Trim it.',
    ],
    [{ token: 'Bearer S3CRET' }, 'the token is no bearer token. Give the access token alone, without "Bearer" and without blanks.'],
    [{ token: 'S3CRET\n' }, 'the token is no bearer token. Give the access token alone, without "Bearer" and without blanks.'],
    [{ token: '' }, 'the token is no bearer token. Give the access token alone, without "Bearer" and without blanks.'],
    [{ platformName: 'harbor', platformKey: 'S3CRET', token: 'S3CRET' }, kinds()],
    [{}, kinds()],
    [undefined, kinds()],
    [null, kinds()],
  ])('are refused, and not quoted: %#', (credentials, message) => {
    const error = thrownBy(() => authorizer(credentials as never, limit))
    expect(error).toBeInstanceOf(TypeError)
    expect(error).toHaveProperty('message', `Failed to create the client: ${message}`)
    expect(inspect(error)).not.toContain('S3CRET')
  })

  it('are refused when a function gives them, and not quoted', async () => {
    for (const token of ['S3CRET \r\n', '', undefined]) {
      const error = await header({ token: () => token as string }).catch((error: unknown) => error)
      expect(error).toHaveProperty(
        'message',
        expect.stringMatching(/^Failed to authorize the request: the function gave no bearer token\./),
      )
      expect(inspect(error)).not.toContain('S3CRET')
    }
  })
})

function kinds(): string {
  return 'the credentials are not of one kind. Give either platformName and platformKey, or token.'
}
