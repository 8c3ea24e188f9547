import type { Case } from '../../contract/src/cases/case.ts'
import { createSchemaCheck, type SchemaCheck } from '../../contract/src/checks/schema.ts'
import { type CaseResult, checkCase, judgeCase } from '../../contract/src/run/check-case.ts'
import { createReceiver } from '../../contract/src/targets/receiver.ts'
import { createSandboxTarget } from '../../contract/src/targets/sandbox.ts'
import { createSandbox, memoryStore } from '../../sandbox/src/index.ts'
import { listen } from '../../sandbox/src/node/server.ts'
import { countingIds, inProcessMock, NOW } from '../contract/in-process.ts'
import { type Affected, affected, recorded } from './affected.ts'
import { bundle } from './bundle.ts'
import { changedParts, type Parts, partsOf, showsIn } from './description/changed.ts'
import type { Edited, OnWire, Wrong } from './mutant.ts'
import { startProxy } from './transport/wire-proxy.ts'

const LOOPBACK = { host: '127.0.0.1', port: 0 }

/** What the cases meet while a mutant is judged. */
export interface Bench {
  /** On one target after the other, the cases that the mutant can change. */
  candidates: Affected[][]
  /** So many cases for other clauses are run, at most. */
  most: number
  close: () => Promise<void>
}

/** `all` takes every case, also those that cannot change; lenient targets are not strict. */
interface How {
  all?: true
  lenient?: true
}

/** So many cases for other clauses, spread evenly over all that can change: fewer on the wire, where each costs real HTTP. */
const MOST = 8
const MOST_ON_WIRE = 5

/**
 * Puts up what a mutant breaks, and finds the cases that it can change.
 *
 * @param schemas of the description as it is
 * @example const { candidates, close } = await benchOf(mutant, cases, createSchemaCheck(description))
 */
export async function benchOf(wrong: Wrong, cases: readonly Case[], schemas: SchemaCheck, how: How = {}): Promise<Bench> {
  if ('wire' in wrong || 'deliveryWire' in wrong) return wiredBench(wrong, cases, schemas, how)
  const close = async (): Promise<void> => undefined
  if ('edit' in wrong) return { candidates: editedCandidates(wrong, cases, how), most: MOST, close }
  if (!how.all) return { candidates: [await affected(wrong, cases, schemas, !how.lenient)], most: MOST, close }
  return {
    candidates: [cases.map((row) => ({ row, check: async () => judgeCase(row, (await recorded(row)).played, schemas) }))],
    most: MOST,
    close,
  }
}

let original: Parts | undefined

/** The sandbox, whose answers are held against the edited description, and the mock on it. */
function editedCandidates({ edit }: Edited, cases: readonly Case[], { all }: How): Affected[][] {
  const description = edit()
  const mock = inProcessMock(description)
  const schemas = createSchemaCheck(description)
  original ??= partsOf(bundle)
  const changed = changedParts(original, partsOf(description))
  const on = (target: 'mock' | 'sandbox', check: (row: Case) => Promise<CaseResult>): Affected[] =>
    cases.filter((row) => all || showsIn(row, changed, target)).map((row) => ({ row, check: () => check(row) }))
  return [
    on('sandbox', async (row) => judgeCase(row, (await recorded(row)).played, schemas)),
    on('mock', (row) => checkCase(row, mock, schemas)),
  ]
}

/** The sandbox and the receiver over real HTTP, with a proxy before each. */
async function wiredBench(wrong: OnWire, cases: readonly Case[], schemas: SchemaCheck, how: How = {}): Promise<Bench> {
  const receiver = createReceiver()
  const sandbox = createSandbox({ now: () => NOW, newId: countingIds(), store: memoryStore(), deliver: fetch })
  const inbox = await listen(receiver.fetch, LOOPBACK)
  const api = await listen(sandbox.fetch, { ...LOOPBACK, malformed: sandbox.malformed })
  const toInbox = await startProxy(inbox.origin, 'deliveryWire' in wrong ? wrong.deliveryWire() : {})
  const toApi = await startProxy(api.origin, 'wire' in wrong ? wrong.wire() : {})
  // What arranges a case is no part of the wire that is altered.
  const send = (request: Request): Promise<Response> =>
    (new URL(request.url).pathname.startsWith('/_sandbox/') ? sandbox : globalThis).fetch(request)
  const target = createSandboxTarget({ origin: toApi.origin, fetch: send, receiver, receiverOrigin: toInbox.origin, strict: !how.lenient })
  const close = async (): Promise<void> => {
    sandbox.close()
    await Promise.all([toApi, toInbox, api, inbox].map((server) => server.close()))
  }
  const check = (row: Case): Promise<CaseResult> => checkCase(row, target, schemas)
  return {
    candidates: [wrong.pairs ? inPairs(cases, check) : cases.map((row) => ({ row, check: () => check(row) }))],
    most: MOST_ON_WIRE,
    close,
  }
}

/** Cases that send one request each, two by two. */
function inPairs(cases: readonly Case[], check: (row: Case) => Promise<CaseResult>): Affected[] {
  const single = cases.filter((row) => row.before === undefined && row.after === undefined)
  return single.map((row, index) => ({
    row,
    check: async () => {
      const [result] = await Promise.all([check(row), check(single[index + 1] ?? row)])
      return result
    },
  }))
}
