import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Phase, PhaseResult } from '../../contract/src/run/phase.ts'
import { schemaPhase } from '../../contract/src/schema/phase.ts'
import { createLiveTarget } from '../../contract/src/targets/live.ts'
import type { Target } from '../../contract/src/targets/target.ts'
import { operations } from '../../generated/operations.ts'
import { documentedRules, type Rules } from '../../sandbox/src/index.ts'
import { times } from '../long.ts'
import { targetOf } from '../mutation/affected.ts'
import type { Fetch } from '../mutation/mutant.ts'
import { mutantOf } from '../mutation/mutants.ts'
import { onStatus, statusInstead } from '../mutation/wire.ts'
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

const withWire = ({ wrapFetch }: { wrapFetch: (fetch: Fetch) => Fetch }): Target => inProcessTarget({}, { fetch: wrapFetch })

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

  it.each<[id: string, clauses?: string[]]>([
    ['update-notes-one-too-many', ['UPD-17']],
    ['update-notes-one-too-few', ['UPD-17']],
    ['update-campaign-one-too-few', ['UPD-11']],
    ['update-notes-in-code-units', ['UPD-73']],
    ['update-notes-in-bytes', ['UPD-73']],
    ['update-notes-in-graphemes', ['UPD-73']],
    ['freeze-checks-no-field', ['FRZ-04', 'FRZ-10', 'GEN-17']],
    ['cancel-ignores-letter-case-of-code', ['CAN-06']],
    ['unfreeze-takes-one-kind-of-blank', ['UNF-11']],
    ['update-takes-nothing', ['UPD-67']],
    ['update-takes-null-notes', ['UPD-68']],
    ['update-external-ref-of-any-length', ['UPD-05', 'UPD-06']],
    ['update-external-ref-of-any-characters', ['UPD-06']],
    ['update-decodes-paths-twice', ['GEN-31', 'UPD-02', 'UPD-03', 'UPD-06']],
    ['freeze-unprocessable-400', ['GEN-23']],
    ['update-malformed-422', ['GEN-23']],
    ['freeze-accepts-nothing', ['FRZ-12']],
    // Whatever clauses the fields have.
    ['update-composes-texts'],
    ['freeze-error-names-no-field'],
  ])('find the mutant %s', async (id, clauses) => {
    const [operation = ''] = id.split('-')
    const part = only(operation === 'update' ? 'customers' : `/${operation}`)
    const target = targetOf(mutantOf(id))
    const { status, failures } = await run(target, part)
    expect(status).toBe('failed')
    const blamed = [...new Set(failures.map(({ clause }) => clause))].sort()
    if (clauses !== undefined) expect(blamed, failures.map(({ what }) => what).join('\n')).toEqual(clauses)
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
    const target = () => targetOf(mutantOf('update-refuses-tildes'))
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
    const reason = 'inconclusive examples: 3, the first: the exchange: closed'
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
    const reason = 'inconclusive examples: 1, the first: the exchange: closed'
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

  it.each([
    ['update-async-order-request-notes-max-length-up', 'customers'],
    ['update-async-order-request-notes-max-length-down', 'customers'],
    ['update-async-order-request-campaign-max-length-dropped', 'customers'],
    ['external-ref-id-max-length-down', 'customers'],
    ['external-ref-id-pattern-with-dot', 'customers'],
    ['update-async-order-request-min-properties-dropped', 'customers'],
    ['update-async-order-request-open', 'customers'],
    ['update-async-order-request-notes-nullable', 'customers'],
    ['update-async-order-request-notes-renamed', 'customers'],
    ['freeze-request-listed-reason-reason-code-with-recipient', '/freeze'],
    ['freeze-request-listed-reason-reason-code-without-fraud', 'freeze'],
    ['freeze-request-another-reason-other-reason-required-dropped', '/freeze'],
    ['freeze-method-changed', '/freeze'],
  ])('is noticed: %s', async (id, part) => {
    const mutant = mutantOf(id)
    const edited = only(part, 'edit' in mutant ? mutant.edit() : bundle)
    const found = await run(inProcessTarget(), edited)
    expect(found.status).toBe('failed')
    // A failure without a replay is shown by the whole phase, which this was.
    for (const { replay } of found.failures.filter((failure) => failure.replay !== '')) {
      expect((await run(inProcessTarget(), edited, { replay })).status).toBe('failed')
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
