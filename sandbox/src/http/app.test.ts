import { describe, expect, it } from 'vitest'
import { documentedRules } from '../index.ts'
import { demo, testSandbox } from '../test-sandbox.ts'

const API = '/raas/v2/asyncOrders'
const UPDATE = `${API}/customers/acme-health/accounts/acme-wellness/ref-1`
const basic = (text: string) => `Basic ${btoa(text)}`

describe('an error', () => {
  const fields = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`f${index}`, 1]))

  it('is headed by its first problem, and lists ten at most', async () => {
    const sandbox = testSandbox()
    const first = { i18nKey: '422.007', message: 'reasonCode is required.' }
    expect((await sandbox.act('freeze', 'AA1', {})).body).toMatchObject({ ...first, errors: [{ path: 'reasonCode', ...first }] })
    const { status, body } = await sandbox.act('freeze', sandbox.order(), { reasonCode: 'FRAUD', ...fields(900) })
    expect([status, body.errors.length]).toEqual([422, 10])
  })

  it.each<[string, string, string, object]>([
    ['80,000 unknown fields', 'POST', `${API}/AA1/freeze`, fields(80_000)],
    ['80,000 unknown fields', 'PATCH', UPDATE, fields(80_000)],
    ['80,000 unknown fields', 'POST', '/_sandbox/platforms', fields(80_000)],
    ['80,000 interpretations', 'POST', '/_sandbox/platforms', { interpretations: fields(80_000) }],
    ['a field with a name of a megabyte', 'POST', `${API}/AA1/freeze`, { ['k'.repeat(1_000_000)]: 1 }],
    ['a field with a name of a megabyte', 'PATCH', UPDATE, { ['k'.repeat(1_000_000)]: 1 }],
    ['a name that has to be escaped', 'PATCH', UPDATE, { ['\u0001'.repeat(160_000)]: 1 }],
    ['a name of many quotes', 'PATCH', UPDATE, { ['"'.repeat(500_000)]: 1 }],
    ['an interpretation with a name of a megabyte', 'PUT', '/_sandbox/interpretations', { ['k'.repeat(1_000_000)]: 'x' }],
    ['an option of a megabyte', 'PUT', '/_sandbox/interpretations', { 'C-NONE-EVENT': 'x'.repeat(1_000_000) }],
    ['a type of event of a megabyte', 'POST', '/_sandbox/subscriptions', { url: 'http://127.0.0.1/', eventTypes: ['x'.repeat(1_000_000)] }],
    ['an unknown order with a long id', 'POST', `${API}/${'x'.repeat(10_000)}/freeze`, { reasonCode: 'FRAUD' }],
    ['an unknown path that is long', 'GET', `/${'x'.repeat(10_000)}`, {}],
  ])('of %s stays small: %s %s', async (_, method, path, body) => {
    const { status, text } = await testSandbox().call(method, path, method === 'GET' ? undefined : body)
    expect([400, 404, 422]).toContain(status)
    expect(text.length - path.length).toBeLessThan(3_000)
  })

  it('of the sandbox itself is a 500 that says nothing of its cause, which is reported', async () => {
    const authenticate = () => {
      throw new Error('disk secret')
    }
    const broken = testSandbox({ rules: { ...documentedRules, authenticate } })
    const { status, text } = await broken.act('freeze', 'AA1')
    expect([status, text.includes('secret')]).toEqual([500, false])
    expect(broken.reported.map(({ message }) => message)).toEqual(['disk secret'])
  })
})

