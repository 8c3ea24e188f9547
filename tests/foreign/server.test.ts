import { readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { loadRegister } from '../../contract/src/register/load.ts'
import { type BugName, bugs } from './bugs.ts'
import { checks, open } from './checks.ts'

const DAY = 86_400_000

/** The clauses whose checks fail, of some or of all. */
async function failing(bug?: BugName, ofSome?: readonly string[]): Promise<string[]> {
  const api = await open(bug)
  const failed: string[] = []
  for (const [clauses, look, expected] of checks) {
    const about = clauses.split(' ').filter((clause) => ofSome?.includes(clause) ?? true)
    if (about.length > 0 && !isDeepStrictEqual(await look(api), expected)) failed.push(...about)
  }
  await api.close()
  return failed
}

describe('the foreign server', () => {
  it('is correct', async () => {
    expect(await failing()).toEqual([])
  })

  it.each(bugs)('with the bug $name $does', async ({ name, clauses }) => {
    expect(await failing(name, clauses)).not.toEqual([])
  })

  it('breaks only clauses that the register has', () => {
    const { clauses } = loadRegister()
    expect(bugs.flatMap((bug) => bug.clauses).filter((id) => !clauses.has(id))).toEqual([])
  })

  it('prepares orders as a fixtures file lists them', async () => {
    const api = await open()
    const schema = JSON.parse(readFileSync(new URL('../../contract/src/targets/fixtures.schema.json', import.meta.url), 'utf8'))
    const validate = new Ajv2020().compile(schema)
    expect(validate(api.fixtures), JSON.stringify(validate.errors)).toBe(true)
    expect(Object.keys(api.fixtures)).toEqual(Object.keys(schema.properties))
    await api.close()
  })

  it('releases frozen rewards after 48 hours, and freezes none after the fifth day', async () => {
    const api = await open()
    const [one, other] = [api.take('active'), api.take('active')]
    await api.changed(one, 'freeze')
    api.clock.now += 2 * DAY
    expect(await api.changed(one, 'unfreeze', 'freeze')).toEqual([3, 0, 3])
    api.clock.now = Date.UTC(2026, 2, 6, 23, 59, 59)
    expect(await api.changed(other, 'freeze')).toEqual([3])
    api.clock.now += 1_000
    expect(await api.changed(other, 'cancel', 'unfreeze')).toEqual([3, 0, 3])
    await api.close()
  })

  it('lists events by revision, one page at a time, once their work is done', async () => {
    const api = await open()
    const order = api.take('active')
    for (const action of ['freeze', 'unfreeze', 'cancel']) await api.act(order, action)
    expect(await api.list()).toEqual([])
    api.settle()
    expect((await api.list('fromRevision=2&maxResults=1')).map(({ revision, categories }) => ({ revision, categories }))).toEqual([
      { revision: 2, categories: ['ORDER'] },
    ])
    await api.close()
  })
})
