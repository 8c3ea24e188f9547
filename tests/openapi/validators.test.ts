import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { refOf, stepsOf } from '../../contract/src/checks/pointers.ts'
import * as validators from '../../generated/validators.js'

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
interface Media {
  schema: unknown
  examples: Record<string, unknown>
}

const bundle = JSON.parse(readFileSync('generated/openapi.json', 'utf8'))
const validate = new Map<string, (value: unknown) => boolean>(Object.entries(validators))
const nameIn = (node: unknown): string => stepsOf(refOf(node) ?? '').at(-1) ?? ''

/** Every named example of a body, with the validator of its schema. */
function* bodyExamples(node: Json): Generator<{ name: string; validator: string; value: Json }> {
  if (typeof node !== 'object' || node === null) return
  for (const [key, child] of Object.entries(node)) {
    if (key !== 'application/json') yield* bodyExamples(child)
    else {
      const { schema, examples } = child as unknown as Media
      for (const example of Object.values(examples)) {
        const name = nameIn(example)
        yield { name, validator: `validate${nameIn(schema)}`, value: bundle.components.examples[name].value }
      }
    }
  }
}

const examples = [...bodyExamples(bundle)]

describe('the validators', () => {
  it('are one for every schema', () => {
    const names = Object.keys(bundle.components.schemas).map((name) => `validate${name}`)
    expect([...validate.keys()].sort()).toEqual(names.sort())
  })

  it('meet every example of the description', () => {
    expect(new Set(examples.map(({ name }) => name))).toEqual(new Set(Object.keys(bundle.components.examples)))
  })

  it.each(examples)('accept $name by $validator', ({ validator, value }) => {
    expect(validate.get(validator)?.(value)).toBe(true)
  })

  it.each([...validate])('refuse what is nothing of the kind, by %s', (_name, check) => {
    for (const value of [null, 7, 'text', [], {}, { random: true }]) expect(check(value)).toBe(false)
  })

  // What a schema takes or refuses is asked by the gate; here is what compiling it into code could change.
  const other = { reasonCode: 'OTHER', otherReason: 'Paid twice.' }
  const event = examples.find(({ name }) => name === 'EventSomeFrozen')?.value as { [key: string]: Json }
  it.each<[schema: string, what: string, value: unknown]>([
    ['UpdateAsyncOrderRequest', 'with notes of 150 characters of two units each', { notes: '\u{1F381}'.repeat(150) }],
    ['OrderActionStatusEvent', 'with nine digits after the second', { ...event, eventOccurredAt: '2026-03-02T09:15:06.481920300Z' }],
    ['OrderActionStatusEvent', 'with a field that is yet to come', { ...event, more: 'to come' }],
  ])('accept a %s %s', (schema, _what, value) => {
    expect(validate.get(`validate${schema}`)?.(value)).toBe(true)
  })

  it.each<[schema: string, what: string, value: unknown]>([
    ['FreezeRequest', 'with OTHER and a blank reason', { ...other, otherReason: ' \t\u00a0\n' }],
    ['UnfreezeRequest', 'with OTHER and a blank reason', { ...other, otherReason: ' ' }],
    ['CancelRequest', 'with OTHER and a blank reason', { ...other, otherReason: ' ' }],
    ['OrderActionStatusEvent', 'with a date alone', { ...event, eventOccurredAt: '2026-03-02' }],
    ['OrderActionStatusEvent', 'with an eventId that is no UUID', { ...event, eventId: 'not-a-uuid' }],
  ])('refuse a %s %s', (schema, _what, value) => {
    expect(validate.get(`validate${schema}`)?.(value)).toBe(false)
  })

  it('run where no code may be made from text, and import nothing', () => {
    // As a data: URL the module has no folder, so an import that was left in it could not resolve.
    const script = `
      import { readFileSync } from 'node:fs'
      const module = readFileSync('generated/validators.js').toString('base64')
      const { validateFreezeRequest: v } = await import('data:text/javascript;base64,' + module)
      console.log(v({ reasonCode: 'FRAUD' }), v({ reasonCode: 'OTHER', otherReason: ' ' }), v.errors.length > 0)
      try { new Function('return 1') } catch { console.log('no code from text') }`
    const args = ['--disallow-code-generation-from-strings', '--input-type=module', '--eval', script]
    const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
    expect(stderr).toBe('')
    expect(stdout).toBe('true false true\nno code from text\n')
  })
})
