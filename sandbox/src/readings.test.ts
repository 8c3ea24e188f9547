import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { readings } from '../../generated/readings.ts'
import type { ReadingId, Readings } from './readings.ts'
import { type Answer, DAY, HOUR, rewardStates, T0, testSandbox } from './test-sandbox.ts'

type Sandbox = ReturnType<typeof testSandbox>
/** What one probe sees of a sandbox; and what it must see under each option. */
type Probe<Id extends ReadingId> = { see: (sandbox: Sandbox) => Promise<unknown>; want: Record<Readings[Id], unknown> }

const SECRET = 'c2FuZGJveC1zZWNyZXQ='
const iso = (instant: number) => new Date(instant).toISOString()
const status = async (answer: Promise<Answer>) => (await answer).status

/** The states of the rewards of an order after actions that are run one after the other. */
async function after(sandbox: Sandbox, wanted: object, ...actions: ('freeze' | 'unfreeze' | 'cancel')[]) {
  const id = sandbox.order(wanted)
  for (const action of actions) {
    await sandbox.act(action, id)
    await sandbox.drain()
  }
  return rewardStates(await sandbox.read(id))
}

async function eventOf(sandbox: Sandbox, wanted: object = { lineItems: [{}] }) {
  await sandbox.subscribe({ payloadVerificationMethod: 'HMAC', hmacSharedSecretKey: SECRET })
  await after(sandbox, wanted, 'freeze')
  const [sent] = sandbox.delivered
  return sent === undefined ? undefined : { ...sent, event: JSON.parse(sent.body) }
}

const issued = (instant: number) => ({ lineItems: [{ issuedAt: iso(instant) }] })
const frozen = { lineItems: [{ rewardStatus: 'FROZEN' }] }
const none = { lineItems: [{ product: 'OTHER' }] }
const code =
  (action: 'freeze' | 'unfreeze' | 'cancel', ...codes: string[]) =>
  async (sandbox: Sandbox) =>
    Promise.all(codes.map((reasonCode) => status(sandbox.act(action, sandbox.order(), { reasonCode }))))
const freezeFor = (hours: number) => async (sandbox: Sandbox) => {
  const id = sandbox.order()
  await sandbox.act('freeze', id)
  await sandbox.drain()
  await sandbox.advance(hours * HOUR)
  return rewardStates(await sandbox.read(id))[0]
}
const accepted = (wanted: object, field: string) => async (sandbox: Sandbox) =>
  (await sandbox.act('freeze', sandbox.order(wanted))).body[field]
const update = async (sandbox: Sandbox, body: unknown, more: object = {}, ref = 'ref-1') => {
  sandbox.order({ externalRefID: 'ref-1', lineItems: [{}], ...more })
  return again(sandbox, body, ref)
}
const again = (sandbox: Sandbox, body: unknown, ref = 'ref-1') =>
  sandbox.call('PATCH', `/raas/v2/asyncOrders/customers/acme-health/accounts/acme-wellness/${ref}`, body)
const hmac = (key: Buffer | string, form: 'base64' | 'hex', body: string) => createHmac('sha256', key).update(body).digest(form)

