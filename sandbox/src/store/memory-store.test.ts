import { describe, it } from 'vitest'
import { memoryStore } from './memory-store.ts'
import { storeBehaviours } from './store-behaviour.ts'

describe('the memory store', () => {
  it.each(Object.entries(storeBehaviours))('%s', (_, check) => check(memoryStore()))
})
