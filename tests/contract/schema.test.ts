import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Phase, PhaseResult } from '../../contract/src/run/phase.ts'
import { schemaPhase } from '../../contract/src/schema/phase.ts'
import { createLiveTarget } from '../../contract/src/targets/live.ts'
import type { Target } from '../../contract/src/targets/target.ts'
import { operations } from '../../generated/operations.ts'
import { documentedRules, type Rules } from '../../sandbox/src/index.ts'
import { times } from '../long.ts'
import type { Fetch } from '../mutation/mutant.ts'
import { type Operation, onBody, onRequest, onStatus, statusInstead } from '../mutation/wire.ts'
import { inProcessTarget } from './in-process.ts'

// biome-ignore lint/suspicious/noExplicitAny: edits reach anywhere
type Bundle = any
const bundle: Bundle = JSON.parse(readFileSync(new URL('../../generated/openapi.json', import.meta.url), 'utf8'))
const SEED = 20260302

/** The description with the operations whose path fits alone: the others would only take time. */
const pick = (part: string, from: Bundle): Bundle => ({
  ...from,
  paths: Object.fromEntries(Object.entries(from.paths).filter(([path]) => path.includes(part))),
})
const parts = Object.fromEntries(['/freeze', '/unfreeze', '/cancel', 'customers'].map((part) => [part, pick(part, bundle)]))
const only = (part: string, from: Bundle = bundle): Bundle => (from === bundle ? parts[part] : pick(part, from))

/** A clock that moves by a millisecond each time it is read. */
const ticking = (): (() => number) => {
  let now = 0
  return () => now++
}

const run = (target: Target, from: Bundle, more: { budgetMs?: number; replay?: string; seed?: number } = {}): Promise<PhaseResult> =>
  phaseOf(from).run(target, { seed: SEED, budgetMs: 2, replay: null, ...more }, ticking())

const known = new Map<Bundle, Phase>()

/** What a phase makes of a description it makes once. */
function phaseOf(from: Bundle): Phase {
  const phase = known.get(from) ?? schemaPhase(from)
  known.set(from, phase)
  return phase
}

const withRules = (rules: Partial<Rules>): Target => inProcessTarget({ rules: { ...documentedRules, ...rules } })
const withWire = ({ wrapFetch }: { wrapFetch: (fetch: Fetch) => Fetch }): Target => inProcessTarget({}, { fetch: wrapFetch })

/** A limit of the update, measured or set otherwise. */
const limited = (field: 'notes' | 'campaign', limit: number, measure = (text: string): number => [...text].length): Target =>
  withRules({
    updateFields: (body, interpretations) => {
      const others = documentedRules.updateFields({ ...body, [field]: '' }, interpretations).filter(({ path }) => path !== field)
      const value = body[field]
      if (value !== undefined && typeof value !== 'string') return documentedRules.updateFields(body, interpretations)
      return measure(value ?? '') > limit ? [...others, { path: field, i18nKey: '422.006', message: 'too long' }] : others
    },
  })

const graphemes = (text: string): number => [...new Intl.Segmenter().segment(text)].length

