import { type Operation, operationsAt } from '../mock/description.ts'
import type { Entry } from './read-har.ts'

/** What of an archive is judged, and what is not, each with the reason. */
export interface Traffic {
  shown: Entry[]
  /** How many of those asked with a method that their path does not have, on purpose, and are shown as answers of the path's operation. */
  otherMethod: number
  leftOut: { reason: string; count: number }[]
}

/**
 * Sorts the exchanges of an archive. What a case did against the description on purpose is told by the case, in the entry; anything else
 * that does not fit is shown, and found.
 *
 * @param server what the addresses of the exchanges begin with
 * @example const { shown, leftOut } = trafficOf(entries, 'http://sandbox.test/raas/v2', operationsOf(description))
 */
export function trafficOf(entries: readonly Entry[], server: string, operations: readonly Operation[]): Traffic {
  const shown: Entry[] = []
  const leftOut = new Map<string, number>()
  let otherMethod = 0
  for (const entry of entries) {
    const here = operationsAt(operations, pathOf(entry, server) ?? '')
    const reason = reasonToLeaveOut(entry, server, here.length > 0)
    const [operation] = here
    if (reason !== null) leftOut.set(reason, (leftOut.get(reason) ?? 0) + 1)
    else if (operation !== undefined && entry._onPurpose === 'other-method' && isRefusedMethod(entry, here)) {
      otherMethod += 1
      shown.push({ ...entry, request: { ...entry.request, method: operation.method.toUpperCase() } })
    } else shown.push(entry)
  }
  return { shown, otherMethod, leftOut: [...leftOut].map(([reason, count]) => ({ reason, count })) }
}

/** The path of a request below the server, without its query; undefined when it went elsewhere. */
export function pathOf({ request }: Entry, server: string): string | undefined {
  const [url = ''] = request.url.split(/[?#]/)
  return url.startsWith(`${server}/`) ? url.slice(server.length) : undefined
}

function reasonToLeaveOut({ _onPurpose, request, response }: Entry, server: string, described: boolean): string | null {
  if (pathOf({ request, response }, server) === undefined) return `went elsewhere than ${server}`
  if (_onPurpose === 'other-interpretation') return 'is about another interpretation than that of the description, on purpose'
  if (_onPurpose === 'other-path' && !described && response.status === 404) return 'requests an unknown path on purpose, and returns 404'
  if (response.content.text === undefined && (response.content.size ?? 0) > 0) return 'has a body that was not recorded'
  return null
}

const isRefusedMethod = ({ request, response }: Entry, here: readonly Operation[]): boolean =>
  response.status === 405 && here.every(({ method }) => method.toUpperCase() !== request.method)
