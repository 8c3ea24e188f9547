import { copyFileSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { StoreError, type Transaction } from '../store/store.ts'
import { sqliteStore } from './sqlite-store.ts'

let home: string
let file: string
const opened: ReturnType<typeof sqliteStore>[] = []
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'async-orders-files-'))
  file = join(home, 'sandbox.db')
})
afterEach(() => {
  vi.useRealTimers()
  for (const store of opened.splice(0)) store.close()
  rmSync(home, { recursive: true, force: true })
})

const write = (tx: Transaction) => tx.addTask('one', 1, { kind: 'delivery', deliveryId: 'd', retry: 0 })
function open(at = file) {
  const gone: string[] = []
  const warnings: string[] = []
  const store = sqliteStore(at, { onGone: ({ message }) => gone.push(message), warn: (message) => warnings.push(message) })
  opened.push(store)
  return { store, gone, warnings }
}

describe.skipIf(process.platform === 'win32')('a file that goes away while it is in use', () => {
  it.each<[string, () => void]>([
    ['deleted', () => rmSync(file)],
    ['moved', () => renameSync(file, `${file}.old`)],
    [
      'replaced',
      () => {
        copyFileSync(file, `${file}.new`)
        renameSync(`${file}.new`, file)
      },
    ],
    ['left without its -wal', () => rmSync(`${file}-wal`)],
  ])('is noticed within a second when it is %s, told once, and takes nothing more', (_, happens) => {
    vi.useFakeTimers()
    const { store, gone } = open()
    store.transaction(write)
    vi.advanceTimersByTime(1_000)
    expect(gone).toEqual([])
    happens()
    vi.advanceTimersByTime(3_000)
    expect(gone).toEqual([expect.stringContaining(`Failed to keep the state in ${file}: the file, or its -wal, was deleted, moved or`)])
    expect(() => store.transaction(write)).toThrow(StoreError)
  })

  it('takes nothing between that and the next look', () => {
    const { store, gone } = open()
    rmSync(file)
    expect(() => store.transaction(write)).toThrow('was deleted, moved or replaced')
    expect(gone).toHaveLength(1)
  })
})

describe('a file whose log is missing', () => {
  /** What a copy of a file in use holds: that is what a hard stop leaves. */
  function leftBehind(...files: string[]): string {
    open().store.transaction(write)
    const copy = join(home, 'copy.db')
    for (const suffix of files) copyFileSync(`${file}${suffix}`, `${copy}${suffix}`)
    return copy
  }

  it('is told at the start, and gone on with', () => {
    const copy = leftBehind('')
    const { store, warnings } = open(copy)
    expect(warnings).toEqual([`${copy} was not closed, and ${copy}-wal, which belongs to it, is missing: what was stored last is lost.`])
    expect(store.transaction((tx) => tx.nextTask('one', 1))).toBeUndefined()
  })

  it('is no matter of one that has it, nor of one that was closed, nor of a new one', () => {
    const { store, warnings } = open(leftBehind('', '-wal'))
    expect(warnings).toEqual([])
    expect(store.transaction((tx) => tx.nextTask('one', 1))).toBeDefined()
    opened.pop()?.close()
    opened.pop()?.close()
    expect(existsSync(`${file}-wal`)).toBe(false)
    const again = open()
    expect(again.warnings).toEqual([])
    expect(again.store.transaction((tx) => tx.nextTask('one', 1))).toBeDefined()
  })
})
