import { createClient } from 'async-orders-client'

const env = process.env
const client = createClient({
  baseUrl: env.TANGO_BASE_URL ?? '',
  credentials: {
    platformName: env.TANGO_PLATFORM_NAME ?? '',
    platformKey: env.TANGO_PLATFORM_KEY ?? '',
  },
})

const order = 'AA260302-118204-37'
const result = await client.freezeAsyncOrder(order, { reasonCode: 'FRAUD' })
if (result.status !== 202) {
  throw new Error(`Answered ${result.status}, request ${result.requestId}`)
}
console.log(`${result.data.totalLineItems} line items will be judged.`)
