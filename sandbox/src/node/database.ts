import { existsSync, rmSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { DatabaseSync, DatabaseSyncOptions } from 'node:sqlite'
import { LAYOUT, type Layout } from './layout.ts'

/** When what was committed is on the disk: NORMAL outlives the process, FULL a power cut too. */
export type Synchronous = 'NORMAL' | 'FULL'

/** What an extended result code of SQLite is about stands in its last eight bits. */
const CODES = { busy: 5, readonly: 8, corrupt: 11, full: 13, cannotOpen: 14, noDatabase: 26 }

/**
 * Opens the file of a store, makes it when it is not there, and brings an older one up to date. Nobody else can open it until it is
 * closed or the process ends, however it ends.
 *
 * @throws Error saying what to do, when the file is in use, damaged, newer or not ours; it is then as it was before
 * @example const db = openDatabase('sandbox.db', 'NORMAL')
 */
export function openDatabase(file: string, synchronous: Synchronous, layout: Layout = LAYOUT): DatabaseSync {
  const path = resolve(file)
  if (!existsSync(dirname(path))) fail(file, `there is no folder ${dirname(file)}. Make it first.`)
  try {
    // A log that a killed process left would be merged when a writer closes: whether the file is ours is looked at by a reader.
    if (sizeOf(`${path}-wal`) > 0) closing(connect(path, { readOnly: true }), (db) => stateOf(db, file, layout))
    return prepared(connect(path, {}), file, synchronous, layout)
  } catch (error) {
    return explain(file, error)
  }
}

function connect(path: string, options: DatabaseSyncOptions): DatabaseSync {
  // Not imported: other parts of this entry run on versions of Node that have no SQLite.
  const sqlite = process.getBuiltinModule?.('node:sqlite')
  if (sqlite === undefined) throw new Error(`Failed to open a database: Node ${process.version} has no SQLite. Use Node 22.16 or later.`)
  return new sqlite.DatabaseSync(path, options)
}

function prepared(db: DatabaseSync, file: string, synchronous: Synchronous, layout: Layout): DatabaseSync {
  try {
    // One writer with the file to itself: the system ends the lock with the process, and no other file holds shared memory.
    db.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
    stateOf(db, file, layout)
    db.exec('ROLLBACK; PRAGMA journal_mode = WAL')
    db.exec(`PRAGMA synchronous = ${synchronous}; BEGIN EXCLUSIVE`)
    // Left by a reader; nobody uses it while the file is ours.
    rmSync(`${file}-shm`, { force: true })
    const version = stateOf(db, file, layout)
    if (version === 'empty') db.exec(layout.create)
    else for (let from = version; from < layout.version; from++) layout.migrations.get(from)?.(db)
    db.exec(`PRAGMA application_id = ${layout.applicationId}; PRAGMA user_version = ${layout.version}; COMMIT`)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/** The version of a file that can be gone on with. */
function stateOf(db: DatabaseSync, file: string, layout: Layout): number | 'empty' {
  const value = (pragma: string): unknown => Object.values(db.prepare(`PRAGMA ${pragma}`).get() ?? {})[0]
  const application = value('application_id')
  const version = Number(value('user_version'))
  const { tables } = db.prepare('SELECT count(*) AS tables FROM sqlite_schema').get() as { tables: number }
  if (application === 0 && version === 0 && tables === 0) return 'empty'
  if (application !== layout.applicationId) fail(file, 'it is a database of another program. Choose another file.')
  if (version > layout.version) {
    fail(file, `it is of version ${version}, and this sandbox knows up to ${layout.version}. Use a newer sandbox, or another file.`)
  }
  for (let from = version; from < layout.version; from++) {
    if (!layout.migrations.has(from)) fail(file, `it is of version ${version}, which is no longer known. Choose another file.`)
  }
  const check = value('quick_check(1)')
  if (check !== 'ok') fail(file, `it is damaged (${String(check).trim().replaceAll('\n', ' ')}). Restore a copy, or choose another file.`)
  return version
}

function closing(db: DatabaseSync, work: (db: DatabaseSync) => void): void {
  try {
    work(db)
  } finally {
    db.close()
  }
}

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0

function fail(file: string, why: string): never {
  throw new Error(`Failed to open ${file}: ${why}`)
}

function explain(file: string, error: unknown): never {
  const code = (error as { errcode?: number }).errcode
  if (code === undefined) throw error
  const cause = error instanceof Error ? error.message : String(error)
  const known = new Map([
    [CODES.busy, 'another process uses it. Stop that one, or choose another file.'],
    [CODES.readonly, 'it may not be written. Allow it, or choose another file.'],
    [CODES.corrupt, `it is damaged (${cause}). Restore a copy, or choose another file.`],
    [CODES.full, 'the disk is full. Make room, or choose a file on another disk.'],
    [CODES.cannotOpen, 'it is no file that this user may read and write. Choose another file.'],
    [CODES.noDatabase, 'it is damaged, or no database. Restore a copy, or choose another file.'],
  ])
  throw new Error(`Failed to open ${file}: ${known.get(code & 0xff) ?? `${cause}. Choose another file.`}`, { cause: error })
}
