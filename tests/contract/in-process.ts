import { createSandbox, memoryStore, type SandboxOptions } from '../../sandbox/src/index.ts'
import { createReceiver } from './receiver.ts'
import { createSandboxTarget } from './targets/sandbox.ts'
import type { Target } from './targets/target.ts'

/** Ids that are the same in every run: the suite never depends on their values. */
function countedIds(): () => string {
  let count = 0
  return () => {
    count++
    const hex = Math.imul(count, 0x9e3779b1) >>> 0
    return `${hex.toString(16).padStart(8, '0')}-0000-4000-8000-${count.toString(16).padStart(12, '0')}`
  }
}

/** A sandbox and its receiver in this process, with no port: for the mutation run and for tests of the suite itself. */
export function inProcessTarget(options: Partial<SandboxOptions> = {}): { target: Target; errors: Error[]; close: () => void } {
  const receiver = createReceiver()
  const errors: Error[] = []
  const sandbox = createSandbox({
    now: () => Date.parse('2026-03-02T10:00:00.000Z'),
    newId: countedIds(),
    store: memoryStore(),
    deliver: receiver.fetch,
    report: (error) => void errors.push(error),
    ...options,
  })
  const target = createSandboxTarget({ origin: 'http://sandbox.test', fetch: sandbox.fetch, receiver, receiverOrigin: 'http://127.0.0.1' })
  return { target, errors, close: sandbox.close }
}
