import { type OperationId, operations } from '../generated/operations.ts'
import type { Message } from './send.ts'

/**
 * A request as a call of the client; null where the client does not send such a request.
 *
 * @example asTypeScript({ method: 'POST', path: '/raas/v2/asyncOrders/AA1/freeze', body: '{"reasonCode":"FRAUD"}' })
 */
export function asTypeScript({ method, path, body }: Message): string | null {
  const fields = objectIn(body)
  const call = (Object.keys(operations) as OperationId[]).flatMap((id) => {
    const names = method === operations[id].method ? namesIn(operations[id].path, path) : null
    return names === null ? [] : [`client.${id}(${subjectOf(names)}, ${written(fields)})`]
  })[0]
  if (call === undefined || fields === null) return null
  return `import { createClient } from 'async-orders-client'

const client = createClient({
  baseUrl: process.env.TANGO_BASE_URL ?? '',
  credentials: {
    platformName: process.env.TANGO_PLATFORM_NAME ?? '',
    platformKey: process.env.TANGO_PLATFORM_KEY ?? '',
  },
})
const result = await ${call}
console.log(result.status)`
}

/** The values that a path has for the names in its template; null when it is another path. */
function namesIn(template: string, path: string): Record<string, string> | null {
  const pattern = template.replace(/\{(\w+)\}/g, '(?<$1>[^/?#]+)')
  const { groups } = new RegExp(`^/raas/v2${pattern}$`).exec(path) ?? {}
  if (groups === undefined) return null
  try {
    return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)]))
  } catch {
    return null
  }
}

/** An order by its id where the path has one name only, else by all of them. */
function subjectOf(names: Record<string, string>): string {
  const [only, ...others] = Object.values(names)
  return others.length === 0 ? JSON.stringify(only) : written(names)
}

/** An object of JSON as TypeScript writes it. */
const written = (value: unknown): string => JSON.stringify(value, null, 2).replace(/^ {2}"(\w+)":/gm, '  $1:')

function objectIn(body: string): object | null {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && !Array.isArray(value) ? value : null
  } catch {
    return null
  }
}
