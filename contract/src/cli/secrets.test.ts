import { expect, it } from 'vitest'
import { guardOutput, tooShort } from './secrets.ts'

it.each([
  [{ TANGO_PLATFORM_KEY: 'key' }, undefined, 'TANGO_PLATFORM_KEY has fewer than 8 characters'],
  [{ TANGO_TOKEN: '1234567' }, undefined, 'TANGO_TOKEN has fewer than 8 characters'],
  [{ TANGO_TOKEN: '12345678' }, 'ci', '--control-token has fewer than 8 characters'],
  [{ TANGO_TOKEN: '12345678', TANGO_PLATFORM_KEY: '' }, undefined, null],
])('a secret that a report could not be kept clean of is named: %j %s', (env, controlToken, why) => {
  expect(tooShort(env, controlToken)).toEqual(why === null ? null : expect.stringContaining(why))
})

it('what a process prints has no secret, and no command for a CI server', () => {
  const printed: unknown[] = []
  const stream = () => ({ write: (chunk: unknown) => printed.push(chunk) > 0 }) as unknown as NodeJS.WritableStream
  const env = {
    TANGO_PLATFORM_NAME: 'acme',
    TANGO_PLATFORM_KEY: 'key-7f3a-91c2',
    TANGO_TOKEN: 'token-5d1e',
    TANGO_WEBHOOK_SECRET: 'aG9vay1h',
  }
  const argv = [
    'node',
    'contract',
    '--control-token=control-a',
    '--control-token',
    'control-b',
    '--secret',
    'aG9vay1i',
    '--next-secret',
    'aG9vay1j',
  ]
  const [stdout, stderr] = [stream(), stream()]
  guardOutput({ env, argv, stdout, stderr })
  stdout.write(`::error::Basic ${Buffer.from('acme:key-7f3a-91c2').toString('base64')}\n`)
  stderr.write('acme token-5d1e control-a control-b aG9vay1h aG9vay1i aG9vay1j\n##[error]')
  expect(printed).toEqual([
    '\\u003a:error::Basic {credential}\n',
    'acme {credential} {credential} {credential} {credential} {credential} {credential}\n\\u0023#[error]',
  ])
})
