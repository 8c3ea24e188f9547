import { planRun } from '../../tests/contract/dry-run.ts'
import type { LiveOptions } from '../../tests/contract/options.ts'
import { probes } from '../../tests/contract/probes/index.ts'
import type { Settings } from './settings.ts'

/** Lists what a live run would send: a line of JSON for each request on stdout, the counts on stderr. Sends nothing. */
export async function dryRun({ selected, complete, address }: Settings, live: LiveOptions): Promise<0> {
  const { requests, notRun } = await planRun(selected, complete ? probes : [], address ?? '', live)
  for (const request of requests) process.stdout.write(`${JSON.stringify(request)}\n`)
  const writes = requests.filter(({ method }) => method !== 'GET').length
  const reasons = Object.entries(Object.groupBy(notRun, ({ reason }) => reason)).map(
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
