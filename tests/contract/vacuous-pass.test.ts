import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Case } from '../../contract/src/cases/case.ts'
import { cases } from '../../contract/src/cases/index.ts'
import { createSchemaCheck } from '../../contract/src/checks/schema.ts'
import { emptySuccess, openSchemas, withoutVerdict } from '../../contract/src/evaluate/vacuous-pass.ts'
import { type CaseResult, checkCase } from '../../contract/src/run/check-case.ts'
import { manualClock } from '../../contract/src/run/manual-clock.ts'
import { createLiveTarget } from '../../contract/src/targets/live.ts'
import type { Target } from '../../contract/src/targets/target.ts'
import { inProcessTarget } from './in-process.ts'

const description = JSON.parse(readFileSync('generated/openapi.json', 'utf8'))
const schemas = createSchemaCheck(description)

/** A live target behind which this answers everything. */
function planted(answer: (request: Request) => Response): Target {
  const orders = (state: string) =>
    Array.from({ length: 150 }, (_, number) => ({
      referenceOrderID: `AA-${state}-${number}`,
      externalRefID: `ref-${number}`,
      customerIdentifier: 'harbor-clinic',
      accountIdentifier: 'harbor-rewards',
    }))
  const fixtures = { active: orders('1'), frozen: orders('2') }
  const options = { name: 'p', key: 'k', token: 't', fixtures, rate: 1_000, maxWrites: 10_000, webhookId: null, eventWait: 0 }
  return createLiveTarget('http://live.test/raas/v2', options, { fetch: async (request) => answer(request), ...manualClock() })
}

const json = (status: number, body: object) => Response.json(body, { status, headers: { 'X-Request-Id': 'r1' } })
const good = { referenceOrderId: 'AA-1', externalRefID: 'ref-1', status: 'PENDING', totalLineItems: 2, date: '2026-03-02T10:00:00.000Z' }
const problem = (httpCode: number) => ({ ...good, httpCode, i18nKey: '404.001', message: 'nothing here' })

async function play(target: Target, rows: readonly Case[] = cases): Promise<CaseResult[]> {
  const results: CaseResult[] = []
  for (const row of rows) results.push(await checkCase(row, target, schemas))
  return results
}

async function vacuous(target: Target, rows: readonly Case[] = cases): Promise<string[]> {
  return emptySuccess({ target: target.name, results: await play(target, rows), rows, complete: rows === cases })
}

const operations = ['freezeAsyncOrder', 'unfreezeAsyncOrder', 'cancelAsyncOrder', 'updateAsyncOrder']
const nearly = (operation: string, status: number) =>
  `Failed to judge the live: nearly all responses of ${operation} are ${status}. Are the address, the credentials and the prepared orders right? If it is not offered there, leave it out with --operation.`

