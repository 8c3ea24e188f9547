import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { actions } from '../../../generated/operations.ts'
import { gates, transitions } from './lifecycle.ts'

const clauses = actions.map((name) => readFileSync(`openapi/clauses/${name}.yaml`, 'utf8')).join('\n')

describe('the lifecycle', () => {
  it('rests on clauses of the register', () => {
    const named = [...transitions, ...gates].flatMap((row) => row.clauses)
    expect(named.filter((id) => !clauses.includes(`- id: ${id}\n`))).toEqual([])
  })

  it('leads nowhere from CANCELLED', () => {
    expect(transitions.filter(({ from }) => from === 'CANCELLED')).toEqual([])
  })

  it('lets a trigger lead to one state only', () => {
    for (const { on, to } of transitions)
      expect(transitions.filter((row) => row.on === on).map((row) => row.to)).toEqual(expect.arrayContaining([to]))
    expect(new Set(transitions.map(({ on, to }) => `${on} ${to}`)).size).toBe(new Set(transitions.map(({ on }) => on)).size)
  })
})
