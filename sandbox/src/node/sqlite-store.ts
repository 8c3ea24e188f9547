import { type Store, StoreError, type Transaction } from '../store/store.ts'
import { lacksLog, watchFiles } from './data-files.ts'
import { openDatabase, type Synchronous } from './database.ts'
import { sqliteOrders } from './sqlite-orders.ts'
import { platformPart, recordPart, taskPart } from './sqlite-records.ts'
import { statementsOf } from './statements.ts'

/** How many line items are held in memory beside the file: two orders of the largest size. */
const HELD_LINE_ITEMS = 100_000

/** How a store in a file is kept, and who hears of what happens to the file. */
export interface SqliteOptions {
  /** NORMAL, the default, loses nothing when the process is killed; FULL not even in a power cut, and is slower. */
  synchronous?: Synchronous
  /** Told at the start when the file was not closed and the -wal that belongs to it is missing: what was stored last is lost. */
  warn?: (message: string) => void
  /** Told once when the file is deleted, moved or replaced while it is in use: nothing can be stored any more. */
  onGone?: (error: Error) => void
}

/**
 * A store in a file, which outlives the process: what a transaction did is in the file before its caller goes on.
 *
 * @param file made when it is not there; its folder has to be
 * @throws Error saying what to do, when the file is in use, damaged, newer or not ours
 * @example
 * const store = sqliteStore('sandbox.db')
 * const sandbox = createSandbox({ store, … })
 * sandbox.close()
 * store.close()
 */
export function sqliteStore(file: string, options: SqliteOptions = {}): Store & { close(): void } {
  const { synchronous = 'NORMAL', warn = () => undefined, onGone = () => undefined } = options
  if (lacksLog(file)) warn(`${file} was not closed, and ${file}-wal, which belongs to it, is missing: what was stored last is lost.`)
  const db = openDatabase(file, synchronous)
  const files = watchFiles(file, onGone)
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
        if (db.isTransaction) {
          files.check()
          commit.run()
        }
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
    close: () => {
      files.close()
      try {
        // A file that was closed in order needs no log: so one that needs it and has none is told apart.
        files.check()
        db.exec('PRAGMA journal_mode = DELETE')
      } catch {
        // On a full disk, say, what is in the log stays there.
      }
      db.close()
    },
  }
}

/** Results of SQLite that tell of the machine, not of a mistake of ours: busy, out of memory, read-only, I/O, damaged, full, cannot open. */
const OUTSIDE = new Set([5, 7, 8, 10, 11, 13, 14])

function explained(file: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('errcode' in error)) return error
  const failed = `Failed to keep the state in ${file}: ${error.message}.`
  if (!OUTSIDE.has(Number(error.errcode) & 0xff)) return new Error(failed, { cause: error })
  return new StoreError(`${failed} Check the disk; until then, actions return 503.`, error.message, { cause: error })
}
