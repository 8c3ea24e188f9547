import { describe, expect, it } from 'vitest'
import { readConsole } from '../node/index.ts'
import { testSandbox } from '../test-sandbox.ts'

const get = (options: Parameters<typeof testSandbox>[0], path: string, method = 'GET') =>
  testSandbox(options).call(method, path, undefined, { authorization: '' })

describe('the console', () => {
  it.each([
    ['/_sandbox/', 'text/html; charset=utf-8', '<div id="console">'],
    ['/_sandbox/console.js', 'text/javascript; charset=utf-8', '/_sandbox/receiver'],
    ['/_sandbox/console.css', 'text/css; charset=utf-8', '--color-accent'],
    ['/_sandbox/console.svg', 'image/svg+xml', '<svg'],
  ])('is served at %s without credentials, under a policy that lets nothing else in', async (path, type, part) => {
    const { status, headers, text } = await get({ console: { files: readConsole } }, path)
    expect([status, headers.get('content-type')]).toEqual([200, type])
    expect(text).toContain(part)
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'self'; /)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })

  it('has the slash in its address that its files are found by', async () => {
    const { status, headers } = await get({ console: { files: readConsole } }, '/_sandbox')
    expect([status, headers.get('location')]).toEqual([308, '/_sandbox/'])
  })

  it('holds no credentials of the sandbox that serves it', async () => {
    const options = { console: { files: readConsole }, platforms: [{ name: 'acme', key: 'acme-key', token: 'acme-token' }] }
    for (const path of ['', 'console.js', 'console.css', 'console.svg'])
      expect((await get(options, `/_sandbox/${path}`)).text, path).not.toMatch(/acme/)
  })

  it.each([
    ['without a control plane', { console: { files: readConsole }, control: false }, 404],
    ['unless it was given', {}, 401],
  ])('is not there %s', async (_, options, status) => {
    for (const path of ['/_sandbox/', '/_sandbox/console.js']) expect((await get(options, path)).status).toBe(status)
  })

  it('is named where somebody who looks around comes first', async () => {
    const message = async (options: Parameters<typeof testSandbox>[0]) => (await testSandbox(options).call('GET', '/')).body.message
    expect(await message({ console: { files: readConsole } })).toContain('For a browser there is /_sandbox/.')
    expect(await message({})).not.toContain('browser')
  })

  it('takes no other method, and serves no other file', async () => {
    const sandbox = testSandbox({ console: { files: readConsole } })
    expect((await sandbox.call('POST', '/_sandbox/', {})).status).toBe(405)
    expect((await sandbox.call('GET', '/_sandbox/index.html')).status).toBe(200)
    expect((await sandbox.call('GET', '/_sandbox/toString')).status).toBe(404)
    expect((await sandbox.call('GET', '/_sandbox/..%2fpackage.json')).status).toBe(404)
  })
})

it('a receiver answers any event, without credentials', async () => {
  const sandbox = testSandbox()
  expect((await sandbox.call('POST', '/_sandbox/receiver', { any: 'event' }, { authorization: '' })).status).toBe(200)
  expect((await sandbox.call('POST', '/_sandbox/receiver', undefined, { authorization: '' })).status).toBe(200)
})
