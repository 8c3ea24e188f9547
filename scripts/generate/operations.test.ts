import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { operationsModule } from './operations.ts'

const FREEZE = '/asyncOrders/{referenceOrderID}/freeze'

// biome-ignore lint/suspicious/noExplicitAny: a bundle, which each test changes in another place
type Bundle = any

/** The bundle of the description, with a change of it. */
function bundleWith(change: (bundle: Bundle) => void): Bundle {
  const bundle = JSON.parse(readFileSync('generated/openapi.json', 'utf8'))
  change(bundle)
  return bundle
}

it('has each status and each reason code that the description has, in its order', () => {
  const text = operationsModule(
    bundleWith(({ paths, components }) => {
      paths[FREEZE].post.responses['418'] = {}
      components.schemas.FreezeRequest.oneOf[0].properties.reasonCode.enum.push('NEW_CODE')
    }),
  )
  expect(text).toContain('freezeAsyncOrder: { accepted: [202], refused: [400,401,404,405,413,418,422,429,500,503] }')
  expect(text).toContain('"FRAUD","NEW_CODE","OTHER"]')
})

it('has an operation more, and reads the prefix of its clauses from its marks', () => {
  const text = operationsModule(
    bundleWith(({ paths }) => {
      const resend = { ...paths[FREEZE].post, operationId: 'resendAsyncOrder', 'x-documented': ['RSD-01', 'GEN-03'], 'x-inferred': [] }
      paths['/asyncOrders/{referenceOrderID}/resend'] = { post: { ...resend, 'x-assumed': ['A-LINE-ITEM-STATUS'] } }
    }),
  )
  expect(text).toContain('prefix: "RSD"')
  expect(text).toContain('actions = ["freeze","unfreeze","cancel","resend"]')
})

it.each([
  ['no clause of its own', ['GEN-03']],
  ['clauses of FRZ and CAN', ['FRZ-01', 'CAN-01']],
])('names an operation that names %s', (why, marks) => {
  const bundle = bundleWith(({ paths }) => Object.assign(paths[FREEZE].post, { 'x-documented': marks, 'x-inferred': [], 'x-assumed': [] }))
  expect(() => operationsModule(bundle)).toThrow(`the operation freezeAsyncOrder names ${why} in x-documented`)
})