const probes: { [Id in ReadingId]: Probe<Id> } = {
  'C-400-422': { see: (s) => status(s.act('freeze', s.order(), {})), want: { '400': 400, '422-on-actions': 422 } },
  'C-REASON-UNKNOWN': {
    see: code('freeze', 'RECIPIENT', 'NOBODY_LISTS'),
    want: { 'per-action': [422, 422], 'one-list': [202, 422], unchecked: [202, 202] },
  },
  'C-UNF-REASONS': { see: code('unfreeze', 'REWARD_TYPE', 'DUPLICATE'), want: { union: [202, 202], table: [422, 202], notes: [202, 422] } },
  'C-UNF-VERIFY': {
    see: code('unfreeze', 'VERIFY_ORDER', 'VERIFIED_ORDER'),
    want: { both: [202, 202], VERIFY_ORDER: [202, 422], VERIFIED_ORDER: [422, 202] },
  },
  'C-UNF-DUPLICATE': { see: code('unfreeze', 'DUPLICATE'), want: { accepted: [202], refused: [422] } },
  'C-CAN-CURRENCY': { see: code('cancel', 'CURRENCY', 'CURREENCY'), want: { CURRENCY: [202, 422], CURREENCY: [422, 202] } },
  'C-OTHER-REQ': {
    see: (s) => status(s.act('freeze', s.order(), { reasonCode: 'FRAUD', otherReason: 'more' })),
    want: { kept: 202, refused: 422 },
  },
  'C-STATUS-REJECT': {
    see: async (s) => {
      await s.subscribe()
      const id = s.order({ status: 'FAILED', lineItems: [{}] })
      const answered = await status(s.act('cancel', id))
      await s.drain()
      return [answered, rewardStates(await s.read(id))[0], s.delivered.map(({ body }) => JSON.parse(body).eventData.successfulLineItems)]
    },
    want: { refuse: [422, 'ACTIVE', []], accept: [202, 'ACTIVE', [0]] },
  },
  'C-ORDER-STATUS': {
    see: (s) => after(s, { ...frozen, status: 'FAILED' }, 'unfreeze'),
    want: { 'newer-page': ['FROZEN'], 'no-gate': ['ACTIVE'] },
  },
  'C-FRZ-PENDING': {
    see: (s) => after(s, { status: 'PENDING', lineItems: [{}] }, 'freeze'),
    want: { 'no-gate': ['FROZEN'], gate: ['ACTIVE'] },
  },
  'C-NONE-ELIGIBLE': { see: (s) => status(s.act('unfreeze', s.order())), want: { accept: 202, reject: 422 } },
  'C-NONE-EVENT': { see: async (s) => (await eventOf(s, none)) !== undefined, want: { sent: true, 'not-sent': false } },
  'C-SCOPE-SOURCE': {
    see: (s) => Promise.all(['AA', 'RA', 'RG', 'BE'].map((source) => status(s.act('freeze', s.order({ source, lineItems: [{}] }))))),
    want: { any: [202, 202, 202, 202], 'api-only': [202, 422, 422, 422] },
  },
  'C-EXTREF-NULL': { see: accepted({ externalRefID: null, lineItems: [{}] }, 'externalRefID'), want: { empty: '', null: null } },
  'C-WINDOW-DAYS': {
    see: async (s) =>
      (await Promise.all([4 * DAY, 5 * DAY, 5 * DAY + HOUR].map((age) => after(s, issued(T0 - age), 'freeze')))).map(([state]) => state),
    want: {
      'calendar-days': ['FROZEN', 'FROZEN', 'FROZEN'],
      'calendar-days-inclusive': ['FROZEN', 'ACTIVE', 'ACTIVE'],
      hours: ['FROZEN', 'FROZEN', 'ACTIVE'],
    },
  },
  'C-WINDOW-UNF': {
    see: (s) => after(s, { lineItems: [{ rewardStatus: 'FROZEN', issuedAt: iso(T0 - 6 * DAY) }] }, 'unfreeze'),
    want: { none: ['ACTIVE'], 'same-as-freeze': ['FROZEN'] },
  },
  'C-WINDOW-SCHEDULED': {
    see: (s) => after(s, { lineItems: [{ issuedAt: iso(T0 - 30 * DAY), sentAt: iso(T0) }] }, 'freeze'),
    want: { issuance: ['ACTIVE'], sending: ['FROZEN'] },
  },
  'C-WINDOW-CUSTOM': { see: freezeFor(24), want: { '48-hours': 'FROZEN', '24-hours': 'ACTIVE' } },
  'C-AUTO-UNF': { see: freezeFor(24 * 365), want: { always: 'ACTIVE', never: 'FROZEN' } },
  'C-AUTO-EVENT': {
    see: async (s) => {
      await s.subscribe()
      await freezeFor(48)(s)
      return s.delivered.map(({ body }) => JSON.parse(body).eventData.action)
    },
    want: { none: ['FREEZE'], sent: ['FREEZE', 'UNFREEZE'] },
  },
  'C-FRZ-FROZEN': {
    see: async (s) => {
      const id = s.order()
      for (let day = 0; day < 2; day++) {
        await s.act('freeze', id)
        await s.advance(DAY)
      }
      return rewardStates(await s.read(id))
    },
    want: { skip: ['ACTIVE'], restart: ['FROZEN'] },
  },
  'C-202-STATUS': { see: accepted({ lineItems: [{}] }, 'status'), want: { PENDING: 'PENDING', SUBMITTED: 'SUBMITTED' } },
  'C-202-TOTAL': { see: accepted({ lineItems: [{ quantity: 2 }, {}] }, 'totalLineItems'), want: { 'line-items': 2, rewards: 3 } },
  'C-202-DATE': {
    see: async (s) => {
      const id = s.order()
      await s.advance(HOUR)
      return (await s.act('freeze', id)).body.date
    },
    want: { acceptance: iso(T0 + HOUR), 'order-created': iso(T0) },
  },
  'C-CODES-PATCH': { see: (s) => status(update(s, { notes: 'n' }, {}, 'unknown')), want: { '400': 400, '404': 404 } },
  'C-PATCH-STATUS': {
    see: async (s) => {
      const { body } = await update(s, { notes: 'n' })
      return [body.orderStatus, body.status]
    },
    want: { orderStatus: ['COMPLETE', undefined], status: [undefined, 'completed'] },
  },
  'C-PATCH-FAILED': {
    see: async (s) => {
      const twice = { lineItems: [{ externalRefLineItemID: 'l', count: 2 }, { status: 'FAILED' }] }
      const { body } = await update(s, { notes: 'n' }, twice)
      return [body.failedLineItems?.length, body.duplicateLineItemRefIds]
    },
    want: { example: [undefined, undefined], table: [1, { l: 2 }] },
  },
  'C-PATCH-EMPTY': { see: (s) => status(update(s, {})), want: { refused: 400, accepted: 200 } },
  'C-PATCH-OTHER-STATE': { see: (s) => status(update(s, { notes: 'n' }, { status: 'FAILED' })), want: { any: 200, 'complete-only': 400 } },
  'C-EXTREF-CHARS': {
    see: (s) =>
      Promise.all(
        ['week9', 'week-9', 'week.9'].map((externalRefID) => status(update(s, { notes: 'n' }, { externalRefID }, externalRefID))),
      ),
    want: { restricted: [200, 200, 400], alphanumeric: [200, 400, 400], any: [200, 200, 200] },
  },
  'C-PROMO-FIRST': {
    see: (s) => after(s, { lineItems: [{ product: 'PROMO_LINK', issuance: 2 }] }, 'cancel'),
    want: { 'first-only': ['ACTIVE'], any: ['CANCELLED'] },
  },
  'C-REFUND-FEES': {
    see: async (s) => {
      await after(s, { lineItems: [{ amount: 1_000, fee: 100 }] }, 'cancel')
      const [account] = await s.accounts()
      return (account?.balance ?? 0) - (account?.funded ?? 0)
    },
    want: { full: 0, 'minus-fee': -100 },
  },
  'C-PRODUCTS': {
    see: async (s) => {
      const products = ['REWARD_LINK', 'GLOBAL_CHOICE_LINK', 'PROMO_LINK', 'DISBURSEMENT_LINK', 'OTHER']
      const states = await after(s, { lineItems: products.map((product) => ({ product })) }, 'freeze')
      return products.filter((_, index) => states[index] === 'FROZEN')
    },
    want: {
      four: ['REWARD_LINK', 'GLOBAL_CHOICE_LINK', 'PROMO_LINK', 'DISBURSEMENT_LINK'],
      'without-global-choice-link': ['REWARD_LINK', 'PROMO_LINK', 'DISBURSEMENT_LINK'],
      'reward-link-only': ['REWARD_LINK'],
    },
  },
  'C-HMAC-FORM': {
    see: async (s) => {
      const { headers, body = '' } = (await eventOf(s)) ?? {}
      const decoded = Buffer.from(SECRET, 'base64')
      const forms = { base64: hmac(decoded, 'base64', body), hex: hmac(decoded, 'hex', body), 'raw-key': hmac(SECRET, 'base64', body) }
      return Object.entries(forms).find(([, value]) => value === headers?.get('x-signed-payload'))?.[0]
    },
    want: { base64: 'base64', hex: 'hex', 'raw-key': 'raw-key' },
  },
  'C-ENV-CATEGORY': {
    see: async (s) => {
      const { category, categories } = (await eventOf(s))?.event ?? {}
      return [category, categories]
    },
    want: { category: ['ORDER', undefined], categories: [undefined, ['ORDER']] },
  },
  'C-DELIVERY': {
    see: async (s) => {
      await s.subscribe({ url: 'http://127.0.0.1:1/hook?answer=500' })
      await s.act('freeze', s.order())
      await s.advance(5_000)
      return s.delivered.length
    },
    want: { 'no-retries': 1, retries: 2 },
  },
  'C-PATCH-422': {
    see: async (s) => {
      const { status: broken } = await update(s, { notes: 'n'.repeat(151) })
      return [broken, await status(again(s, [1])), await status(s.act('freeze', s.order(), {}))]
    },
    want: { '400': [400, 400, 422], '422': [422, 422, 422] },
  },
  'C-PATCH-NULL': {
    see: async (s) => {
      const { status: answered, body } = await update(s, { notes: null }, { notes: 'before' })
      return [answered, body.notes]
    },
    want: { refused: [400, undefined], clears: [200, ''], ignored: [200, 'before'] },
  },
  'C-PATCH-BLANK': {
    see: async (s) => (await update(s, { notes: '' }, { notes: 'before' })).body.notes,
    want: { clears: '', ignored: 'before' },
  },
  'C-LENGTH-UNITS': {
    see: async (s) => {
      const { status: wide } = await update(s, { notes: 'ü'.repeat(150) })
      return [wide, await status(again(s, { notes: '😀'.repeat(150) }))]
    },
    want: { 'code-points': [200, 200], 'utf-16-units': [200, 400], bytes: [400, 400] },
  },
  'C-PO-NUMBER': { see: (s) => status(update(s, { notes: 'n' })), want: { optional: 200, required: 400 } },
  'C-UNKNOWN-FIELD': {
    see: async (s) => [
      await status(s.act('freeze', s.order(), { reasonCode: 'FRAUD', note: 'n' })),
      await status(update(s, { notes: 'n', status: 'COMPLETE' })),
      await status(again(s, { status: 'COMPLETE' })),
    ],
    want: { refused: [422, 400, 400], ignored: [202, 200, 400] },
  },
  'C-OTHER-BLANK': {
    see: (s) => Promise.all([' ', ''].map((otherReason) => status(s.act('freeze', s.order(), { reasonCode: 'OTHER', otherReason })))),
    want: { none: [422, 422], text: [202, 202] },
  },
  'C-404-MEANING': { see: (s) => status(s.act('freeze', 'no-such-order')), want: { order: 404, 'url-only': 422 } },
  'C-CAN-SCHEDULED': {
    see: async (s) => {
      const scheduled = { status: 'SCHEDULED DELIVERY', lineItems: [{}] }
      return [(await after(s, scheduled, 'cancel'))[0], (await after(s, scheduled, 'freeze'))[0]]
    },
    want: { open: ['CANCELLED', 'FROZEN'], shut: ['ACTIVE', 'FROZEN'] },
  },
  'C-WINDOW-FROZEN': {
    see: async (s) => {
      const id = s.order({ lineItems: [{ issuedAt: iso(T0 - 5 * DAY) }] })
      await s.act('freeze', id)
      await s.advance(DAY)
      await s.act('cancel', id)
      await s.drain()
      return [...rewardStates(await s.read(id)), ...(await after(s, issued(T0 - 5 * DAY), 'cancel'))]
    },
    want: { runs: ['FROZEN', 'ACTIVE'], stops: ['CANCELLED', 'ACTIVE'] },
  },
  'A-EVT-STATUS': {
    see: async (s) => (await eventOf(s, none))?.event.eventData.status,
    want: { successful: 'SUCCESSFUL', 'failed-when-nothing': 'FAILED' },
  },
}