describe('a path', () => {
  it.each([
    ['that is none', 'POST', '/raas/v2/none'],
    ['with an empty segment', 'POST', `${API}//freeze`],
    ['with a slash at its end', 'POST', `${API}/AA1/freeze/`],
    ['in other letters', 'POST', `${API}/AA1/FREEZE`],
    ['outside of the API', 'GET', '/'],
  ])('%s is answered 404, naming the four operations and how an order is made', async (_, method, path) => {
    const { status, body } = await testSandbox().call(method, path)
    expect(status).toBe(404)
    for (const part of ['/freeze, /unfreeze and /cancel', 'PATCH /asyncOrders/customers/', 'POST /_sandbox/orders'])
      expect(body.message).toContain(part)
  })

  it.each([
    ['%zz', '%zz'],
    ['A%2FB', 'A/B'],
    ['%F0%9F%98%80', '😀'],
    ['%2541', '%41'],
    ['__proto__', '__proto__'],
    ['..%2f..%2f_sandbox', '../../_sandbox'],
  ])('may hold %s, which is the order %s, and is unknown', async (segment, id) => {
    const sandbox = testSandbox()
    const { status, body } = await sandbox.act('freeze', segment)
    expect([status, body.message]).toEqual([404, `There is no order ${id} on this platform.`])
    expect(body.path).toBe(`${API}/${segment}/freeze`)
    expect(sandbox.reported).toEqual([])
  })

  it('of the control plane that is none is answered 404 of its own', async () => {
    expect((await testSandbox().control('GET', '/nothing')).body.message).toContain('openapi/control.yaml')
  })

  it('of the control plane is as any other where there is none', async () => {
    const sandbox = testSandbox({ control: false })
    for (const path of ['/_sandbox/orders', '/_sandbox/platforms', '/_sandbox/clock']) {
      const { status, text } = await sandbox.call('POST', path, {})
      expect([status, text.includes('To create an order')]).toEqual([404, false])
    }
  })
})

describe('a method that a path does not have', () => {
  it.each([
    ['GET', `${API}/AA1/freeze`, 'POST'],
    ['PATCH', `${API}/AA1/unfreeze`, 'POST'],
    ['DELETE', `${API}/AA1/cancel`, 'POST'],
    ['OPTIONS', `${API}/AA1/cancel`, 'POST'],
    ['POST', UPDATE, 'PATCH'],
    ['PUT', '/_sandbox/orders', 'GET, POST'],
    ['POST', '/_sandbox/interpretations', 'GET, PUT'],
    ['GET', '/_sandbox/faults', null],
    ['DELETE', '/_sandbox/faults', null],
    ['PATCH', '/_sandbox/faults', 'GET, POST, DELETE'],
    ['GET', '/_sandbox/platforms', 'POST'],
  ])('%s %s allows %s', async (method, path, allow) => {
    const { status, headers } = await testSandbox().call(method, path)
    expect([status === 405, headers.get('allow')]).toEqual([allow !== null, allow])
  })
})

describe('a body', () => {
  const bytes = (text: string) => new TextEncoder().encode(text)
  it.each<[string, string | Uint8Array, number]>([
    ['invalid UTF-8', new Uint8Array([...bytes('{"reasonCode":"'), 0xff, ...bytes('"}')]), 400],
    ['a mark of byte order', '\ufeff{"reasonCode":"FRAUD"}', 202],
    ['a hundred thousand brackets that do not close', '['.repeat(100_000), 400],
    ['a hundred thousand brackets that do', '['.repeat(100_000) + ']'.repeat(100_000), 400],
    ['an object a hundred thousand deep', `{"reasonCode":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}`, 400],
    [
      'a thousand and one fields',
      JSON.stringify({ reasonCode: 'FRAUD', ...Object.fromEntries([...Array(1_000).keys()].map((at) => [`f${at}`, 1])) }),
      400,
    ],
    ['__proto__ as a field', '{"reasonCode":"FRAUD","__proto__":{"a":1}}', 422],
    ['the code inside __proto__', '{"__proto__":{"reasonCode":"FRAUD"}}', 422],
    ['the name of a method as a code', '{"reasonCode":"constructor"}', 422],
    ['a number beyond all', '{"reasonCode":1e999}', 422],
    ['half a character', '{"reasonCode":"OTHER","otherReason":"\\ud800"}', 202],
    ['one byte more than a megabyte', `{"reasonCode":"FRAUD"}${' '.repeat(1024 * 1024 - 21)}`, 413],
    ['a megabyte', `{"reasonCode":"FRAUD"}${' '.repeat(1024 * 1024 - 22)}`, 202],
  ])('of %s is answered without a fault', async (_, body, status) => {
    const sandbox = testSandbox()
    const answer = await sandbox.act('freeze', sandbox.order(), body)
    expect([answer.status, sandbox.reported]).toEqual([status, []])
    const polluted: Record<string, unknown> = {}
    expect(polluted.a).toBeUndefined()
  })

  it('in pieces is stopped at a megabyte', async () => {
    const sandbox = testSandbox()
    let sent = 0
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        sent += 65_536
        controller.enqueue(new Uint8Array(65_536))
      },
    })
    expect((await sandbox.stream('POST', `${API}/AA1/freeze`, body)).status).toBe(413)
    expect(sent).toBeLessThan(2 * 1024 * 1024)
  })
})

