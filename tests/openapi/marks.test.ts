import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { loadRegister } from '../../contract/src/register/load.ts'
import { pointersOf } from '../../contract/src/register/pointers.ts'

const { clauses, interpretations } = loadRegister()
const places = pointersOf(JSON.parse(readFileSync('generated/openapi.json', 'utf8')))
const marks = [...places].flatMap(([id, found]) => found.map(({ mark, pointer }) => ({ id, mark, pointer })))

describe('marks of the description', () => {
  it('give every clause of the register a place', () => {
    expect(clauses.size).toBeGreaterThan(200)
    expect([...clauses.keys()].filter((id) => !places.has(id))).toEqual([])
  })

  it('name clauses of the register and interpretations only', () => {
    expect(marks.filter(({ id }) => !clauses.has(id) && !interpretations.has(id))).toEqual([])
  })

  it('are as sure of a clause as the register is', () => {
    expect(marks.filter(({ id, mark }) => clauses.has(id) && clauses.get(id)?.basis !== mark)).toEqual([])
  })

  it('call no interpretation documented', () => {
    expect(marks.filter(({ id, mark }) => interpretations.has(id) && mark === 'documented')).toEqual([])
  })

  it('name an id once at a place', () => {
    const keys = marks.map(({ id, pointer }) => `${id} ${pointer}`)
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([])
  })
})

describe('pointersOf', () => {
  it('escapes the keys of a pointer', () => {
    const places = pointersOf({ paths: { '/a/{b~c}': { post: { 'x-documented': ['GEN-01'] } } } })
    expect(places.get('GEN-01')).toEqual([{ pointer: '/paths/~1a~1{b~0c}/post', mark: 'documented' }])
  })

  it('takes no mark from an example, and walks a property of that name', () => {
    const marked = { 'x-inferred': ['GEN-01'] }
    const places = pointersOf({ example: marked, examples: [marked], properties: { value: marked, 'x-inferred': ['GEN-02'] } })
    expect([...places]).toEqual([['GEN-01', [{ pointer: '/properties/value', mark: 'inferred' }]]])
  })
})
