import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { runScript } from '../contract/spawn.ts'
import { sandboxes } from './harness.ts'

const { start, path, write: file } = sandboxes()
const run = (...words: string[]) => runScript('sandbox', words)

describe('the command', () => {
  it('is ready with one line, prints curl lines that work, and ends at once with 0 at SIGINT, even while a receiver hangs', async () => {
    const hanging = createServer(() => undefined).listen(0, '127.0.0.1')
    await once(hanging, 'listening')
    try {
      const { origin, control, printed, stop, ended } = await start()
      await expect.poll(() => printed.stderr).toContain('\n\n')
      const lines = printed.stderr.split('\n').filter((line) => line.trim().startsWith('curl '))
      const { port } = hanging.address() as AddressInfo
      await control.subscribe({ url: `http://127.0.0.1:${port}/`, eventTypes: ['OrderActionStatus'] })
      const delivery = once(hanging, 'request')
      const statuses: string[] = []
      for (const line of lines) {
        const { stdout } = await promisify(execFile)('sh', ['-c', `${line.trim()} -s -o /dev/null -w '%{http_code}'`])
        statuses.push(stdout.slice(-3))
      }
      expect(statuses).toEqual(['202', '200', '200'])
      const console = await (await fetch(`${origin}/_sandbox/`)).text()
      expect(console).not.toContain('demo')
      expect(printed.stderr).toContain(`\nThe same in a browser: ${origin}/_sandbox/, signed in as demo with demo-key\n`)
      await delivery
      stop()
      expect(await ended).toMatchObject({ code: 0, stdout: `sandbox listening on ${origin}/raas/v2\n` })
    } finally {
      hanging.closeAllConnections()
      hanging.close()
    }
  })

  it('says how it is used', async () => {
    const { code, stdout, stderr } = await run('--help')
    expect([code, stderr]).toEqual([0, ''])
    const options =
      'port host data sync clock orders interpretation credentials control-token allow-host allow-origin-host log judge no-control help'
    for (const option of options.split(' ')) expect(stdout).toContain(`  --${option}`)
  })

  it('ends with 2 and one clear line when the port is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    const { port } = taken.address() as AddressInfo
    const { code, stdout, stderr } = await run('--port', String(port))
    taken.close()
    expect([code, stdout, stderr]).toEqual([
      2,
      '',
      `Failed to listen on 127.0.0.1:${port}: the port is taken. Choose another port, or 0 for a free one.\n`,
    ])
  })

  const secret = 'very-secret-key'
  const platform = { name: 'acme', key: secret, token: 'very-secret-token' }

  it.each<[string, () => (string | Promise<string>)[], string]>([
    ['an unknown option', () => ['--prot', '1'], "Unknown option '--prot'"],
    ['a word that is no option', () => ['8080'], '"8080" is not one'],
    ['a port that is none', () => ['--port', '70000'], '--port 70000 is not a port'],
    ['a clock that is none', () => ['--clock', 'fast'], 'invalid --clock fast: expected real or manual'],
    ['a way to write that is none', () => ['--sync', 'often'], 'invalid --sync often: expected normal or full'],
    ['a way to write without a file', () => ['--sync', 'full'], '--sync has no effect without --data'],
    ['a token of no control plane', () => ['--control-token', 'T', '--no-control'], '--control-token has no effect with --no-control'],
    ['a verdict without a control plane', () => ['--judge', '--no-control'], '--judge reads the control plane'],
    ['a clock that nobody can move', () => ['--clock', 'manual', '--no-control'], '--clock manual cannot be moved with --no-control'],
    ['a misspelt interpretation', () => ['--interpretation', 'C-NONE-EVNT=sent'], 'Did you mean C-NONE-EVENT?'],
    ['a data file without a folder', () => ['--data', path('nowhere/a.db')], 'there is no folder'],
    ['a data file that is none', () => ['--data', file('text.db', 'no database '.repeat(99))], 'it is damaged, or no database'],
    ['an interpretation that is none', () => ['--interpretation', 'C-NOBODY=x'], 'C-NONE-EVENT'],
    ['an option that an interpretation has not', () => ['--interpretation', 'C-NONE-EVENT=maybe'], 'Choose one of sent, not-sent.'],
    ['an interpretation without its option', () => ['--interpretation', 'C-NONE-EVENT'], 'is not ID=OPTION'],
    ['a host with a port', () => ['--allow-host', 'hooks.example.com:80'], 'it is not the bare name of a host'],
    ['a name of its own with a port', () => ['--allow-origin-host', 'sandbox:80'], 'it is not the bare name of a host'],
    ['all addresses without credentials', () => ['--host', '0.0.0.0'], 'it needs --credentials'],
    [
      'all addresses with credentials and an open control plane',
      () => ['--host', '0.0.0.0', '--credentials', file('open.json', [platform])],
      '--control-token or --no-control',
    ],
    ['a file that is not there', () => ['--orders', path('nowhere.json')], 'ENOENT'],
    ['orders that are no list', () => ['--orders', file('one.json', {})], 'is not a list of orders'],
    ['an order that is none', () => ['--orders', file('bad.json', [{ lineItems: [{}] }, { lineItems: [] }])], 'order 2 of'],
    [
      'an order of a date that cannot be read',
      () => ['--orders', file('leap.json', [{ lineItems: [{ issuedAt: '2016-12-31T23:59:60Z' }] }])],
      'order 1 of',
    ],
    ['credentials that are no JSON', () => ['--credentials', file('broken.json', `{"key": ${secret}}`)], 'is not JSON'],
    ['credentials without a token', () => ['--credentials', file('half.json', [{ name: 'acme', key: secret }])], 'is not a list of'],
    ['two platforms of one name', () => ['--credentials', file('twice.json', [platform, { ...platform, token: 't' }])], 'of one name'],
    ['two platforms with one token', () => ['--credentials', file('token.json', [platform, { ...platform, name: 'n' }])], 'with one token'],
    ['a name with a colon', () => ['--credentials', file('colon.json', [{ ...platform, name: 'a:b' }])], 'a colon in its name'],
  ])('refuses %s with 2, one line and no credential', async (_, words, message) => {
    const { code, stdout, stderr } = await run(...(await Promise.all(words())))
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(message)
    expect(stderr).toMatch(/^Failed to .*\n$/)
    expect(stderr).not.toContain('very-secret')
  })

  it('keeps more requests for a verdict, and prints the command that gives it, without the key of a platform', async () => {
    const { origin, control, printed, stop, ended } = await start('--judge')
    await expect.poll(() => printed.stderr).toContain(`Judge: npx async-orders verdict --url ${origin}\n`)
    const freeze = () => fetch(`${origin}/raas/v2/asyncOrders/AA1/freeze`, { method: 'POST' })
    for (let sent = 0; sent < 2_100; sent += 50) await Promise.all(Array.from({ length: 50 }, freeze))
    expect((await control.listRequests()).map(({ number }) => number)).toEqual(Array.from({ length: 2_100 }, (_, index) => index + 1))
    stop()
    await ended
    const other = await start('--judge', '--credentials', await file('platforms.json', [platform]))
    const named = ', with TANGO_PLATFORM_NAME and TANGO_PLATFORM_KEY of the platform\n'
    await expect.poll(() => other.printed.stderr).toContain(`Judge: npx async-orders verdict --url ${other.origin}${named}`)
    other.stop()
    expect((await other.ended).stderr).not.toContain(secret)
  })

  it('takes the credentials of a file, shows none of them, and leaves out the control plane', async () => {
    const credentials = await file('platforms.json', [platform])
    const orders = await file('orders.json', [{ externalRefID: 'week-9', lineItems: [{}] }])
    const words = ['--credentials', credentials, '--orders', orders, '--no-control', '--interpretation', 'C-PATCH-STATUS=status']
    const { origin, stop, ended } = await start(...words)
    const patch = (authorization: string) =>
      fetch(`${origin}/raas/v2/asyncOrders/customers/acme-health/accounts/acme-wellness/week-9`, {
        method: 'PATCH',
        headers: { authorization, 'content-type': 'application/json' },
        body: '{"notes":"n"}',
      })
    const updated = await patch(`Bearer ${platform.token}`)
    expect([updated.status, await updated.json()]).toEqual([200, expect.objectContaining({ status: 'completed' })])
    const refused = await patch(`Basic ${btoa(`acme:${secret}x`)}`)
    const answers = (await refused.text()) + (await (await fetch(`${origin}/_sandbox/platforms`, { method: 'POST' })).text())
    stop()
    const { code, stdout, stderr } = await ended
    expect([code, refused.status]).toEqual([0, 401])
    expect(answers).not.toContain('/_sandbox/orders')
    expect(answers + stdout + stderr).not.toContain('very-secret')
  })
})
