import type { Failure } from './checks/failure.ts'
import type { PhaseFailure, PhaseResult } from './phases/phase.ts'
import type { Exchange } from './send.ts'

const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

/** A curl line that sends a request again. Credentials are named, never written. */
export function curlOf(exchange: Exchange, prefer?: string): string {
  const parts = ['curl', '-i', '-u', '"$TANGO_PLATFORM_NAME:$TANGO_PLATFORM_KEY"', '-X', exchange.method]
  if (exchange.contentType !== null) parts.push('-H', quote(`Content-Type: ${exchange.contentType}`))
  if (prefer !== undefined) parts.push('-H', quote(`Prefer: ${prefer}`))
  if (exchange.requestBody !== '') parts.push('--data-binary', quote(shorten(exchange.requestBody)))
  return [...parts, quote(exchange.url)].join(' ')
}

/** A failure as a person reads it. */
export function explainFailure({ clause, what, expected, actual }: Failure): string {
  return `${clause}: ${what}\n    expected ${show(expected)}\n    actual   ${show(actual)}`
}

/** Characters that a terminal would act on, or that turn a text around. In JSON the escape means the same. */
const UNPRINTABLE = /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g

/** A failure of a phase as a person reads it, with the lines that do it again. */
export function explainPhaseFailure(result: PhaseResult, failure: PhaseFailure & { curl?: string }): string {
  const { clause, curl } = failure
  const lines = [explainFailure({ ...failure, clause: clause ?? 'no clause' }), `    replay: ${phaseCommand(result, failure)}`]
  const text = [...lines, ...(curl === undefined ? [] : [`    ${curl}`])].join('\n')
  return text.replace(UNPRINTABLE, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** The command that runs what a phase found again: one example, or the whole phase where the failure is about no single one. */
export function phaseCommand({ phase, target, seed }: PhaseResult, { replay }: PhaseFailure): string {
  const command = `npm run contract -- --target ${target} --phase ${phase} --seed ${seed}`
  return replay === '' ? command : `${command} --replay ${quote(replay)}`
}

function show(value: unknown): string {
  return shorten(typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing'))
}

const shorten = (text: string): string => (text.length > 4_000 ? `${text.slice(0, 4_000)}… (${text.length} characters)` : text)
