import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { authorizer, type Credentials } from './credentials.ts'

const header = (credentials: Credentials) => authorizer(credentials)()

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

  it('asks a token function each time, whether it answers now or later', async () => {
    let asked = 0
    const authorize = authorizer({ token: () => `token-${++asked}` })
    expect([await authorize(), await authorize()]).toEqual(['Bearer token-1', 'Bearer token-2'])
    expect(await header({ token: async () => 'later' })).toBe('Bearer later')
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
    const error = thrownBy(() => authorizer(credentials as never))
    expect(error).toBeInstanceOf(TypeError)
    expect(error).toHaveProperty('message', `Failed to create the client: ${message}`)
    expect(inspect(error)).not.toContain('S3CRET')
  })

  it('are refused when a function gives them, and not quoted', async () => {
    for (const token of ['S3CRET \r\n', '', undefined]) {
      const error = await header({ token: () => token as string }).catch((error: unknown) => error)
      expect(error).toHaveProperty(
        'message',
        expect.stringMatching(/^Failed to authorize the request: the token function gave no bearer token\./),
      )
      expect(inspect(error)).not.toContain('S3CRET')
    }
  })
})

function kinds(): string {
  return 'the credentials are not of one kind. Give either platformName and platformKey, or token.'
}

function thrownBy(act: () => unknown): unknown {
  try {
    act()
  } catch (error) {
    return error
  }
  return undefined
}
