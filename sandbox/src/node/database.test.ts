import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from './database.ts'
import { LAYOUT, type Layout } from './layout.ts'
import { sqliteStore } from './sqlite-store.ts'

let home: string
let file: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'async-orders-database-'))
  file = join(home, 'sandbox.db')
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

const open = (layout?: Layout) => openDatabase(file, 'NORMAL', layout)

/** A file as another program leaves it. */
function made(sql: string): void {
  const db = new DatabaseSync(file)
  db.exec(sql)
  db.close()
}

/** A file of ours with more than one page of everything. */
function filled(): void {
  const store = sqliteStore(file)
  const body = 'x'.repeat(500)
  store.transaction((tx) => {
    for (let n = 0; n < 100; n++)
      tx.putDelivery('one', { deliveryId: `d${n}`, webhookId: 'w', revision: n, body, occurredAt: 0, attempts: [] })
  })
  store.close()
}

describe('a file that cannot be gone on with is told, and is as it was', () => {
  const ours = `PRAGMA application_id = ${LAYOUT.applicationId};`
  const cutShort = () => {
    filled()
    truncateSync(file, 20_480)
  }
  const overwritten = () => {
    filled()
    writeFileSync(file, readFileSync(file).fill(0xa5, 8_192, 12_288))
  }
  it.each<[string, () => void, string]>([
    ['bytes of no meaning', () => writeFileSync(file, Buffer.alloc(5_000, 0xa5)), 'it is damaged, or no database. Restore a copy, or'],
    ['a file that was cut', cutShort, 'it is damaged (database disk image is malformed). Restore a copy, or choose another file.'],
    ['a page that was overwritten', overwritten, 'it is damaged ('],
    ['a database of another program', () => made('CREATE TABLE t (a)'), 'it is a database of another program. Choose another file.'],
    ['one in WAL mode', () => made('PRAGMA journal_mode = WAL; CREATE TABLE t (a)'), 'it is a database of another program.'],
    [
      'a newer version',
      () => made(`${ours} PRAGMA user_version = 3; CREATE TABLE t (a)`),
      'it is of version 3, and this sandbox knows up to 2.',
    ],
    ['a version that nobody knows', () => made(`${ours} CREATE TABLE t (a)`), 'it is of version 0, which is no longer known.'],
  ])('%s', (_, make, message) => {
    make()
    const before = readFileSync(file)
    expect(() => open()).toThrow(`Failed to open ${file}: ${message}`)
    expect(readFileSync(file).equals(before)).toBe(true)
    expect(readdirSync(home)).toEqual(['sandbox.db'])
  })

  it('a database of another program that was killed, whose log is not merged', () => {
    const db = new DatabaseSync(file)
    db.exec('PRAGMA journal_mode = WAL; CREATE TABLE t (a)')
    const killed = join(home, 'killed.db')
    for (const end of ['', '-wal']) copyFileSync(`${file}${end}`, `${killed}${end}`)
    db.close()
    const before = [readFileSync(killed), readFileSync(`${killed}-wal`)]
    expect(() => openDatabase(killed, 'NORMAL')).toThrow('it is a database of another program')
    expect([readFileSync(killed), readFileSync(`${killed}-wal`)]).toEqual(before)
  })

  it('a folder', () => {
    mkdirSync(file)
    expect(() => open()).toThrow(`Failed to open ${file}: it is no file that this user may read and write. Choose another file.`)
  })

  it('no folder to put it in', () => {
    const nowhere = join(home, 'nowhere')
    expect(() => openDatabase(join(nowhere, 'a.db'), 'NORMAL')).toThrow(`there is no folder ${nowhere}. Make it first.`)
    expect(readdirSync(home)).toEqual([])
  })
})

describe('a file in use', () => {
  const inUse = 'another process uses it. Stop that one, or choose another file.'

  it('is not opened twice, and is free once it is closed', () => {
    const first = open()
    expect(() => open()).toThrow(`Failed to open ${file}: ${inUse}`)
    first.close()
    open().close()
    expect(readdirSync(home)).toEqual(['sandbox.db'])
  })

  it('by another process is not opened until that one is killed', async () => {
    const script = `const db = new (require('node:sqlite').DatabaseSync)(process.argv[1])
      db.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; BEGIN EXCLUSIVE; CREATE TABLE t (a); COMMIT')
      console.log('open')
      process.stdin.resume()`
    const other = spawn(process.execPath, ['--no-warnings', '-e', script, file], { stdio: ['pipe', 'pipe', 'inherit'] })
    await once(other.stdout, 'data')
    expect(() => open()).toThrow(inUse)
    other.kill('SIGKILL')
    await once(other, 'close')
    expect(() => open()).toThrow('it is a database of another program')
  })
})

describe('an older version', () => {
  const layout = (step: (db: DatabaseSync) => void): Layout => ({
    applicationId: 7,
    version: 2,
    create: 'CREATE TABLE thing (name TEXT, size INTEGER, colour TEXT)',
    migrations: new Map([
      [0, (db) => db.exec('ALTER TABLE thing ADD COLUMN size INTEGER NOT NULL DEFAULT 1')],
      [1, step],
    ]),
  })
  const old = `PRAGMA application_id = 7; CREATE TABLE thing (name TEXT); INSERT INTO thing VALUES ('kept')`

  it('is brought up to date step by step, and opened as it is from then on', () => {
    made(old)
    const now = layout((db) => db.exec(`ALTER TABLE thing ADD COLUMN colour TEXT NOT NULL DEFAULT 'red'`))
    for (let times = 0; times < 2; times++) {
      const db = open(now)
      expect(db.prepare('SELECT * FROM thing').all()).toEqual([{ name: 'kept', size: 1, colour: 'red' }])
      expect(db.prepare('PRAGMA user_version').get()).toEqual({ user_version: 2 })
      db.close()
    }
  })

  it('stays what it was when a step fails', () => {
    made(old)
    const broken = layout(() => {
      throw new Error('a step is broken')
    })
    expect(() => open(broken)).toThrow('a step is broken')
    const db = new DatabaseSync(file)
    expect(db.prepare('SELECT * FROM thing').all()).toEqual([{ name: 'kept' }])
    expect(db.prepare('PRAGMA user_version').get()).toEqual({ user_version: 0 })
    db.close()
  })
})

it.each([
  ['NORMAL', 1],
  ['FULL', 2],
] as const)('is written through as wished: %s', (synchronous, value) => {
  const db = openDatabase(file, synchronous)
  expect(db.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: value })
  expect(db.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' })
  db.close()
})
