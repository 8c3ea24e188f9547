import { describe, it } from 'vitest'
import { memoryStore } from './memory-store.ts'
import { storeBehaviours } from './store-behaviour.ts'

describe('the memory store', () => {
  it.each(storeBehaviours)('$name', ({ check }) => check(memoryStore()))
})
