import { describe, expect, it } from 'vitest'
import { interpretations } from '../../generated/interpretations.ts'
import type { InterpretationId, Interpretations } from './interpretations.ts'
import { type Answer, DAY, rewardStates, T0, testSandbox } from './test-sandbox.ts'

type Sandbox = ReturnType<typeof testSandbox>
type Action = 'freeze' | 'unfreeze' | 'cancel'
const status = async (answer: Promise<Answer>) => (await answer).status

/** The states of the rewards of an order after actions that are run one after the other. */
async function after(sandbox: Sandbox, wanted: object, ...actions: Action[]) {
  const id = sandbox.order(wanted)
  for (const action of actions) {
    await sandbox.act(action, id)
    await sandbox.drain()
  }
  return rewardStates(await sandbox.read(id))
}

const aged = (days: number, more: object = {}) => ({ lineItems: [{ issuedAt: new Date(T0 - days * DAY).toISOString(), ...more }] })
const none = { lineItems: [{ product: 'OTHER' }] }
const update = (sandbox: Sandbox, body: unknown, more?: object) => {
  if (more !== undefined) sandbox.order({ externalRefID: 'ref-1', lineItems: [{}], ...more })
  return sandbox.call('PATCH', '/raas/v2/asyncOrders/customers/acme-health/accounts/acme-wellness/ref-1', body)
}

/** What an option means beyond what its probe in contract/src/probes asks, and under each option what is seen of it. */
const beyondProbes: {
  [Id in InterpretationId]?: { see: (sandbox: Sandbox) => Promise<unknown>; want: Partial<Record<Interpretations[Id], unknown>> }
} = {
  'C-UNF-REASONS': {
    see: (s) => Promise.all(['REWARD_TYPE', 'DUPLICATE'].map((reasonCode) => status(s.act('unfreeze', s.order(), { reasonCode })))),
    want: { union: [202, 202], table: [422, 202], notes: [202, 422] },
  },
  'C-STATUS-REJECT': {
    see: async (s) => {
      await s.subscribe()
      const states = await after(s, { status: 'FAILED', lineItems: [{}] }, 'cancel')
      return [...states, s.delivered.map(({ body }) => JSON.parse(body).eventData.successfulLineItems)]
    },
    want: { refuse: ['ACTIVE', []], accept: ['ACTIVE', [0]] },
  },
  'C-SCOPE-SOURCE': {
    see: (s) => Promise.all(['AA', 'RA', 'RG', 'BE'].map((source) => status(s.act('freeze', s.order({ source, lineItems: [{}] }))))),
    want: { any: [202, 202, 202, 202], 'api-only': [202, 422, 422, 422] },
  },
  'C-PATCH-422': {
    see: async (s) => [await status(update(s, [1], {})), await status(s.act('freeze', s.order(), {}))],
    want: { '400': [400, 422], '422': [422, 422] },
  },
  'C-PATCH-NULL': {
    see: async (s) => (await update(s, { notes: null }, { notes: 'before' })).body.notes,
    want: { clears: '', ignored: 'before' },
  },
  'C-UNKNOWN-FIELD': {
    see: async (s) => [await status(update(s, { notes: 'n', status: 'COMPLETE' }, {})), await status(update(s, { status: 'COMPLETE' }))],
    want: { refused: [400, 400], ignored: [200, 400] },
  },
  'C-OTHER-BLANK': {
    see: (s) => status(s.act('freeze', s.order(), { reasonCode: 'OTHER', otherReason: '' })),
    want: { none: 422, text: 202 },
  },
  'C-CAN-SCHEDULED': {
    see: (s) => after(s, { status: 'SCHEDULED DELIVERY', lineItems: [{}] }, 'freeze'),
    want: { open: ['FROZEN'], shut: ['FROZEN'] },
  },
  'C-WINDOW-FROZEN': {
    see: (s) => after(s, aged(6), 'cancel'),
    want: { runs: ['ACTIVE'], stops: ['ACTIVE'] },
  },
}

const rows = Object.entries(beyondProbes).flatMap(([id, { see, want }]) =>
  Object.entries(want).map(([option, wanted]) => ({ id, option, see, wanted })),
)

describe('an option beyond what its probe asks', () => {
  it.each(rows)('$id=$option holds when the whole sandbox follows it', async ({ id, option, see, wanted }) => {
    expect(await see(testSandbox({ interpretations: { [id]: option } }))).toEqual(wanted)
  })

  it.each(rows)('$id=$option holds when one platform follows it, whatever the sandbox does', async ({ id, option, see, wanted }) => {
    const other = (interpretations[id as InterpretationId].options as readonly string[]).find((candidate) => candidate !== option)
    const sandbox = testSandbox({ interpretations: { [id]: other } })
    expect((await sandbox.control('PUT', '/interpretations', { [id]: option })).body).toMatchObject({ [id]: option })
    expect(await see(sandbox)).toEqual(wanted)
  })
})

