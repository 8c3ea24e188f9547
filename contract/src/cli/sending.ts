import { lookup } from 'node:dns/promises'
import { barrier, hostNames } from '../../../sandbox/src/engine/reach.ts'
import { UsageError } from '../../../sandbox/src/node/command/command.ts'
import { onOneLine } from '../../../sandbox/src/node/command/one-line.ts'

/** Ends a command that sends events with a mistake in its options. */
export const usage = (problem: string): never => {
  throw new UsageError(`Failed to read the options: ${problem}`)
}

/**
 * A shared secret, as registered.
 *
 * @param name as in "the secret"
 */
export function secretFrom(name: string, secret: string): string {
  // The value is not repeated: it may be the right one with a letter lost.
  if (!/^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/.test(secret))
    return usage(`${name} is not base64. Pass it as registered.`)
  return secret
}

/** The milliseconds of `--timeout SECONDS`. */
export function millisecondsFrom(seconds: string): number {
  if (!/^\d{1,4}(\.\d{1,3})?$/.test(seconds) || Number(seconds) === 0)
    return usage(`invalid --timeout ${onOneLine(seconds)}: expected seconds, such as 10.`)
  return Number(seconds) * 1_000
}

/**
 * An address of this machine, or of a host that was allowed.
 *
 * @param option as in `--to`
 * @param names of `--allow-host`
 */
export async function addressFrom(option: string, url: string, names: readonly string[]): Promise<string> {
  const resolve = async (name: string): Promise<string[]> => (await lookup(name, { all: true })).map(({ address }) => address)
  if (!/^https?:/i.test(url) || !URL.canParse(url)) return usage(`${option} ${onOneLine(url)} is not an http or https address.`)
  const { username, password, hostname } = new URL(url)
  if (username + password !== '') return usage(`${option} has credentials in it, which are not sent. Leave them out.`)
  const why = await barrier(url, { named: namesFrom(names), loopback: true }, resolve)
  if (why !== null) return usage(`${option} ${onOneLine(url)}: ${why}. Pass --allow-host ${hostname} if it is yours.`)
  return url
}

function namesFrom(names: readonly string[]): ReadonlySet<string> {
  try {
    return hostNames(names)
  } catch (error) {
    throw new UsageError(onOneLine((error as Error).message))
  }
}