const rows = Object.entries(probes).flatMap(([id, { see, want }]) =>
  Object.entries(want).map(([option, wanted]) => ({ id, option, see, wanted })),
)

describe('every option of every switchable reading', () => {
  it('has a row here', () => {
    const options = Object.entries(readings).flatMap(([id, reading]) => reading.options.map((option) => `${id}=${option}`))
    expect(rows.map(({ id, option }) => `${id}=${option}`).sort()).toEqual(options.sort())
    for (const [id, { want }] of Object.entries(probes)) {
      const seen = Object.values(want).map((value) => JSON.stringify(value))
      expect(new Set(seen).size, id).toBe(seen.length)
    }
  })

  it.each(rows)('$id=$option holds when the whole sandbox follows it', async ({ id, option, see, wanted }) => {
    expect(await see(testSandbox({ readings: { [id]: option } }))).toEqual(wanted)
  })

  it.each(rows)('$id=$option holds when one platform follows it, whatever the sandbox does', async ({ id, option, see, wanted }) => {
    const other = (readings[id as ReadingId].options as readonly string[]).find((candidate) => candidate !== option)
    const sandbox = testSandbox({ readings: { [id]: other } })
    expect((await sandbox.control('PUT', '/readings', { [id]: option })).body).toMatchObject({ [id]: option })
    expect(await see(sandbox)).toEqual(wanted)
  })

  it.each(Object.entries(readings))('%s is ours unless something else is asked for', async (id, { chosen }) => {
    const probe = probes[id as ReadingId] as { see: (sandbox: Sandbox) => Promise<unknown>; want: Record<string, unknown> }
    expect(await probe.see(testSandbox())).toEqual(probe.want[chosen])
  })
})

