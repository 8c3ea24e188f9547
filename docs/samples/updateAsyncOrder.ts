import { createClient } from 'async-orders-client'

const env = process.env
const client = createClient({
  baseUrl: env.TANGO_BASE_URL ?? '',
  credentials: {
    platformName: env.TANGO_PLATFORM_NAME ?? '',
    platformKey: env.TANGO_PLATFORM_KEY ?? '',
  },
})

const order = {
  customerIdentifier: 'harbor-clinic',
  accountIdentifier: 'harbor-clinic-rewards',
  externalRefID: 'wellness-2026-w09',
}
const notes = 'Corrected after the February audit.'
const result = await client.updateAsyncOrder(order, { notes })
if (result.status !== 200) {
  throw new Error(`Answered ${result.status}, request ${result.requestId}`)
}
console.log(`The notes are now: ${result.data.notes}`)
