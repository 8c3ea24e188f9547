import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, it } from 'vitest'
import { storeBehaviours } from '../store/store-behaviour.ts'
import { sqliteStore } from './sqlite-store.ts'

let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'async-orders-store-'))
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

describe('the store in a file', () => {
  it.each(storeBehaviours)('$name', ({ check }) => {
    const store = sqliteStore(join(home, 'sandbox.db'))
    try {
      check(store)
    } finally {
      store.close()
    }
  })
})
