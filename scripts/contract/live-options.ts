import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { LiveOptions } from '../../tests/contract/options.ts'
import { orderStates } from '../../tests/contract/order-states.ts'
import { UsageError } from '../command.ts'

const text = { type: 'string', minLength: 1, maxLength: 200 }
const order = {
  type: 'object',
  additionalProperties: false,
  required: ['referenceOrderID', 'externalRefID', 'customerIdentifier', 'accountIdentifier'],
  properties: { referenceOrderID: text, externalRefID: text, customerIdentifier: text, accountIdentifier: text },
}
const fixturesSchema = {
  type: 'object',
  additionalProperties: false,
  properties: Object.fromEntries(Object.keys(orderStates).map((state) => [state, { type: 'array', items: order }])),
}

/**
 * Credentials from the environment, prepared orders from a file.
 *
 * @throws UsageError when there are no credentials, or the file is not as it must be
 */
export function liveOptions(file: string | undefined): LiveOptions {
  const { TANGO_PLATFORM_NAME: name = null, TANGO_PLATFORM_KEY: key = null, TANGO_TOKEN: token = null } = process.env
  if ((name === null || key === null) && token === null) {
    throw new UsageError(
      'Failed to run on a live target: there are no credentials. Set TANGO_PLATFORM_NAME and TANGO_PLATFORM_KEY, or TANGO_TOKEN.',
    )
  }
  return { name: key === null ? null : name, key, token, fixtures: file === undefined ? {} : readFixtures(file) }
}

function readFixtures(file: string): LiveOptions['fixtures'] {
  let content: unknown
  try {
    content = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new UsageError(`Failed to read the fixtures: ${file}: ${error instanceof Error ? error.message : error}.`)
  }
  const validate = new Ajv2020({ strict: true }).compile(fixturesSchema)
  if (validate(content)) return content as LiveOptions['fixtures']
  const [first] = validate.errors ?? []
  throw new UsageError(`Failed to read the fixtures: ${file}: ${first?.instancePath || 'it'} ${first?.message}.`)
}
