import { operations } from '../../../generated/operations.ts'
import type { ApiRequest, Case } from '../cases/case.ts'
import { type Probe, probeCase } from '../probes/probe.ts'
import { createLiveTarget } from '../targets/live.ts'
import { observe } from '../targets/observe.ts'
import { preparedState } from '../targets/prepared.ts'
import { Skipped } from '../targets/target.ts'
import { manualClock } from './manual-clock.ts'
import type { LiveOptions } from './options.ts'

/** A request that a live run would send. */
interface PlannedRequest {
  /** The case, or `probe-` and an interpretation. */
  case: string
  /** Of the description; null for a read of the list of events. */
  operation: string | null
  method: string
  /** Below the base URL, with its query. */
  path: string
  body: string | null
  /** Which credentials are sent, not what they are. */
  auth: NonNullable<ApiRequest['auth']>
  /** The prepared order that it is about, and its state. */
  fixture: { state: string; referenceOrderID: string }
}

/** What a live run would do. */
export interface Plan {
  requests: PlannedRequest[]
  skipped: { case: string; reason: string }[]
}

/**
 * What a live run of these cases would send, in its order, when every answer is as wanted. Sends nothing and waits for nothing; a list of
 * events is read until the events are there, of which one read before the request and one after it are shown.
 *
 * @example const { requests } = await planRun(cases, probes, 'https://host/raas/v2', options)
 */
export async function planRun(cases: readonly Case[], probes: readonly Probe[], baseUrl: string, options: LiveOptions): Promise<Plan> {
  const plan: Plan = { requests: [], skipped: [] }
  const sent: Request[] = []
  let wanted = 202
  const target = createLiveTarget(
    baseUrl,
    { ...options, eventWait: 0 },
    {
      fetch: async (request) => {
        sent.push(request.clone())
        return request.method === 'GET' ? Response.json({ items: [] }) : Response.json({}, { status: wanted })
      },
      ...manualClock(),
    },
  )
  for (const row of [...cases, ...probes.flatMap((probe) => probe.asks.map((ask) => probeCase(probe, ask)))]) {
    wanted = row.want.status
    const reason = target.cannot(row)
    try {
      if (reason !== null) throw new Skipped(reason)
      const session = await target.open(row)
      await observe(target, session, row)
      const { referenceOrderID } = session.order
      const fixture = { state: preparedState(row) ?? 'active', referenceOrderID }
      const auth = row.request.auth ?? 'basic'
      for (const request of sent.splice(0)) plan.requests.push({ case: row.id, ...(await shown(request, baseUrl)), auth, fixture })
    } catch (error) {
      if (!(error instanceof Skipped)) throw error
      plan.skipped.push({ case: row.id, reason: error.message })
    }
  }
  return plan
}

async function shown(request: Request, baseUrl: string): Promise<Pick<PlannedRequest, 'operation' | 'method' | 'path' | 'body'>> {
  const path = request.url.slice(baseUrl.length)
  const body = await request.text()
  const [operation = null] =
    Object.entries(operations).find(([, known]) => new RegExp(`^${known.path.replace(/\{\w+\}/g, '[^/]+')}$`).test(path)) ?? []
  return { operation, method: request.method, path, body: body === '' ? null : body }
}
