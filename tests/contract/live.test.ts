import { describe, it } from 'vitest'
import { contractSuite } from '../../contract/src/vitest.ts'

const { TANGO_BASE_URL: url, TANGO_PLATFORM_NAME: name = null, TANGO_PLATFORM_KEY: key = null, TANGO_TOKEN: token = null } = process.env

// Actions on a live target use up orders that were prepared there: nothing is sent to it unless it is named.
if (url === undefined) describe('live', () => it.skip('needs TANGO_BASE_URL, credentials and prepared orders: see docs/live.md'))
else contractSuite({ target: 'live', url, credentials: { name, key, token }, fixtures: process.env.TANGO_FIXTURES })
