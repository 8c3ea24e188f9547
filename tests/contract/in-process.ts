import { createMockApp, type MockApp } from '../../contract/src/mock/app.ts'
import { LARGEST_BODY } from '../../contract/src/mock/start.ts'
import { createMockTarget } from '../../contract/src/targets/mock.ts'
import { createReceiver } from '../../contract/src/targets/receiver.ts'
import { createSandboxTarget } from '../../contract/src/targets/sandbox.ts'
import type { Target } from '../../contract/src/targets/target.ts'
import { createSandbox, memoryStore, type SandboxOptions, type Store } from '../../sandbox/src/index.ts'

type Send = (request: Request) => Promise<Response>

/** What stands between the sandbox and the suite; nothing unless given. */
export interface Wraps {
  fetch?: (fetch: Send) => Send
  deliver?: (deliver: Send) => Send
  store?: (store: Store) => Store
}

/** Any instant will do: the clock of each case is set by the case. */
export const NOW = Date.UTC(2026, 2, 2, 10)

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

/**
 * The mock in this process, with no port, on a description of its own.
 *
 * @param description a bundled OpenAPI description, parsed
 * @example const { status } = await checkCase(row, inProcessMock(description), schemas)
 */
export function inProcessMock(description: unknown): Target {
  // Prism takes a while to begin, and many a case needs none of it.
  let app: Promise<MockApp> | undefined
  return createMockTarget('http://127.0.0.1:1/raas/v2', async (request) => {
    const { pathname, search } = new URL(request.url)
    const bytes = new Uint8Array(await request.arrayBuffer())
    const body = bytes.length > LARGEST_BODY ? null : bytes
    const headers = Object.fromEntries(request.headers)
    app ??= createMockApp(description, () => undefined)
    const {
      status,
      headers: answered,
      body: told,
    } = await (await app).answer({ method: request.method, target: pathname + search, headers, body })
    return new Response(JSON.stringify(told) ?? '', { status, headers: answered })
  })
}

/** UUIDs that are the same in every run. The count stands at the end, where order ids take their digits from; letters stand in front. */
export function countingIds(): () => string {
  let count = 0
  return () => `aaaaaaaa-0000-4000-8000-${(++count).toString(16).padStart(12, '0')}`
}
