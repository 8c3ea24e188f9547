import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync, StatementSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { StoreError } from '../store/store.ts'
import { orderOf, platformOf, storeBehaviours } from '../store/store-behaviour.ts'
import { demo, rewardStates, testSandbox } from '../test-sandbox.ts'
import { LAYOUT } from './layout.ts'
import { sqliteOrders } from './sqlite-orders.ts'
import { sqliteStore } from './sqlite-store.ts'
import { statementsOf } from './statements.ts'

let home: string
let file: string
const opened: ReturnType<typeof sqliteStore>[] = []
const open = () => {
  const store = sqliteStore(file)
  opened.push(store)
  return store
}
/** Closes the store, so that what is read next comes from the file. */
const reopened = () => {
  opened.pop()?.close()
  return open()
}
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'async-orders-store-'))
  file = join(home, 'sandbox.db')
})
afterEach(() => {
  for (const store of opened.splice(0)) store.close()
  rmSync(home, { recursive: true, force: true })
})

describe('the store in a file', () => {
  it.each(Object.entries(storeBehaviours))('%s', (_, check) => check(open()))

  it('holds after a restart what was put, slice by slice', () => {
    const order = orderOf('A1', ['r1', 'r2', 'r3'])
    const slice = (index: number, utid: string) => (tx: Parameters<Parameters<typeof first.transaction>[0]>[0]) => {
      const known = tx.getOrder('one', 'A1')
      if (known !== undefined) {
        tx.putOrder('one', { ...known, lineItems: known.lineItems.map((item, n) => (n === index ? { ...item, utid } : item)) })
      }
    }
    const first = open()
    first.transaction((tx) => tx.putOrder('one', order))
    first.transaction(slice(0, 'first'))
    first.transaction(slice(2, 'last'))
    reopened().transaction((tx) => {
      expect(tx.getOrder('one', 'A1')?.lineItems.map(({ utid }) => utid)).toEqual(['first', 'U561593', 'last'])
      expect(tx.findReward('one', 'r3')?.lineItem.utid).toBe('last')
    })
  })

  it('reads a file of version 1, which called interpretations readings', () => {
    open().transaction((tx) => tx.putPlatform(platformOf('one')))
    opened.pop()?.close()
    const older = new DatabaseSync(file)
    older.exec(`UPDATE platform SET value = replace(value, '"interpretations"', '"readings"'); PRAGMA user_version = 1`)
    older.close()
    open().transaction((tx) => expect(tx.getPlatform('one')).toEqual(platformOf('one')))
  })

  it('holds after a restart an order that became shorter or longer', () => {
    open().transaction((tx) => {
      tx.putOrder('one', orderOf('A1', ['r1', 'r2']))
      tx.putOrder('one', orderOf('A1', ['r1']))
      tx.putOrder('one', orderOf('A2', ['r3']))
      tx.putOrder('one', orderOf('A2', ['r3', 'r4']))
    })
    expect(reopened().transaction((tx) => tx.listOrders('one'))).toEqual([orderOf('A1', ['r1']), orderOf('A2', ['r3', 'r4'])])
  })

  it('says so when the state cannot be kept', () => {
    const store = open()
    expect(() => store.transaction((tx) => tx.addTask('one', Number.NaN, { kind: 'delivery', deliveryId: 'd1', retry: null }))).toThrow(
      `Failed to keep the state in ${file}: NOT NULL constraint failed: task.at.`,
    )
    expect(store.transaction((tx) => tx.nextTask('one', Number.POSITIVE_INFINITY))).toBeUndefined()
  })
})

it('holds few line items in memory, and is right whatever it holds', () => {
  const db = new DatabaseSync(':memory:')
  db.exec(LAYOUT.create)
  const orders = sqliteOrders(statementsOf(db), () => db.isTransaction, 3)
  const names = ['A1', 'A2', 'A3']
  for (const name of names) orders.putOrder('one', orderOf(name, [`${name}-1`, `${name}-2`], name))
  db.exec('COMMIT')
  orders.committed()
  const third = orders.getOrder('one', 'A3')
  expect(orders.getOrder('one', 'A3'), 'the latest is held').toBe(third)
  const first = orders.getOrder('one', 'A1')
  expect(orders.getOrder('one', 'A3'), 'it made room').not.toBe(third)
  if (first !== undefined) orders.putOrder('one', { ...first, notes: 'taken back' })
  db.exec('ROLLBACK')
  orders.rolledBack()
  expect(orders.listOrders('one')).toEqual(names.map((name) => orderOf(name, [`${name}-1`, `${name}-2`], name)))
})

describe('a sandbox on a file', () => {
  it('goes on with what was accepted, under the credentials of today', async () => {
    const first = testSandbox({ store: open() })
    const id = first.order()
    await first.act('freeze', id)
    first.close()
    const second = testSandbox({ store: reopened(), platforms: [{ ...demo, key: 'new', token: demo.token, clock: 'real' }] })
    expect(rewardStates(await second.read(id))).toEqual(['ACTIVE'])
    await second.drain()
    expect(rewardStates(await second.read(id))).toEqual(['FROZEN'])
    expect((await second.control('GET', '/clock')).body.mode).toBe('manual')
    const basic = { authorization: `Basic ${btoa(`${demo.name}:new`)}` }
    expect((await second.call('GET', '/_sandbox/clock', undefined, basic)).status).toBe(200)
  })
})

it.each([
  ['a full disk', 13, true],
  ['a mistake of ours', 19, false],
])('tells %s by the kind of its error, and rolls back', (_, errcode, isStoreError) => {
  const store = open()
  vi.spyOn(StatementSync.prototype, 'run').mockImplementation(() => {
    throw Object.assign(new Error('what SQLite says'), { errcode })
  })
  try {
    store.transaction((tx) => tx.addTask('one', 1, { kind: 'delivery', deliveryId: 'd', retry: 0 }))
    expect.unreachable()
  } catch (error) {
    expect([error instanceof StoreError, (error as StoreError).reason]).toEqual([
      isStoreError,
      isStoreError ? 'what SQLite says' : undefined,
    ])
  } finally {
    vi.restoreAllMocks()
  }
  expect(store.transaction((tx) => tx.nextTask('one', 1))).toBeUndefined()
})