describe('readings of one action', () => {
  const each = (s: Sandbox) =>
    Promise.all((['freeze', 'unfreeze', 'cancel'] as const).map((action) => status(s.act(action, s.order(none)))))

  it.each([
    [{ 'C-NONE-ELIGIBLE': 'reject' }, [422, 422, 422]],
    [{ 'C-NONE-ELIGIBLE.unfreeze': 'reject' }, [202, 422, 202]],
    [{ 'C-NONE-ELIGIBLE.freeze': 'accept', 'C-NONE-ELIGIBLE': 'reject' }, [202, 422, 422]],
    [{ 'C-SCOPE-SOURCE.cancel': 'api-only' }, [202, 202, 202]],
  ])('%j answers %j where nothing is eligible', async (given, wanted) => {
    expect(await each(testSandbox({ readings: given as Partial<Readings> }))).toEqual(wanted)
    const sandbox = testSandbox()
    expect((await sandbox.control('PUT', '/readings', given)).body).toMatchObject(given)
    expect(await each(sandbox)).toEqual(wanted)
  })

  it('count the days of freeze and cancel apart; a window of unfreeze is the one of freeze', async () => {
    const sandbox = testSandbox({ readings: { 'C-WINDOW-DAYS.cancel': 'calendar-days-inclusive', 'C-WINDOW-UNF': 'same-as-freeze' } })
    const wanted = (rewardStatus: string) => ({ lineItems: [{ rewardStatus, issuedAt: iso(T0 - 5 * DAY) }] })
    expect(await after(sandbox, wanted('ACTIVE'), 'freeze')).toEqual(['FROZEN'])
    expect(await after(sandbox, wanted('FROZEN'), 'unfreeze')).toEqual(['ACTIVE'])
    expect(await after(sandbox, wanted('ACTIVE'), 'cancel')).toEqual(['ACTIVE'])
  })

  it('yield to what a platform says of all actions', async () => {
    const sandbox = testSandbox({ readings: { 'C-NONE-ELIGIBLE.unfreeze': 'reject' } })
    expect((await sandbox.control('PUT', '/readings', { 'C-NONE-ELIGIBLE': 'accept' })).body).not.toHaveProperty([
      'C-NONE-ELIGIBLE.unfreeze',
    ])
    expect(await each(sandbox)).toEqual([202, 202, 202])
  })
})

