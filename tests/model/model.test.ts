import { expect, it } from 'vitest'
import { playSequence } from '../../contract/src/stateful/play.ts'
import { randomBatches } from '../../contract/src/stateful/random.ts'
import { textOf } from '../../contract/src/stateful/text.ts'
import { createReceiver } from '../../contract/src/targets/receiver.ts'
import { createSandboxTarget } from '../../contract/src/targets/sandbox.ts'
import type { Target } from '../../contract/src/targets/target.ts'
import { createSandbox, documentedRules, memoryStore, type SandboxOptions } from '../../sandbox/src/index.ts'
import { countingIds, NOW } from '../contract/in-process.ts'
import { times } from '../long.ts'
import { mutantOf } from '../mutation/mutants.ts'
import { isAbout, withHeader } from '../mutation/wire.ts'

/** Other sequences: MODEL_SEED=… npx vitest run --project unit tests/model. */
const SEED = Number(process.env.MODEL_SEED ?? '20260302')
const BATCHES = times(8, 400)

/** A request with one thing wrong, and its documented status: for an action, and for an update where that differs. */
type Spoilt = [status: number, ofUpdate: number, change: (request: Request) => Request | Promise<Request>]

const withHeaders = (name: string, value: string | null) => (request: Request) =>
  new Request(request, { headers: withHeader(request.headers, name, value) })
const withBody = (body: string) => (request: Request) =>
  new Request(request.url, { method: request.method, headers: request.headers, body })
const withMore = (more: object) => async (request: Request) => withBody(JSON.stringify({ ...(await request.json()), ...more }))(request)

const SPOILT: Spoilt[] = [
  [401, 401, withHeaders('authorization', null)],
  [401, 401, withHeaders('authorization', 'Bearer nobody')],
  [404, 404, (request) => new Request(request.url.replace(/(asyncOrders\/|\/)([^/]+?)(\/\w+)?$/, '$1$2none$3'), request)],
  [405, 405, ({ url, headers }) => new Request(url, { method: 'GET', headers })],
  [400, 400, withHeaders('content-type', 'text/plain')],
  [400, 400, withBody('{"reasonCode":')],
  [400, 400, withBody('')],
  [422, 400, withBody('{}')],
  [422, 400, withBody('[]')],
  [422, 400, withMore({ status: 'COMPLETE' })],
  [422, 400, withMore({ reasonCode: 'NO_SUCH_CODE' })],
  [422, 400, withMore({ reasonCode: 'OTHER', otherReason: ' \t' })],
  [422, 400, withMore({ reasonCode: null, notes: null })],
  [422, 400, withMore({ reasonCode: [], notes: 'x'.repeat(151) })],
]

interface Troubled {
  target: Target
  /** Requests that were not refused as documented. */
  wrong: string[]
}

/**
 * A sandbox on which nothing goes smoothly: before each request to the API comes one that must be refused, and before every third
 * drain, when accepted actions wait, it is ended and begun again over the same store.
 */
function troubled(options: Partial<SandboxOptions> = {}): Troubled {
  const receiver = createReceiver()
  const same = { now: () => NOW, newId: countingIds(), store: memoryStore(), deliver: receiver.fetch, ...options }
  let sandbox = createSandbox(same)
  let asked = 0
  let drained = 0
  const wrong: string[] = []
  const fetch = async (request: Request): Promise<Response> => {
    if (isAbout('any', request)) await refused(request, asked++)
    else if (request.url.endsWith('/drain') && ++drained % 3 === 0) {
      sandbox.close()
      sandbox = createSandbox(same)
    }
    return sandbox.fetch(request)
  }
  const refused = async (request: Request, count: number): Promise<void> => {
    const [status, ofUpdate, change] = SPOILT[count % SPOILT.length] as Spoilt
    const expected = isAbout('update', request) ? ofUpdate : status
    const response = await sandbox.fetch(await change(request.clone()))
    if (response.status !== expected) wrong.push(`${response.status} instead of ${expected}, spoilt by ${change}`)
  }
  return { wrong, target: createSandboxTarget({ origin: 'http://127.0.0.1:1', fetch, receiver, receiverOrigin: 'http://127.0.0.1:2' }) }
}

/** Plays random sequences, each batch on a sandbox of its own; returns those that fail with what differs, and what was not refused. */
async function failing(batches: number, options?: Partial<SandboxOptions>): Promise<string[]> {
  const failures: string[] = []
  let left = batches
  for (const batch of randomBatches(SEED)) {
    const { target, wrong } = troubled(options)
    for (const sequence of batch) {
      const { failure, unjudged } = await playSequence(target, sequence)
      if (failure !== null || unjudged !== undefined) failures.push(`${textOf(sequence)} (${JSON.stringify(failure ?? unjudged)})`)
    }
    failures.push(...wrong)
    if (--left === 0) break
  }
  return failures
}

it(`does what the model does in ${BATCHES} batches of sequences, among refusals and restarts`, { timeout: 3_600_000 }, async () => {
  expect(await failing(BATCHES)).toEqual([])
})

it.each(['released-stays-locked', 'cancel-refunds-as-often-as-asked', 'update-takes-nothing', 'event-revision-by-two'])(
  'finds the mutant %s',
  async (id) => {
    const mutant = mutantOf(id)
    const rules = { ...documentedRules, ...('rules' in mutant ? mutant.rules : {}) }
    expect(await failing(1, { rules })).not.toEqual([])
  },
)