describe('the checks for a vacuous pass', () => {
  it('let a sandbox pass that behaves', async () => {
    expect(await vacuous(inProcessTarget())).toEqual([])
  })

  it('notice a target that answers everything 202 with a good body', async () => {
    expect(await vacuous(planted(() => json(202, good)))).toEqual([
      'Failed to judge the live: it responds to every request alike. Is this the API?',
    ])
  })

  it.each([401, 404])('notice a target that answers everything %i', async (status) => {
    const found = await vacuous(planted(() => json(status, problem(status))))
    expect(found).toEqual(operations.map((operation) => nearly(operation, status)))
  })

  it('notice one operation that is not there', async () => {
    const target = planted(({ url, method }) => (url.includes('/unfreeze') ? json(404, {}) : json(method === 'PATCH' ? 200 : 202, good)))
    expect(await vacuous(target)).toEqual([nearly('unfreezeAsyncOrder', 404)])
  })

  it('notice an operation that was never reached, unless something kept it from being observed', async () => {
    const never =
      'Failed to judge the live: updateAsyncOrder was never reached: none of its cases got a response other than 401, 404 or 405. See the reasons above.'
    const target = planted(() => json(422, problem(422)))
    const cannot = (row: Case) => (row.request.operation === 'updateAsyncOrder' ? 'no update is offered' : target.cannot(row))
    expect(await vacuous({ ...target, cannot })).toContain(never)
    const closing = planted(({ url }) => {
      if (url.includes('/customers/')) throw new Error('reset')
      return json(422, problem(422))
    })
    expect(await vacuous(closing)).not.toContain(never)
  })

  it('say nothing of a narrowed run that could not show it', async () => {
    const nothing = planted(() => json(404, problem(404)))
    const anything = planted(() => json(202, good))
    const few = cases.filter(({ id }) => id === 'freeze-answer-accepts' || id === 'freeze-refuses-code-RECIPIENT')
    expect(few).toHaveLength(2)
    for (const target of [nothing, anything]) expect(await vacuous(target, few)).toEqual([])
  })

  it('speak of a narrowed run that shows it all the same', async () => {
    const many = cases.filter(({ request, order }) => request.operation === 'freezeAsyncOrder' && order === undefined).slice(0, 60)
    expect(
      await vacuous(
        planted(() => json(404, problem(404))),
        many,
      ),
    ).toEqual([nearly('freezeAsyncOrder', 404)])
  })

  it('take the verdict from what proves nothing, and from nothing else', async () => {
    const statuses = async (target: Target) => Object.groupBy(withoutVerdict(await play(target)), ({ status }) => status)
    const nothing = await statuses(planted(() => json(404, problem(404))))
    expect(nothing.failed).toBeUndefined()
    expect(nothing.inconclusive?.[0]).toMatchObject({
      reason: expect.stringMatching(/^nearly all responses of \w+ are 404$/),
      failures: [],
    })
    const alike = await statuses(planted(() => json(202, good)))
    expect([alike.failed, alike.inconclusive?.[0]?.reason]).toEqual([undefined, 'it responds to every request alike'])
    const noUnfreeze = planted(({ url, method }) =>
      url.includes('/unfreeze') ? json(404, {}) : json(method === 'PATCH' ? 200 : 202, good),
    )
    const { failed = [], inconclusive = [] } = await statuses(noUnfreeze)
    expect(new Set(inconclusive.map(({ answered }) => answered?.operation))).toEqual(new Set(['unfreezeAsyncOrder']))
    expect(new Set(failed.map(({ answered }) => answered?.operation)).size).toBeGreaterThan(2)
  })

  it('do not count forced answers', () => {
    const answered = { operation: 'freezeAsyncOrder' as const, wanted: 202, status: 404, compared: { answer: 3, state: 0, events: 0 } }
    const forced = Array.from(
      { length: 9 },
      (_, number): CaseResult => ({
        id: `c${number}`,
        target: 'mock',
        status: 'failed',
        forced: true,
        held: [],
        failures: [],
        undocumented: [],
        answered,
      }),
    )
    expect(emptySuccess({ target: 'mock', results: forced, rows: [], complete: false })).toEqual([])
    const free = forced.map(({ forced: _, ...result }) => result)
    expect(emptySuccess({ target: 'mock', results: free, rows: [], complete: false })).toHaveLength(1)
  })

  it.each<[string, Partial<Case>, { answer: number; state: number; events: number } | undefined, boolean]>([
    ['nothing at all', {}, undefined, true],
    ['no part of the answer', {}, { answer: 0, state: 4, events: 4 }, true],
    ['no state', { state: { changed: [] } }, { answer: 2, state: 0, events: 4 }, true],
    ['no events', { events: {} }, { answer: 2, state: 4, events: 0 }, true],
    ['all it should', { state: { changed: [] }, events: {} }, { answer: 2, state: 4, events: 4 }, false],
    ['all it should, without state and events', {}, { answer: 2, state: 0, events: 0 }, false],
  ])('notice a case that passed and compared %s', (_, more, compared, noticed) => {
    const [first] = cases
    if (first === undefined) throw new Error('there are no cases')
    const { state: _s, stateAtAnswer: _a, events: _e, ...plain } = first
    const answered = compared === undefined ? {} : { answered: { operation: first.request.operation, wanted: 202, status: 202, compared } }
    const result: CaseResult = { id: first.id, target: 'sandbox', status: 'passed', held: [], failures: [], undocumented: [], ...answered }
    const found = emptySuccess({ target: 'sandbox', results: [result], rows: [{ ...plain, ...more }], complete: false })
    expect(found).toEqual(
      noticed ? [`Failed to judge the sandbox: the case ${first.id} passed and asserted nothing. Mend the case or the check.`] : [],
    )
  })
})

describe('the schemas of the description', () => {
  it('accept no random body', () => {
    expect(openSchemas(description, schemas, 7)).toEqual([])
  })

  it.each<[string, (copy: typeof description) => void, string]>([
    [
      'an answer with an empty schema',
      ({ components }) => {
        components.responses.FreezeAccepted.content['application/json'].schema = {}
      },
      'the schema of the 202 of freezeAsyncOrder accepts a random body',
    ],
    [
      'an answer whose schema is any object',
      ({ components }) => {
        components.responses.Updated.content['application/json'].schema = { type: 'object' }
      },
      'the schema of the 200 of updateAsyncOrder accepts a random body',
    ],
    [
      'an event with an empty schema',
      ({ components }) => {
        components.schemas.OrderActionStatusEvent = {}
      },
      'the schema of the outcome event accepts a random body',
    ],
  ])('are noticed: %s', (_, edit, why) => {
    const copy = structuredClone(description)
    edit(copy)
    expect(openSchemas(copy, createSchemaCheck(copy), 7)).toEqual([
      `Failed to judge anything: ${why}. Mend openapi/ and run npm run generate.`,
    ])
  })
})
