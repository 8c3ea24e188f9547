import type { RunOptions } from './options.ts'

/**
 * The options with which a printed command meets the target of this run again, and not one of ours. A token is named, never written.
 *
 * @example sameTarget({ url: 'http://127.0.0.1:8080/raas/v2' }) // "--url 'http://127.0.0.1:8080/raas/v2'"
 */
export function sameTarget({ url, fixtures, controlToken, failOn, strict }: RunOptions): string {
  const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`
  return [
    ...(url === undefined ? [] : [`--url ${quoted(url)}`]),
    ...(typeof fixtures !== 'string' ? [] : [`--fixtures ${quoted(fixtures)}`]),
    ...(failOn === undefined ? [] : [`--fail-on ${failOn}`]),
    ...(strict ? ['--strict'] : []),
    ...(controlToken === undefined ? [] : ['--control-token "$CONTROL_TOKEN"']),
  ].join(' ')
}
