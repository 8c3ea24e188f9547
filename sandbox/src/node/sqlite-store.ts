import { type Store, StoreError, type Transaction } from '../store/store.ts'
import { openDatabase, type Synchronous } from './database.ts'
import { sqliteOrders } from './sqlite-orders.ts'
import { platformPart, recordPart, taskPart } from './sqlite-records.ts'
import { statementsOf } from './statements.ts'

/** How many line items are held in memory beside the file: two orders of the largest size. */
const HELD_LINE_ITEMS = 100_000

/**
 * A store in a file, which outlives the process: what a transaction did is in the file before its caller goes on.
 *
 * @param file made when it is not there; its folder has to be
 * @param synchronous NORMAL, the default, loses nothing when the process is killed; FULL not even in a power cut, and is slower
 * @throws Error saying what to do, when the file is in use, damaged, newer or not ours
 * @example
 * const store = sqliteStore('sandbox.db')
 * const sandbox = createSandbox({ store, … })
 * sandbox.close()
 * store.close()
 */
export function sqliteStore(file: string, { synchronous = 'NORMAL' }: { synchronous?: Synchronous } = {}): Store & { close(): void } {
  const db = openDatabase(file, synchronous)
  const statements = statementsOf(db)
  const orders = sqliteOrders(statements, () => db.isTransaction, HELD_LINE_ITEMS)
  const commit = db.prepare('COMMIT')
  const clearRecords = ['account', 'subscription', 'delivery', 'task'].map((table) =>
    statements.change(`DELETE FROM ${table} WHERE platform = ?`),
  )
  const tx: Transaction = {
    ...platformPart(statements),
    ...recordPart(statements),
    ...taskPart(statements),
    ...orders,
    clear: (platform) => {
      orders.clear(platform)
      for (const clear of clearRecords) clear(platform)
    },
  }
  let open = false
  return {
    transaction: (work) => {
      if (open) throw new Error('Failed to begin a transaction: one is open already. Pass its tx on instead.')
      open = true
      try {
        const result = work(tx)
        if (db.isTransaction) commit.run()
        orders.committed()
        return result
      } catch (error) {
        if (db.isOpen && db.isTransaction) db.exec('ROLLBACK')
        orders.rolledBack()
        throw explained(file, error)
      } finally {
        open = false
      }
    },
    close: () => db.close(),
  }
}

/** Results of SQLite that tell of the machine, not of a mistake of ours: busy, out of memory, read-only, I/O, damaged, full, cannot open. */
const OUTSIDE = new Set([5, 7, 8, 10, 11, 13, 14])

function explained(file: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('errcode' in error)) return error
  const failed = `Failed to keep the state in ${file}: ${error.message}.`
  if (!OUTSIDE.has(Number(error.errcode) & 0xff)) return new Error(failed, { cause: error })
  return new StoreError(`${failed} Check the disk; until then, actions are answered 503.`, error.message, { cause: error })
}
