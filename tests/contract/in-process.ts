import { createSandbox, memoryStore, type SandboxOptions, type Store } from '../../sandbox/src/index.ts'
import { createReceiver } from './receiver.ts'
import { createSandboxTarget } from './targets/sandbox.ts'
import type { Target } from './targets/target.ts'

type Send = (request: Request) => Promise<Response>

/** What stands between the sandbox and the suite; nothing unless given. */
export interface Wraps {
  fetch?: (fetch: Send) => Send
  deliver?: (deliver: Send) => Send
  store?: (store: Store) => Store
}

/** Any instant will do: the clock of each case is set by the case. */
const NOW = Date.UTC(2026, 2, 2, 10)

/**
 * A sandbox and its receiver in this process, with no port: for the mutation run and for tests of the suite itself.
 *
 * @example const { status } = await checkCase(row, inProcessTarget(), schemas)
 */
export function inProcessTarget(options: Partial<SandboxOptions> = {}, wraps: Wraps = {}): Target {
  const same = <T>(value: T): T => value
  const receiver = createReceiver()
  const sandbox = createSandbox({
    now: () => NOW,
    newId: countingIds(),
    store: (wraps.store ?? same)(memoryStore()),
    deliver: (wraps.deliver ?? same)(receiver.fetch),
    ...options,
  })
  const fetch = (wraps.fetch ?? same)(sandbox.fetch)
  return createSandboxTarget({ origin: 'http://127.0.0.1:1', fetch, receiver, receiverOrigin: 'http://127.0.0.1:2' })
}

/** UUIDs that are the same in every run. The count stands at the end, where order ids take their digits from; letters stand in front. */
function countingIds(): () => string {
  let count = 0
  return () => `aaaaaaaa-0000-4000-8000-${(++count).toString(16).padStart(12, '0')}`
}