describe('cases from the description', () => {
  it('hold on the sandbox', { timeout: 600_000 }, async () => {
    const { status, failures, counts } = await run(inProcessTarget(), bundle, { budgetMs: times(40, 4_000) })
    expect({ status, failures }).toEqual({ status: 'passed', failures: [] })
    for (const operation of Object.keys(operations)) {
      expect(counts[`${operation} fitting`]).toBeGreaterThan(50)
      expect(counts[`${operation} breaking`]).toBeGreaterThan(90)
      expect(counts[`${operation} random`]).toBeGreaterThan(0)
    }
  })

  it.each<[string, Operation, Target, string[] | 'those of its fields']>([
    ['takes 151 characters as notes', 'update', limited('notes', 151), ['UPD-17']],
    ['takes 149 characters as notes only', 'update', limited('notes', 149), ['UPD-17']],
    ['takes 1023 characters as campaign only', 'update', limited('campaign', 1_023), ['UPD-11']],
    ['counts UTF-16 units', 'update', limited('notes', 150, (text) => text.length), ['UPD-73']],
    ['counts bytes', 'update', limited('notes', 150, (text) => Buffer.byteLength(text)), ['UPD-73']],
    ['counts graphemes', 'update', limited('notes', 150, graphemes), ['UPD-73']],
    ['checks no field of an action', 'freeze', withRules({ actionFields: () => [] }), ['FRZ-04', 'FRZ-10', 'GEN-17']],
    [
      'takes codes in lower case',
      'cancel',
      withWire(
        onBody('cancel', (body) => ({
          ...body,
          ...(typeof body.reasonCode === 'string' ? { reasonCode: body.reasonCode.toUpperCase() } : {}),
        })),
      ),
      ['CAN-06'],
    ],
    [
      'takes one blank for no reason, and another for one',
      'unfreeze',
      withRules({
        otherReasonRequired: (action, body, interpretations) =>
          /^[^ ]/.test(String(body.otherReason ?? ' ')) ? null : documentedRules.otherReasonRequired(action, body, interpretations),
      }),
      ['UNF-11'],
    ],
    ['takes an empty update', 'update', withRules({ updateNotEmpty: () => null }), ['UPD-67']],
    [
      'takes null for no text',
      'update',
      withWire(onBody('update', (body) => Object.fromEntries(Object.entries(body).map(([name, value]) => [name, value ?? ''])))),
      ['UPD-68'],
    ],
    ['takes any externalRefID', 'update', withRules({ externalRefID: () => null }), ['UPD-05', 'UPD-06']],
    [
      'decodes paths twice',
      'update',
      withWire(onRequest('update', ({ url }) => ({ url: url.replace(/%25/g, '%') }))),
      ['GEN-31', 'UPD-02', 'UPD-03', 'UPD-06'],
    ],
    ['answers 400 instead of 422', 'freeze', withWire(statusInstead('freeze', 422, 400)), ['GEN-23']],
    ['answers 422 instead of 400', 'update', withWire(statusInstead('update', 400, 422)), ['GEN-23']],
    ['accepts nothing', 'freeze', withWire(statusInstead('freeze', 202, 400)), ['FRZ-12']],
    [
      'composes texts',
      'update',
      withWire(onStatus('update', 200, ({ body }) => ({ body: { ...body, notes: body.notes.normalize('NFC') } }))),
      'those of its fields',
    ],
    [
      'names no field',
      'freeze',
      withWire(onStatus('freeze', 422, ({ body }) => ({ body: { ...body, errors: [] } }))),
      'those of its fields',
    ],
  ])('find a sandbox that %s', async (_, operation, target, clauses) => {
    const part = only(operation === 'update' ? 'customers' : `/${operation}`)
    const { status, failures } = await run(target, part)
    expect(status).toBe('failed')
    const blamed = [...new Set(failures.map(({ clause }) => clause))].sort()
    if (Array.isArray(clauses)) expect(blamed, failures.map(({ what }) => what).join('\n')).toEqual(clauses)
    for (const { what, replay, expected } of failures) {
      const again = await run(target, part, { replay })
      expect(again).toMatchObject({ status: 'failed', failures: [{ what, expected, cases: 1, replay }] })
      expect(await run(inProcessTarget(), part, { replay })).toMatchObject({ status: 'passed', failures: [] })
    }
  })

  it('count what shows the same, over all operations', async () => {
    const { failures } = await run(withWire(statusInstead('any', 422, 400)), pick('freeze', bundle))
    expect(failures).toMatchObject([{ clause: 'GEN-23', expected: 422 }])
    expect(failures[0]?.cases).toBeGreaterThan(150)
  })

  it('name no replay where a failure does not come again', async () => {
    let asked = 0
    const { failures } = await run(withWire(onStatus('freeze', 202, () => (++asked === 1 ? { status: 201 } : {}))), only('/freeze'))
    expect(failures).toMatchObject([{ clause: 'FRZ-05', cases: 1, replay: '' }])
  })

  it('find what only chance reaches, the same each time and as small as can be, and replay it', async () => {
    const target = () =>
      withRules({
        updateFields: (body, interpretations) =>
          String(body.notes).includes('~')
            ? [{ path: 'notes', i18nKey: '400.001', message: 'no tildes' }]
            : documentedRules.updateFields(body, interpretations),
      })
    const results = await Promise.all([1, 2].map(() => run(target(), only('customers'), { budgetMs: 60 })))
    const [one, two] = results.map(({ durationMs: _, ...result }) => result)
    expect(one).toEqual(two)
    expect(one?.failures).toHaveLength(1)
    expect(one?.failures[0]).toMatchObject({
      clause: 'UPD-60',
      expected: 200,
      replay: expect.stringMatching(/^updateAsyncOrder random escaped \{"notes":"~"\}$/),
    })
    const replay = one?.failures[0]?.replay ?? ''
    expect((await run(target(), only('customers'), { replay })).failures).toHaveLength(1)
    expect((await run(inProcessTarget(), only('customers'), { replay })).failures).toEqual([])
  })

  it('find that a refused request is done all the same', async () => {
    const target = withWire({
      wrapFetch: (fetch) => async (request) => {
        const copy = request.clone()
        const response = await fetch(request)
        if (request.method === 'PATCH' && response.status === 400) {
          await fetch(new Request(copy.url, { method: 'PATCH', headers: copy.headers, body: '{"notes":"done all the same"}' }))
        }
        return response
      },
    })
    const { failures } = await run(target, only('customers'))
    expect(failures.map(({ what }) => what)).toEqual(['updateAsyncOrder: the order after a request that was refused'])
    const again = await run(target, only('customers'), { replay: failures[0]?.replay ?? '' })
    expect(again).toMatchObject({ status: 'failed', failures: [{ what: failures[0]?.what }] })
  })

  /** A target on which some updates end without a response. */
  const silent = (isSilent: (count: number) => boolean, from: Partial<Rules> = {}): { target: Target; asked: () => number } => {
    let asked = 0
    const wrapFetch =
      (fetch: Fetch): Fetch =>
      async (request) => {
        if (request.method === 'PATCH' && isSilent(++asked)) throw new Error('closed')
        return fetch(request)
      }
    return { target: inProcessTarget({ rules: { ...documentedRules, ...from } }, { fetch: wrapFetch }), asked: () => asked }
  }

  it('are inconclusive on a target that does not respond, and ask it no more', async () => {
    const { target, asked } = silent(() => true)
    const found = await run(target, only('customers'))
    const reason = 'examples that could not be judged: 3, the first because of: the exchange: closed'
    expect(found).toMatchObject({ status: 'inconclusive', reason, failures: [] })
    // Each of them twice.
    expect(asked()).toBe(6)
    const replayed = await run(target, only('customers'), { replay: 'updateAsyncOrder random {"notes":"x"}' })
    expect(replayed).toMatchObject({ status: 'inconclusive', failures: [] })
  })

  it('are judged where a request that is sent once more gets its response', async () => {
    const { target, asked } = silent((count) => count === 1)
    const found = await run(target, only('customers'), { replay: 'updateAsyncOrder random {"notes":"x"}' })
    expect(found).toMatchObject({ status: 'passed', failures: [] })
    expect(asked()).toBe(2)
  })

  it('fail where a clause is violated beside what could not be judged', async () => {
    const { target } = silent((count) => count === 9 || count === 10, { updateNotEmpty: () => null })
    const reason = 'examples that could not be judged: 1, the first because of: the exchange: closed'
    expect(await run(target, only('customers'))).toMatchObject({ status: 'failed', reason, failures: [{ clause: 'UPD-67' }] })
  })

  it('are not run on a live target, with the reason', async () => {
    const live = createLiveTarget(
      'http://127.0.0.1:1/raas/v2',
      { name: 'n', key: 'k', token: null, fixtures: {}, rate: 2, maxWrites: 0, webhookId: null, eventWait: 0 },
      { fetch, now: () => 0, wait: async () => undefined },
    )
    expect(await run(live, bundle)).toMatchObject({
      status: 'skipped',
      reason: expect.stringContaining('hundreds of requests'),
      failures: [],
    })
  })

  it.each([
    '',
    'nothing',
    'freezeAsyncOrder',
    'deleteAsyncOrder random {}',
    'freezeAsyncOrder random {',
    'freezeAsyncOrder random colour=a {}',
    'freezeAsyncOrder random referenceOrderID=../x {}',
    'freezeAsyncOrder random referenceOrderID=.. {}',
  ])('refuse to replay "%s"', async (replay) => {
    await expect(run(inProcessTarget(), only('/freeze'), { replay })).rejects.toThrow(
      /^Failed to replay an example of the description: .*Take the text that a failure printed\.$/,
    )
  })
})

