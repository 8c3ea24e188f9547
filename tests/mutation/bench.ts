import { createSandbox, documentedRules, memoryStore } from '../../sandbox/src/index.ts'
import { listen } from '../../sandbox/src/node/server.ts'
import type { Case } from '../contract/case.ts'
import { type CaseResult, checkCase, judgeCase, type Played, playCase } from '../contract/check-case.ts'
import { createSchemaCheck, type SchemaCheck } from '../contract/checks/schema.ts'
import { countingIds, inProcessMock, inProcessTarget, NOW } from '../contract/in-process.ts'
import { createReceiver } from '../contract/receiver.ts'
import { createSandboxTarget } from '../contract/targets/sandbox.ts'
import type { Target } from '../contract/targets/target.ts'
import type { Edited, InProcess, OnWire, Wrong } from './mutant.ts'
import { startProxy } from './transport/wire-proxy.ts'

const LOOPBACK = { host: '127.0.0.1', port: 0 }

/** What the cases meet while a mutant is judged. */
export interface Bench {
  /** What the cases run on, one target after the other. */
  targets: ((row: Case) => Promise<CaseResult>)[]
  /** Cases run two at once. */
  pairs?: true
  close: () => Promise<void>
}

/**
 * Puts up what a mutant breaks.
 *
 * @param schemas of the description as it is
 * @example const { targets, close } = await benchOf(mutant, createSchemaCheck(description))
 */
export async function benchOf(wrong: Wrong, schemas: SchemaCheck): Promise<Bench> {
  if ('wire' in wrong || 'deliveryWire' in wrong) return wiredBench(wrong, schemas)
  return 'edit' in wrong
    ? editedBench(wrong)
    : { targets: [(row) => checkCase(row, targetWith(wrong), schemas)], close: async () => undefined }
}

/** The sandbox, whose answers are held against the edited description, and the mock on it. */
function editedBench({ edit }: Edited): Bench {
  const description = edit()
  const mock = inProcessMock(description)
  const schemas = createSchemaCheck(description)
  const onSandbox = async (row: Case): Promise<CaseResult> => judgeCase(row, await playedOnSandbox(row), schemas)
  return { targets: [onSandbox, (row) => checkCase(row, mock, schemas)], close: async () => undefined }
}

const plays = new Map<Case, Promise<Played>>()

/** The sandbox reads no description: what a case sees there is the same for every edit. */
function playedOnSandbox(row: Case): Promise<Played> {
  const played = plays.get(row) ?? playCase(row, inProcessTarget())
  plays.set(row, played)
  return played
}

/** The sandbox and the receiver over real HTTP, with a proxy before each. */
async function wiredBench(wrong: OnWire, schemas: SchemaCheck): Promise<Bench> {
  const receiver = createReceiver()
  const sandbox = createSandbox({ now: () => NOW, newId: countingIds(), store: memoryStore(), deliver: fetch })
  const inbox = await listen(receiver.fetch, LOOPBACK)
  const api = await listen(sandbox.fetch, { ...LOOPBACK, malformed: sandbox.malformed })
  const toInbox = await startProxy(inbox.origin, 'deliveryWire' in wrong ? wrong.deliveryWire() : {})
  const toApi = await startProxy(api.origin, 'wire' in wrong ? wrong.wire() : {})
  const target = createSandboxTarget({ origin: toApi.origin, fetch: globalThis.fetch, receiver, receiverOrigin: toInbox.origin })
  const close = async (): Promise<void> => {
    sandbox.close()
    await Promise.all([toApi, toInbox, api, inbox].map((server) => server.close()))
  }
  return { targets: [(row) => checkCase(row, target, schemas)], ...(wrong.pairs === undefined ? {} : { pairs: wrong.pairs }), close }
}

/** A sandbox in this process, with one thing wrong. Each case gets one of its own, so that what it sees depends on no other case. */
function targetWith(wrong: InProcess): Target {
  const given = 'rules' in wrong ? wrong.rules : {}
  const rules = { ...documentedRules, ...(typeof given === 'function' ? given() : given) }
  return inProcessTarget(
    { rules },
    {
      ...('wrapFetch' in wrong ? { fetch: wrong.wrapFetch } : {}),
      ...('wrapDeliver' in wrong ? { deliver: wrong.wrapDeliver } : {}),
      ...('wrapStore' in wrong ? { store: wrong.wrapStore } : {}),
    },
  )
}
