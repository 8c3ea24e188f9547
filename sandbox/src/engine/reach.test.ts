import { afterEach, describe, expect, it } from 'vitest'
import { memoryStore } from '../index.ts'
import { type Listening, listen } from '../node/server.ts'
import { testSandbox } from '../test-sandbox.ts'
import { hostNames, mayReach } from './reach.ts'

const allowed = { named: hostNames(['Hooks.Example.com', '192.0.2.7']), loopback: true }

describe('a delivery may go', () => {
  it.each([
    'http://127.0.0.1/',
    'https://127.255.0.9:8443/a?b#c',
    'http://[::1]:1/',
    'http://[0:0:0:0:0:0:0:1]/',
    'http://localhost/',
    'http://LOCALHOST:9/',
    // What the URL parser reads as 127.0.0.1 is 127.0.0.1.
    'http://2130706433/',
    'http://0177.0.0.1/',
    'http://0x7f.1/',
    'http://127.1/',
    'http://hooks.example.com/',
    'https://HOOKS.EXAMPLE.COM:8443/a',
    'http://192.0.2.7/',
    'http://3221225991/',
  ])('to %s', (url) => expect(mayReach(url, allowed)).toBe(true))

  it.each([
    'http://localhost./',
    'http://localhost.example/',
    'http://a.localhost/',
    'http://127.0.0.1.example/',
    'http://127.0.0.1@192.0.2.1/',
    'http://user@hooks.example.com/',
    'http://hooks.example.com./',
    'http://a.hooks.example.com/',
    'http://hooks.example.com.evil.example/',
    'http://hooks.example.com@evil.example/',
    'http://hooks.example.com\\@evil.example.org\\/',
    'http://0.0.0.0/',
    'http://0/',
    'http://[::]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:c000:207]/',
    'http://3221225985/',
    'http://0300.0.2.1/',
    'http://192.0.2.1/',
    'http://10.0.0.1/',
    'ftp://hooks.example.com/',
    'file:///etc/hosts',
    'data:text/plain,a',
    'javascript:0',
    'http://',
    '',
  ])('not to %s', (url) => {
    // The parser takes a backslash for a slash: what follows is a path of the allowed host, and no other host.
    const harmless = url.includes('\\') && new URL(url).hostname === 'hooks.example.com'
    expect(mayReach(url, allowed)).toBe(harmless)
  })
})

it.each(['', 'a b', 'hooks.example.com:80', 'hooks.example.com/', 'http://a', 'a/b', 'user@a', '*/', 'a?b', 'a#b'])(
  'refuses to allow "%s"',
  (name) => expect(() => hostNames([name])).toThrow(`Failed to allow host ${name}: it is not the bare name of a host.`),
)

it.each([
  ['http://127.0.0.1:1/', false],
  ['http://localhost/', false],
  ['http://[::1]/', false],
  ['http://hooks.example.com/', true],
  ['http://127.0.0.2:5/', true],
])('where this machine has to be named too, %s: %s', (url, may) =>
  expect(mayReach(url, { named: hostNames(['hooks.example.com', '127.0.0.2']), loopback: false })).toBe(may),
)

describe('at delivery', () => {
  const reasons = async (url: string, options: Parameters<typeof testSandbox>[0]) => {
    const sandbox = testSandbox(options)
    await sandbox.subscribe({ url })
    await sandbox.run('freeze', sandbox.order())
    return { sent: sandbox.delivered.length, reason: (await sandbox.deliveries())[0]?.attempts[0]?.reason }
  }

  it.each([
    [['127.0.0.1', '::1'], 1, null],
    [['127.0.0.1', '192.0.2.1'], 0, 'not sent: localhost resolves to 192.0.2.1, which is not of this machine'],
    [['2001:db8::1'], 0, 'not sent: localhost resolves to 2001:db8::1, which is not of this machine'],
  ])('localhost that resolves to %j', async (addresses, sent, reason) => {
    expect(await reasons('http://localhost:1/', { resolve: async () => addresses })).toEqual({ sent, reason })
  })

  it('a name that cannot be resolved is told', async () => {
    const resolve = () => Promise.reject(new Error('getaddrinfo ENOTFOUND localhost'))
    expect(await reasons('http://localhost:1/', { resolve })).toEqual({ sent: 0, reason: 'getaddrinfo ENOTFOUND localhost' })
  })

  it('a host that was allowed is not looked up', async () => {
    const asked: string[] = []
    const resolve = async (name: string) => {
      asked.push(name)
      return ['192.0.2.1']
    }
    const options = { resolve, allowHosts: ['hooks.example.com'] }
    expect(await reasons('http://hooks.example.com/a', options)).toEqual({ sent: 1, reason: null })
    expect(asked).toEqual([])
  })

  it('a host that an earlier sandbox allowed on the same store is asked about again', async () => {
    const store = memoryStore()
    await testSandbox({ store, allowHosts: ['hooks.example.com'] }).subscribe({ url: 'http://hooks.example.com/a' })
    const sandbox = testSandbox({ store })
    await sandbox.run('freeze', sandbox.order())
    expect(sandbox.delivered).toEqual([])
    expect((await sandbox.deliveries())[0]?.attempts[0]?.reason).toBe('not sent: its host is neither of this machine nor allowed')
  })
})

describe('without deliveries to this machine', () => {
  const options = { allowLoopback: false }

  it('a subscription to it is refused, and its port is never called', async () => {
    const { status, body } = await testSandbox(options).subscribe()
    expect([status, body.errors[0].path, body.message]).toEqual([400, 'url', expect.stringContaining('of a host named with --allow-host')])
  })

  it('one that an earlier sandbox took gets nothing', async () => {
    const store = memoryStore()
    await testSandbox({ store }).subscribe()
    const sandbox = testSandbox({ store, ...options })
    await sandbox.run('freeze', sandbox.order())
    expect(sandbox.delivered).toEqual([])
    expect((await sandbox.deliveries())[0]?.attempts[0]?.reason).toBe('not sent: its host is not allowed')
  })

  it('one to a host that was named gets its events', async () => {
    const sandbox = testSandbox({ ...options, allowHosts: ['127.0.0.1'] })
    await sandbox.subscribe()
    await sandbox.run('freeze', sandbox.order())
    expect(sandbox.delivered).toHaveLength(1)
  })
})

describe('over real HTTP', () => {
  const open: Listening[] = []
  afterEach(() => Promise.all(open.splice(0).map((server) => server.close())))

  it('a redirect is not followed', async () => {
    const paths: string[] = []
    const server = await listen(
      async (request) => {
        paths.push(new URL(request.url).pathname)
        return new Response(null, { status: 307, headers: { location: '/elsewhere' } })
      },
      { host: '127.0.0.1', port: 0 },
    )
    open.push(server)
    const sandbox = testSandbox({ deliver: fetch })
    await sandbox.subscribe({ url: `${server.origin}/hook` })
    await sandbox.run('freeze', sandbox.order())
    expect(paths).toEqual(['/hook'])
    expect((await sandbox.deliveries())[0]?.attempts).toMatchObject([{ status: 307, received: false }])
  })
})