describe('credentials', () => {
  const other = { name: 'other:x', key: 'other-key', token: 'other-token' }
  it.each([
    ['of no known scheme', 'Digest demo'],
    ['a scheme alone', 'Basic'],
    ['a key cut short', basic('demo:demo-ke')],
    ['an empty key', basic('demo:')],
    ['the name of every object', basic('__proto__:x')],
    ['the key of another platform', basic('demo:other-key')],
    ['no colon', basic('demo')],
    ['no base64', 'Basic ***'],
    ['no UTF-8', `Basic ${btoa('\xff\xfe')}`],
    ['an empty token', 'Bearer '],
    ['a token and more', 'Bearer demo-token more'],
  ])('%s: %s is refused by API and control plane, and not quoted', async (_, authorization) => {
    const sandbox = testSandbox({ platforms: [{ ...demo }, other] })
    for (const path of [`${API}/AA1/freeze`, '/_sandbox/orders']) {
      const { status, text } = await sandbox.call('POST', path, {}, { authorization })
      expect(status).toBe(401)
      if (authorization.length > 12) expect(text).not.toContain(authorization.split(' ')[1])
    }
  })

  it('may have their scheme in small letters', async () => {
    const authorization = basic('demo:demo-key').replace('Basic', 'basic')
    expect((await testSandbox().call('GET', '/_sandbox/orders', undefined, { authorization })).status).toBe(200)
  })

  it('show nothing of another platform', async () => {
    const sandbox = testSandbox({
      platforms: [
        { ...demo, clock: 'manual' },
        { ...other, name: 'other' },
      ],
    })
    const { webhookId } = (await sandbox.subscribe()).body
    const id = sandbox.order()
    await sandbox.run('freeze', id)
    const [lineItem] = (await sandbox.read(id)).lineItems
    const asOther = (method: string, path: string, body?: unknown) =>
      sandbox.call(method, path, body, { authorization: `Bearer ${other.token}` })
    for (const path of ['/orders', '/accounts', '/subscriptions', '/deliveries', '/faults'])
      expect((await asOther('GET', `/_sandbox${path}`)).body, path).toEqual([])
    expect((await asOther('GET', `/_sandbox/orders/${id}`)).status).toBe(404)
    expect((await asOther('POST', `/_sandbox/rewards/${lineItem?.reward?.rewardId}/redeem`, { amount: 1 })).status).toBe(404)
    const at = `/_sandbox/subscriptions/${webhookId}`
    for (const path of ['/renew', '/replay?fromRevision=0']) expect((await asOther('POST', at + path)).status, path).toBe(404)
    for (const path of ['', '/events']) expect((await asOther('GET', at + path)).status, path).toBe(404)
    expect((await asOther('DELETE', at)).status).toBe(404)
    await asOther('POST', '/_sandbox/reset')
    await asOther('PUT', '/_sandbox/interpretations', { 'C-202-STATUS': 'SUBMITTED' })
    expect((await sandbox.act('freeze', id)).body.status).toBe('PENDING')
  })
})