describe('an edited description', () => {
  const schemas = (edited: Bundle): Bundle => edited.components.schemas
  it.each<[string, (edited: Bundle) => void, string]>([
    ['a higher limit', (d) => Object.assign(schemas(d).UpdateAsyncOrderRequest.properties.notes, { maxLength: 151 }), 'customers'],
    ['a lower limit', (d) => Object.assign(schemas(d).UpdateAsyncOrderRequest.properties.notes, { maxLength: 149 }), 'customers'],
    ['no limit', (d) => delete schemas(d).UpdateAsyncOrderRequest.properties.campaign.maxLength, 'customers'],
    ['a lower limit of a parameter', (d) => Object.assign(d.components.parameters.ExternalRefID.schema, { maxLength: 99 }), 'customers'],
    ['a wider pattern', (d) => Object.assign(d.components.parameters.ExternalRefID.schema, { pattern: '^[A-Za-z0-9_.-]+$' }), 'customers'],
    ['no minimum', (d) => delete schemas(d).UpdateAsyncOrderRequest.minProperties, 'customers'],
    ['unknown fields', (d) => delete schemas(d).UpdateAsyncOrderRequest.additionalProperties, 'customers'],
    ['null', (d) => Object.assign(schemas(d).UpdateAsyncOrderRequest.properties.notes, { type: ['string', 'null'] }), 'customers'],
    ['a code more', (d) => schemas(d).FreezeRequest.oneOf[0].properties.reasonCode.enum.push('RECIPIENT'), '/freeze'],
    ['a code less', (d) => schemas(d).FreezeRequest.oneOf[0].properties.reasonCode.enum.pop(), 'freeze'],
    ['a field less that is required', (d) => schemas(d).FreezeRequest.oneOf[1].required.pop(), '/freeze'],
    ['a renamed field', (d) => Object.assign(schemas(d).UpdateAsyncOrderRequest.properties, { remarks: { type: 'string' } }), 'customers'],
    [
      'another method',
      (d) =>
        Object.assign(d.paths, {
          '/asyncOrders/{referenceOrderID}/freeze': { put: d.paths['/asyncOrders/{referenceOrderID}/freeze'].post },
        }),
      '/freeze',
    ],
  ])('with %s is noticed', async (_, edit, part) => {
    const edited = structuredClone(bundle)
    edit(edited)
    const found = await run(inProcessTarget(), only(part, edited))
    expect(found.status).toBe('failed')
    // A failure without a replay is shown by the whole phase, which this was.
    for (const { replay } of found.failures.filter((failure) => failure.replay !== '')) {
      expect((await run(inProcessTarget(), only(part, edited), { replay })).status).toBe('failed')
    }
  })

  it.each<[string, (edited: Bundle) => void, string]>([
    ['a keyword', (d) => Object.assign(schemas(d).UpdateAsyncOrderRequest.properties.notes, { format: 'email' }), 'the keyword format'],
    ['a type', (d) => Object.assign(schemas(d).UpdateAsyncOrderRequest.properties.notes, { type: 'integer' }), 'the type integer'],
    ['a query parameter', (d) => Object.assign(d.components.parameters.ExternalRefID, { in: 'query' }), 'a parameter in query'],
  ])('with %s that no example is made for is not passed', async (_, edit, message) => {
    const edited = structuredClone(bundle)
    edit(edited)
    await expect(run(inProcessTarget(), edited)).rejects.toThrow(message)
  })

  it('without operations is not passed', async () => {
    await expect(run(inProcessTarget(), { paths: {} })).rejects.toThrow('has no operations')
  })
})
