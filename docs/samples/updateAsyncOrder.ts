import { createClient } from 'async-orders-client'

const { TANGO_BASE_URL: baseUrl = '', TANGO_PLATFORM_NAME: platformName = '', TANGO_PLATFORM_KEY: platformKey = '' } = process.env
const client = createClient({ baseUrl, credentials: { platformName, platformKey } })

const order = { customerIdentifier: 'harbor-clinic', accountIdentifier: 'harbor-clinic-rewards', externalRefID: 'wellness-2026-w09' }
const result = await client.updateAsyncOrder(order, { notes: 'Corrected after the February audit.' })
if (result.status !== 200) throw new Error(`Answered ${result.status}, request ${result.requestId}`)
console.log(`The notes are now: ${result.data.notes}`)
