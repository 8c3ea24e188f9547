import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { expect, it } from 'vitest'
import type { InProcess, OnWire } from '../mutant.ts'
import { type Benign, benignVariants } from './index.ts'
import { SECRET } from './play.ts'
import { type Seen, seenInProcess, seenOnWire } from './seen.ts'

const ajv = new Ajv2020({ strict: false, validateSchema: false })
addFormats.default(ajv)
ajv.addSchema({ ...JSON.parse(readFileSync(new URL('../../../generated/openapi.json', import.meta.url), 'utf8')), $id: 'description' })
/** What does not fit the description; fields that it does not have do. */
const misfits = (schema: string, body: unknown): unknown =>
  ajv.validate({ $ref: `description#/components/schemas/${schema}` }, body) ? null : ajv.errors
const schemaOf = (status: number): string => ({ 200: 'AsyncOrderDetail', 202: 'AsyncOrderActionAccepted' })[status] ?? 'ErrorInfo'

/** Variants that say the same in another form. */
const ONLY_FORM = /^(media-type|header|framing|encoding|timing|json|event)-/
const nothing = { wire: () => ({}), deliveryWire: () => ({}) }
const inProcess = await seenInProcess({ rules: {} })
const bytes = await seenOnWire(nothing, 'bytes')

const isOnWire = (variant: Benign): variant is Benign & OnWire => 'wire' in variant || 'deliveryWire' in variant
const signatureOf = (body: string): string => createHmac('sha256', Buffer.from(SECRET, 'base64')).update(body).digest('base64')
const statuses = ({ answers }: Seen): number[] => answers.map(({ status }) => status)

it('is at least eighty variants that break no clause at all, and at most eleven that break one of ours', () => {
  const ids = benignVariants.map(({ id }) => id)
  const proper = benignVariants.filter(({ differsFrom }) => differsFrom === undefined)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.filter((id) => !/^[a-z0-9]+(-[a-z0-9]+)+$/.test(id))).toEqual([])
  expect(proper.length).toBeGreaterThanOrEqual(80)
  expect(benignVariants.length - proper.length).toBeLessThanOrEqual(11)
})

it('sees the same twice where nothing varies, and a client sees on the wire what is seen in process', async () => {
  expect(await seenInProcess({ rules: {} })).toMatchObject({ shown: inProcess.shown })
  expect(await seenOnWire(nothing, 'bytes')).toMatchObject({ shown: bytes.shown })
  expect(await seenOnWire(nothing, 'client')).toMatchObject({ answers: inProcess.answers })
})

it.each(benignVariants)('$id ($allows)', async (variant) => {
  const seen = isOnWire(variant) ? await seenOnWire(variant, 'client') : await seenInProcess(variant as InProcess)
  const { shown } = isOnWire(variant) ? await seenOnWire(variant, 'bytes') : seen
  expect(shown, 'what can be seen').not.toEqual((isOnWire(variant) ? bytes : inProcess).shown)

  if (ONLY_FORM.test(variant.id)) expect(seen.answers).toEqual(inProcess.answers)
  if (variant.differsFrom === undefined && !variant.id.includes('-before-')) expect(statuses(seen)).toEqual(statuses(inProcess))
  for (const { status, json } of seen.answers) if (variant.differsFrom === undefined) expect(misfits(schemaOf(status), json)).toBe(null)
  expect(seen.deliveries).toHaveLength(inProcess.deliveries.length)
  for (const { body, signature } of seen.deliveries) {
    expect(misfits('OrderActionStatusEvent', JSON.parse(body))).toBe(null)
    expect(signature).toBe(signatureOf(body))
  }
})
