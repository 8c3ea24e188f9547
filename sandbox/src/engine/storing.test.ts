import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { documentedRules, type LogEntry, memoryStore, type Store, StoreError } from '../index.ts'
import { demo, rewardStates, T0, testSandbox } from '../test-sandbox.ts'
import { SECOND } from '../units.ts'

const iso = (instant: number) => new Date(instant).toISOString()

/** A store on a disk that can be full: then it reads, and writes nothing. */
function diskStore() {
  const memory = memoryStore()
  const disk = { full: false }
  const store: Store = {
    transaction: (work) =>
      memory.transaction((tx) => {
        const writing = (name: string | symbol): boolean => /^(put|add|remove|start|resume|clear)/.test(String(name))
        const watched = new Proxy(tx, {
          get: (target, name: keyof typeof tx) => {
            if (disk.full && writing(name)) throw new StoreError('Failed to keep the state: disk full.', 'disk full')
            return target[name]
          },
        })
        return work(watched)
      }),
  }
  return { store, disk }
}

function real(options: Parameters<typeof testSandbox>[0] = {}) {
  const { store, disk } = diskStore()
  const log: LogEntry[] = []
  const of = { now: Date.now, platforms: [demo], store, log: (entry: LogEntry) => void log.push(entry), ...options }
  const told = () => log.flatMap((entry) => (entry.kind === 'storing' ? [[entry.at, entry.reason]] : []))
  return { ...testSandbox(of), disk, told }
}

beforeEach(() => vi.useFakeTimers({ now: T0 }))
afterEach(() => vi.useRealTimers())
const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds)

describe('a full disk', () => {
  it('delays what was accepted until there is room, and nothing else has to happen for it', async () => {
    const sandbox = real()
    await sandbox.subscribe()
    const id = sandbox.order()
    expect((await sandbox.act('freeze', id)).status).toBe(202)
    sandbox.disk.full = true
    await pass(10 * SECOND)
    expect(rewardStates(await sandbox.read(id))).toEqual(['ACTIVE'])
    expect(sandbox.storing()).toEqual({ failedSince: iso(T0), reason: 'disk full' })
    sandbox.disk.full = false
    await pass(2 * SECOND)
    expect(rewardStates(await sandbox.read(id))).toEqual(['FROZEN'])
    expect(sandbox.delivered).toHaveLength(1)
    expect(sandbox.storing()).toBe('ok')
    expect(sandbox.told().map(([, reason]) => reason)).toEqual(['disk full', null])
    expect(sandbox.reported.map(({ message }) => message)).toEqual(['Failed to keep the state: disk full.'])
  })

  it('answers 503 to what would have to be stored, and to new actions until a write succeeded', async () => {
    const sandbox = real()
    const [first, second] = [sandbox.order(), sandbox.order()]
    sandbox.disk.full = true
    const refused = await sandbox.act('freeze', first)
    expect([refused.status, refused.headers.get('retry-after'), refused.body.i18nKey]).toEqual([503, '1', '503.001'])
    expect((await sandbox.control('POST', '/orders', { lineItems: [{}] })).status).toBe(503)
    expect((await sandbox.control('GET', '/orders')).status).toBe(200)
    sandbox.disk.full = false
    expect((await sandbox.act('freeze', first)).status).toBe(503)
    await pass(2 * SECOND)
    expect((await sandbox.act('freeze', second)).status).toBe(202)
    await pass(10)
    expect([rewardStates(await sandbox.read(first)), rewardStates(await sandbox.read(second))]).toEqual([['ACTIVE'], ['FROZEN']])
  })

  it('makes no second delivery of one whose attempt cannot be stored', async () => {
    const sandbox = real({
      deliver: async () => {
        sandbox.delivered.push({ url: '', headers: new Headers(), body: '' })
        sandbox.disk.full = true
        return new Response()
      },
    })
    await sandbox.subscribe()
    await sandbox.act('freeze', sandbox.order())
    await pass(5 * SECOND)
    expect((await sandbox.deliveries()).map(({ attempts }) => attempts)).toEqual([[]])
    sandbox.disk.full = false
    await pass(2 * SECOND)
    expect((await sandbox.deliveries()).map(({ attempts }) => attempts.length)).toEqual([1])
    expect(sandbox.delivered).toHaveLength(1)
  })

  it('fails a drain of a manual clock with 503, and the next one does what is left', async () => {
    const sandbox = real({ platforms: [{ ...demo, clock: 'manual', hold: true }] })
    const id = sandbox.order()
    await sandbox.act('freeze', id)
    sandbox.disk.full = true
    expect((await sandbox.drain()).status).toBe(503)
    sandbox.disk.full = false
    await pass(10 * SECOND)
    expect([rewardStates(await sandbox.read(id)), sandbox.storing()]).toEqual([['ACTIVE'], 'ok'])
    expect((await sandbox.drain()).status).toBe(204)
    expect(rewardStates(await sandbox.read(id))).toEqual(['FROZEN'])
  })

  it('leaves no timer behind a sandbox that is closed', async () => {
    const sandbox = real()
    await sandbox.act('freeze', sandbox.order())
    sandbox.disk.full = true
    await pass(SECOND)
    sandbox.close()
    expect(vi.getTimerCount()).toBe(0)
  })
})

it('goes on with a platform once a rule no longer throws', async () => {
  let broken = true
  const freezeReward: typeof documentedRules.freezeReward = (reward, at) => {
    if (broken) throw new Error('a rule is broken')
    return documentedRules.freezeReward(reward, at)
  }
  const sandbox = real({ rules: { ...documentedRules, freezeReward } })
  const id = sandbox.order()
  await sandbox.act('freeze', id)
  await pass(5 * SECOND)
  broken = false
  await pass(SECOND)
  expect(rewardStates(await sandbox.read(id))).toEqual(['FROZEN'])
  expect([sandbox.reported.length, sandbox.storing()]).toEqual([1, 'ok'])
})
