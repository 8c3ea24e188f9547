import { UsageError } from '../../../sandbox/src/node/command/command.ts'
import type { TargetName } from '../targets/target.ts'

/** Domains of the API and of the company behind it. */
const COMPANY = /(^|\.)(tangocard|bhn)\.com$/
/** Words of a host name that say it is not production: integration-api.tangocard.com, portal.sandbox.tangocard.com. */
const SANDBOX = /(^|[.-])(sandbox|integration)([.-]|$)/

/**
 * Whether actions on a host may move real money. Documented: api.tangocard.com is production, integration-api.tangocard.com is not.
 * Inferred: every other host of the company is production, unless its name says otherwise.
 *
 * @example isProduction('api.tangocard.com') // true
 */
export function isProduction(hostname: string): boolean {
  const host = hostname.toLowerCase().replace(/\.$/, '')
  return COMPANY.test(host) && !SANDBOX.test(host)
}

/**
 * Whether a host is this machine: what runs there is a test server, and a run against it a rehearsal.
 *
 * @example isLoopback('127.0.0.1') // true
 */
export function isLoopback(hostname: string): boolean {
  return /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname.toLowerCase().replace(/\.$/, ''))
}

/**
 * Refuses a production host unless it was asked for by its exact name.
 *
 * @param named the production host that is meant; the command takes it from TANGO_PRODUCTION_HOST, with --production only
 * @throws UsageError
 */
export function refuseProduction(url: string, named: string | undefined): void {
  const { hostname, host } = new URL(url)
  if (!isProduction(hostname) || named === host) return
  throw new UsageError(
    `Failed to run on a live target: ${host} is production, where actions cost money. Use the sandbox host, or give both --production and TANGO_PRODUCTION_HOST=${host}.`,
  )
}

/**
 * How sentences name a target: what runs on this machine is not live.
 *
 * @param address of a target that this run did not start, else null
 * @example calledAt('live', 'http://127.0.0.1:8080/raas/v2') // 'your implementation at http://127.0.0.1:8080/raas/v2'
 */
export function calledAt(name: TargetName, address: string | null): string {
  if (address === null) return `the ${name}`
  const isLive = name === 'live' && !isLoopback(new URL(address).hostname)
  return `${isLive ? 'the live target' : 'your implementation'} at ${address}`
}
