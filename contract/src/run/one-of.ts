import { UsageError } from '../../../sandbox/src/node/command/command.ts'
import { didYouMean, orList } from '../../../sandbox/src/node/command/nearest.ts'
import { onOneLine } from '../../../sandbox/src/node/command/one-line.ts'

/**
 * A value that is one of a few.
 *
 * @param option as it is typed
 * @throws UsageError when it is none of them, with the choices and the nearest
 * @example oneOf('--target', 'sandbox', ['mock', 'sandbox', 'live']) // 'sandbox'
 */
export function oneOf<Choice extends string>(option: string, value: string, choices: readonly Choice[]): Choice {
  const found = choices.find((choice) => choice === value)
  if (found !== undefined) return found
  const near = didYouMean(value, choices)
  const why = `invalid ${option} ${onOneLine(value)}: expected ${orList(choices)}.`
  throw new UsageError(`Failed to read the options: ${why}${near === '' ? '' : ` ${near}`}`)
}
