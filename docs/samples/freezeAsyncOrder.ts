import { createClient } from 'async-orders-client'

const { TANGO_BASE_URL: baseUrl = '', TANGO_PLATFORM_NAME: platformName = '', TANGO_PLATFORM_KEY: platformKey = '' } = process.env
const client = createClient({ baseUrl, credentials: { platformName, platformKey } })

const result = await client.freezeAsyncOrder('AA260302-118204-37', { reasonCode: 'FRAUD' })
if (result.status !== 202) throw new Error(`Answered ${result.status}, request ${result.requestId}`)
console.log(`${result.data.totalLineItems} line items will be judged.`)
