import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { actions } from '../../../generated/operations.ts'
import { chosenInterpretations } from '../interpretations.ts'
import { gateOpen, gates, transition, transitions } from './lifecycle.ts'

const ours = chosenInterpretations()
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

  it.each([
    ['FREEZE', 'FROZEN', {}, undefined],
    ['FREEZE', 'FROZEN', { 'C-FRZ-FROZEN': 'restart' }, 'FROZEN'],
    ['UNFREEZE', 'ACTIVE', {}, undefined],
    ['release', 'FROZEN', {}, 'ACTIVE'],
  ] as const)('%s from %s under %j leads to %s', (on, from, under, to) => {
    expect(transition(on, from, { ...ours, ...under })?.to).toBe(to)
  })

  it.each([
    ['FREEZE', 'PENDING', {}, true],
    ['FREEZE', 'PENDING', { 'C-FRZ-PENDING': 'gate' }, false],
    ['UNFREEZE', 'FAILED', {}, false],
    ['UNFREEZE', 'FAILED', { 'C-ORDER-STATUS': 'no-gate' }, true],
    ['CANCEL', 'SCHEDULED DELIVERY', {}, true],
    ['CANCEL', 'SCHEDULED DELIVERY', { 'C-CAN-SCHEDULED': 'shut' }, false],
    ['CANCEL', 'PARTIAL', { 'C-CAN-SCHEDULED': 'shut' }, true],
    ['CANCEL', 'PENDING', {}, false],
  ] as const)('%s for a %s order under %j: %s', (action, status, under, open) => {
    expect(gateOpen(action, status, { ...ours, ...under })).toBe(open)
  })
})