describe('interpretations of one action', () => {
  const each = (s: Sandbox) =>
    Promise.all((['freeze', 'unfreeze', 'cancel'] as const).map((action) => status(s.act(action, s.order(none)))))

  it.each([
    [{ 'C-NONE-ELIGIBLE': 'reject' }, [422, 422, 422]],
    [{ 'C-NONE-ELIGIBLE.unfreeze': 'reject' }, [202, 422, 202]],
    [{ 'C-NONE-ELIGIBLE.freeze': 'accept', 'C-NONE-ELIGIBLE': 'reject' }, [202, 422, 422]],
    [{ 'C-SCOPE-SOURCE.cancel': 'api-only' }, [202, 202, 202]],
  ])('%j answers %j where nothing is eligible', async (given, wanted) => {
    expect(await each(testSandbox({ interpretations: given as Partial<Interpretations> }))).toEqual(wanted)
    const sandbox = testSandbox()
    expect((await sandbox.control('PUT', '/interpretations', given)).body).toMatchObject(given)
    expect(await each(sandbox)).toEqual(wanted)
  })

  it('count the days of freeze and cancel apart; a window of unfreeze is the one of freeze', async () => {
    const sandbox = testSandbox({
      interpretations: { 'C-WINDOW-DAYS.cancel': 'calendar-days-inclusive', 'C-WINDOW-UNF': 'same-as-freeze' },
    })
    const wanted = (rewardStatus: string) => aged(5, { rewardStatus })
    expect(await after(sandbox, wanted('ACTIVE'), 'freeze')).toEqual(['FROZEN'])
    expect(await after(sandbox, wanted('FROZEN'), 'unfreeze')).toEqual(['ACTIVE'])
    expect(await after(sandbox, wanted('ACTIVE'), 'cancel')).toEqual(['ACTIVE'])
  })

  it('yield to what a platform says of all actions', async () => {
    const sandbox = testSandbox({ interpretations: { 'C-NONE-ELIGIBLE.unfreeze': 'reject' } })
    expect((await sandbox.control('PUT', '/interpretations', { 'C-NONE-ELIGIBLE': 'accept' })).body).not.toHaveProperty([
      'C-NONE-ELIGIBLE.unfreeze',
    ])
    expect(await each(sandbox)).toEqual([202, 202, 202])
  })
})

describe('interpretations', () => {
  it.each([
    [{ 'C-NOBODY': 'x' }, 'there is no switchable interpretation C-NOBODY'],
    [{ 'C-NONE-EVENT': 'maybe' }, 'Choose one of sent, not-sent.'],
    [{ constructor: 'x' }, 'there is no switchable interpretation constructor'],
    ['{"__proto__":"x"}', 'there is no switchable interpretation __proto__'],
    [{ 'C-NONE-EVENT': 1 }, 'must be string'],
    [{ 'C-NONE-EVENT.freeze': 'sent' }, 'Choose C-NONE-EVENT, which is one for all actions.'],
    [{ 'C-WINDOW-DAYS.unfreeze': 'hours' }, 'Choose C-WINDOW-DAYS.freeze, C-WINDOW-DAYS.cancel.'],
    [{ 'C-NONE-ELIGIBLE.unfreeze.x': 'reject' }, 'there is no such action'],
    [{ 'C-NONE-ELIGIBLE.unfreeze': 'maybe' }, 'it has no option maybe'],
  ])('that are not there are refused: %j', async (given, message) => {
    const sandbox = testSandbox()
    const { status: answered, body } = await sandbox.control('PUT', '/interpretations', given)
    expect([answered, body.message]).toEqual([400, expect.stringContaining(message)])
    expect(
      (await sandbox.control('POST', '/platforms', typeof given === 'string' ? `{"interpretations":${given}}` : { interpretations: given }))
        .status,
    ).toBe(400)
  })

  it('that are not named go back to those of the sandbox', async () => {
    const sandbox = testSandbox({ interpretations: { 'C-202-STATUS': 'SUBMITTED' } })
    await sandbox.control('PUT', '/interpretations', { 'C-NONE-EVENT': 'not-sent' })
    const { body } = await sandbox.control('PUT', '/interpretations', {})
    expect(body).toMatchObject({ 'C-NONE-EVENT': 'sent', 'C-202-STATUS': 'SUBMITTED' })
  })
})
