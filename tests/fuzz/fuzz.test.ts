import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createSandbox, memoryStore, type OrderRequest } from '../../sandbox/src/index.ts'
import { type Listening, listen } from '../../sandbox/src/node/server.ts'
import { times } from '../long.ts'
import { judge, judgeRaw } from './judge.ts'
import { oneOff } from './one-off.ts'
import { rawBytes } from './raw-bytes.ts'
import { ORDER_IDS, valid } from './requests.ts'
import { hangUp, send, sendRaw } from './send.ts'

/** To replay a failure: FUZZ_SEED=… FUZZ_PATH=… npx vitest run tests/fuzz -t '<name of the test>', with what the failure prints. */
const { FUZZ_SEED = '20260302', FUZZ_PATH } = process.env
const options = (runs: number) => ({ numRuns: runs, seed: Number(FUZZ_SEED), ...(FUZZ_PATH === undefined ? {} : { path: FUZZ_PATH }) })

const reported: Error[] = []
let server: Listening
let port: number
const sandbox = createSandbox({
  now: Date.now,
  newId: () => crypto.randomUUID(),
  store: memoryStore(),
  deliver: async () => new Response(),
  platforms: ['fuzz', 'faulty', 'side'].map((name) => ({ name, key: `${name}-key`, token: `${name}-token` })),
  report: (error) => reported.push(error),
})

beforeAll(async () => {
  server = await listen(sandbox.fetch, { host: '127.0.0.1', port: 0, malformed: sandbox.malformed })
  port = Number(new URL(server.origin).port)
  const lineItems: OrderRequest['lineItems'] = [{}, { product: 'OTHER' }, { status: 'PENDING' }, { rewardStatus: 'FROZEN' }]
  for (const referenceOrderID of ORDER_IDS) {
    const status = referenceOrderID.endsWith('pending') ? 'PENDING' : referenceOrderID.endsWith('failed') ? 'FAILED' : 'COMPLETE'
    for (const platform of ['fuzz', 'faulty', 'side']) {
      sandbox.createOrder(platform, { referenceOrderID, externalRefID: `ref-${referenceOrderID}`, status, lineItems })
    }
  }
  const headers = { authorization: 'Bearer faulty-token', 'content-type': 'application/json' }
  for (const status of [503, 500]) {
    await send(port, {
      method: 'POST',
      path: '/_sandbox/faults',
      headers,
      body: JSON.stringify({ operation: 'any', status, remaining: 200 }),
    })
  }
})

afterAll(async () => {
  hangUp()
  sandbox.close()
  await server.close()
})

it.each([
  ['requests as they should be', valid, times(800, 60_000)],
  ['requests with one thing wrong', oneOff, times(1_400, 90_000)],
])('answers %s as described', { timeout: 3_600_000 }, async (_, requests, runs) => {
  await fc.assert(
    fc.asyncProperty(requests, async (sent) => {
      expect(judge(sent, await send(port, sent))).toEqual([])
      expect(reported.map(String)).toEqual([])
    }),
    options(runs),
  )
})

it('answers or closes whatever the bytes', { timeout: 3_600_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(rawBytes, async (bytes) => {
      expect((await sendRaw(port, bytes)).flatMap(judgeRaw)).toEqual([])
      expect(reported.map(String)).toEqual([])
    }),
    options(times(800, 50_000)),
  )
})
