import { groupsBy } from '../group-by.ts'
import { probes } from '../probes/index.ts'
import type { LiveOptions } from '../run/options.ts'
import { planRun } from '../run/plan.ts'
import type { Settings } from '../run/settings.ts'

/** Lists what a live run would send: a line of JSON for each request on stdout, the counts on stderr. Sends nothing. */
export async function dryRun({ selected, complete, address }: Settings, live: LiveOptions): Promise<0> {
  const { requests, skipped } = await planRun(selected, complete ? probes : [], address ?? '', live)
  for (const request of requests) process.stdout.write(`${JSON.stringify(request)}\n`)
  const writes = requests.filter(({ method }) => method !== 'GET').length
  const reasons = Object.entries(groupsBy(skipped, ({ reason }) => reason)).map(
    ([reason, list]) => `    ${String(list?.length).padEnd(5)}${reason}`,
  )
  const seconds = Number.isFinite(live.rate) ? `, in ${Math.ceil(requests.length / live.rate)} s or more` : ''
  process.stderr.write(
    [
      `  nothing was sent to ${address}; a run would send ${requests.length} requests, ${writes} of them writes${seconds}`,
      ...(reasons.length === 0 ? [] : ['  skipped', ...reasons]),
      '',
    ].join('\n'),
  )
  return 0
}