describe('readings', () => {
  it.each([
    [{ 'C-NOBODY': 'x' }, 'there is no switchable reading C-NOBODY'],
    [{ 'C-NONE-EVENT': 'maybe' }, 'Choose one of sent, not-sent.'],
    [{ constructor: 'x' }, 'there is no switchable reading constructor'],
    ['{"__proto__":"x"}', 'there is no switchable reading __proto__'],
    [{ 'C-NONE-EVENT': 1 }, 'must be string'],
    [{ 'C-NONE-EVENT.freeze': 'sent' }, 'Choose C-NONE-EVENT, which is one for all actions.'],
    [{ 'C-WINDOW-DAYS.unfreeze': 'hours' }, 'Choose C-WINDOW-DAYS.freeze, C-WINDOW-DAYS.cancel.'],
    [{ 'C-NONE-ELIGIBLE.unfreeze.x': 'reject' }, 'there is no such action'],
    [{ 'C-NONE-ELIGIBLE.unfreeze': 'maybe' }, 'it has no option maybe'],
  ])('that are not there are refused: %j', async (given, message) => {
    const sandbox = testSandbox()
    const { status: answered, body } = await sandbox.control('PUT', '/readings', given)
    expect([answered, body.message]).toEqual([400, expect.stringContaining(message)])
    expect(
      (await sandbox.control('POST', '/platforms', typeof given === 'string' ? `{"readings":${given}}` : { readings: given })).status,
    ).toBe(400)
  })

  it('that are not named go back to those of the sandbox', async () => {
    const sandbox = testSandbox({ readings: { 'C-202-STATUS': 'SUBMITTED' } })
    await sandbox.control('PUT', '/readings', { 'C-NONE-EVENT': 'not-sent' })
    const { body } = await sandbox.control('PUT', '/readings', {})
    expect(body).toMatchObject({ 'C-NONE-EVENT': 'sent', 'C-202-STATUS': 'SUBMITTED' })
  })
})
