import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as limit } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const running: ChildProcess[] = []
let home: string

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'async-orders-sandbox-'))
})
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL')
})
afterAll(() => rm(home, { recursive: true, force: true }))

async function file(name: string, content: unknown): Promise<string> {
  const path = join(home, name)
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

/** Starts the command as a user would, and gathers what it says. */
function start(...words: string[]) {
  const child = spawn(process.execPath, ['scripts/sandbox.ts', ...words], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  running.push(child)
  const said = { stdout: '', stderr: '' }
  child.stdout.on('data', (chunk) => (said.stdout += chunk))
  child.stderr.on('data', (chunk) => (said.stderr += chunk))
  const ended = once(child, 'close').then(([code]) => code as number | null)
  return { child, said, ended }
}

/** The origin of the ready line. Rejects when the command ends, or says nothing, before it. */
async function ready({ child, said, ended }: ReturnType<typeof start>): Promise<string> {
  const line = () => /^sandbox listening on (http:\/\/\S+)\/raas\/v2$/m.exec(said.stdout)?.[1]
  const seen = new Promise<string>((resolve) => child.stdout?.on('data', () => line() !== undefined && resolve(line() ?? '')))
  const stop = new AbortController()
  const late = limit(20_000, undefined, { signal: stop.signal }).then(() => Promise.reject(new Error('no ready line within 20 s')))
  const over = ended.then((code) => Promise.reject(new Error(`ended with ${code} before it was ready: ${said.stderr}`)))
  over.catch(() => undefined)
  late.catch(() => undefined)
  return Promise.race([seen, late, over]).finally(() => stop.abort())
}

async function run(...words: string[]) {
  const { said, ended } = start(...words)
  return { code: await ended, ...said }
}

describe('the command', () => {
  it('is ready with one line, prints curl lines that work, and ends at once with 0 at SIGINT, even while a receiver hangs', async () => {
    const hanging = createServer(() => undefined).listen(0, '127.0.0.1')
    await once(hanging, 'listening')
    try {
      const command = start()
      const origin = await ready(command)
      await expect.poll(() => command.said.stderr).toContain('\n\n')
      const lines = command.said.stderr.split('\n').filter((line) => line.trim().startsWith('curl '))
      const { port } = hanging.address() as AddressInfo
      const headers = { authorization: `Basic ${btoa('demo:demo-key')}`, 'content-type': 'application/json' }
      const body = JSON.stringify({ url: `http://127.0.0.1:${port}/`, eventTypes: ['OrderActionStatus'] })
      expect((await fetch(`${origin}/_sandbox/subscriptions`, { method: 'POST', headers, body })).status).toBe(201)
      const delivery = once(hanging, 'request')
      const statuses: string[] = []
      for (const line of lines) {
        const { stdout } = await promisify(execFile)('sh', ['-c', `${line.trim()} -s -o /dev/null -w '%{http_code}'`])
        statuses.push(stdout.slice(-3))
      }
      expect(statuses).toEqual(['202', '200', '200'])
      const console = await (await fetch(`${origin}/_sandbox/`)).text()
      expect(console).not.toContain('demo')
      expect(command.said.stderr).toContain(`\nThe same in a browser: ${origin}/_sandbox/, signed in as demo with demo-key\n`)
      await delivery
      command.child.kill('SIGINT')
      expect(await Promise.race([command.ended, limit(5_000, 'still running', { ref: false })])).toBe(0)
      expect(command.said.stdout).toBe(`sandbox listening on ${origin}/raas/v2\n`)
    } finally {
      hanging.closeAllConnections()
      hanging.close()
    }
  })

  it('says how it is used', async () => {
    const { code, stdout, stderr } = await run('--help')
    expect([code, stderr]).toEqual([0, ''])
    for (const option of [
      'port',
      'host',
      'data',
      'sync',
      'clock',
      'orders',
      'interpretation',
      'credentials',
      'control-token',
      'allow-host',
      'allow-origin-host',
      'log',
      'no-control',
      'help',
    ])
      expect(stdout).toContain(`  --${option}`)
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

  it.each<[string, () => Promise<string[]>, string]>([
    ['an unknown option', async () => ['--prot', '1'], "Unknown option '--prot'"],
    ['a word that is no option', async () => ['8080'], '"8080" is not one'],
    ['a port that is none', async () => ['--port', '70000'], '--port 70000 is not a port'],
    ['a clock that is none', async () => ['--clock', 'fast'], 'invalid --clock fast: expected real or manual'],
    ['a way to write that is none', async () => ['--sync', 'often'], 'invalid --sync often: expected normal or full'],
    ['a way to write without a file', async () => ['--sync', 'full'], '--sync has no effect without --data'],
    [
      'a token of no control plane',
      async () => ['--control-token', 'T', '--no-control'],
      '--control-token has no effect with --no-control',
    ],
    ['a clock that nobody can move', async () => ['--clock', 'manual', '--no-control'], '--clock manual cannot be moved with --no-control'],
    ['a misspelt interpretation', async () => ['--interpretation', 'C-NONE-EVNT=sent'], 'Did you mean C-NONE-EVENT?'],
    ['a data file without a folder', async () => ['--data', join(home, 'nowhere', 'a.db')], 'there is no folder'],
    ['a data file that is none', async () => ['--data', await file('text.db', 'no database '.repeat(99))], 'it is damaged, or no database'],
    ['an interpretation that is none', async () => ['--interpretation', 'C-NOBODY=x'], 'C-NONE-EVENT'],
    ['an option that an interpretation has not', async () => ['--interpretation', 'C-NONE-EVENT=maybe'], 'Choose one of sent, not-sent.'],
    ['an interpretation without its option', async () => ['--interpretation', 'C-NONE-EVENT'], 'is not ID=OPTION'],
    ['a host with a port', async () => ['--allow-host', 'hooks.example.com:80'], 'it is not the bare name of a host'],
    ['a name of its own with a port', async () => ['--allow-origin-host', 'sandbox:80'], 'it is not the bare name of a host'],
    ['all addresses without credentials', async () => ['--host', '0.0.0.0'], 'it needs --credentials'],
    [
      'all addresses with credentials and an open control plane',
      async () => ['--host', '0.0.0.0', '--credentials', await file('open.json', [platform])],
      '--control-token or --no-control',
    ],
    ['a file that is not there', async () => ['--orders', join(home, 'nowhere.json')], 'ENOENT'],
    ['orders that are no list', async () => ['--orders', await file('one.json', {})], 'is not a list of orders'],
    ['an order that is none', async () => ['--orders', await file('bad.json', [{ lineItems: [{}] }, { lineItems: [] }])], 'order 2 of'],
    [
      'an order of a date that cannot be read',
      async () => ['--orders', await file('leap.json', [{ lineItems: [{ issuedAt: '2016-12-31T23:59:60Z' }] }])],
      'order 1 of',
    ],
    ['credentials that are no JSON', async () => ['--credentials', await file('broken.json', `{"key": ${secret}}`)], 'is not JSON'],
    [
      'credentials without a token',
      async () => ['--credentials', await file('half.json', [{ name: 'acme', key: secret }])],
      'is not a list of',
    ],
    [
      'two platforms of one name',
      async () => ['--credentials', await file('twice.json', [platform, { ...platform, token: 't' }])],
      'of one name',
    ],
    [
      'two platforms with one token',
      async () => ['--credentials', await file('token.json', [platform, { ...platform, name: 'n' }])],
      'with one token',
    ],
    ['a name with a colon', async () => ['--credentials', await file('colon.json', [{ ...platform, name: 'a:b' }])], 'a colon in its name'],
  ])('refuses %s with 2, one line and no credential', async (_, words, message) => {
    const { code, stdout, stderr } = await run(...(await words()))
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(message)
    expect(stderr).toMatch(/^Failed to .*\n$/)
    expect(stderr).not.toContain('very-secret')
  })

  it('takes the credentials of a file, shows none of them, and leaves out the control plane', async () => {
    const credentials = await file('platforms.json', [platform])
    const orders = await file('orders.json', [{ externalRefID: 'week-9', lineItems: [{}] }])
    const command = start('--credentials', credentials, '--orders', orders, '--no-control', '--interpretation', 'C-PATCH-STATUS=status')
    const origin = await ready(command)
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
    command.child.kill('SIGTERM')
    expect(await command.ended).toBe(0)
    expect(refused.status).toBe(401)
    expect(answers).not.toContain('/_sandbox/orders')
    expect(answers + command.said.stdout + command.said.stderr).not.toContain('very-secret')
  })
})
