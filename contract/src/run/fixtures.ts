import { readFileSync, statSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { UsageError } from '../../../sandbox/src/node/command/command.ts'
import schema from '../targets/fixtures.schema.json' with { type: 'json' }
import type { LiveOptions } from './options.ts'

const LARGEST = 5_000_000

/** As guides write one: `AA…`, `...` or `<your id>`. No id of Tango has such characters. */
const PLACEHOLDER = /…|\.\.\.|[<>]/

/**
 * Reads the orders that were prepared on a live target, by state.
 *
 * @throws UsageError when the file cannot be read, is larger than 5 MB, does not fit fixtures.schema.json, holds a placeholder, or names
 *   an order twice
 * @example readFixtures('orders.json') // { active: [{ referenceOrderID: 'AA260302-118204-37', … }] }
 */
export function readFixtures(file: string): LiveOptions['fixtures'] {
  const content = readJson(file)
  const validate = new Ajv2020({ strict: true }).compile<LiveOptions['fixtures']>(schema)
  if (!validate(content)) {
    const [first] = validate.errors ?? []
    const field = first !== undefined && 'additionalProperty' in first.params ? ` (${first.params.additionalProperty})` : ''
    throw refused(file, `${first?.instancePath || 'it'} ${first?.message}${field}. See contract/src/targets/fixtures.schema.json.`)
  }
  const orders = Object.values(content).flat()
  const placeholder = orders.flatMap((order) => Object.values(order)).find((value) => PLACEHOLDER.test(value))
  if (placeholder !== undefined) throw refused(file, `${placeholder} is a placeholder. Write the value of an order that you prepared.`)
  const ids = orders.map(({ referenceOrderID }) => referenceOrderID)
  const twice = ids.find((id, index) => ids.indexOf(id) !== index)
  if (twice !== undefined) throw refused(file, `duplicate order ${twice}. Each accepted action consumes one order.`)
  return content
}

function readJson(file: string): unknown {
  try {
    if (statSync(file).size > LARGEST) throw new Error(`it is larger than ${LARGEST} bytes`)
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw refused(file, `${error instanceof Error ? error.message : error}.`)
  }
}

const refused = (file: string, why: string): UsageError => new UsageError(`Failed to read the fixtures: ${file}: ${why}`)
