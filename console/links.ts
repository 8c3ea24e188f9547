import { interpretations } from '../generated/interpretations.ts'
import { operations } from '../generated/operations.ts'

/** What a link asks the console to show. */
export interface Link {
  operation?: string
  interpretation?: string
  option?: string
  /** What it asks for and is not there, as it asks for it. */
  unknown?: string[]
}

/**
 * Reads the part of an address behind `#`.
 *
 * @example linkFrom('#operation=freezeAsyncOrder') // { operation: 'freezeAsyncOrder' }
 * @example linkFrom('#interpretation=C-FRZ-FROZEN&option=restart') // { interpretation: 'C-FRZ-FROZEN', option: 'restart' }
 * @example linkFrom('#interpretation=C-NONE') // { unknown: ['interpretation=C-NONE'] }
 */
export function linkFrom(hash: string): Link {
  const asked = new URLSearchParams(hash.replace(/^#/, ''))
  const link: Link = {}
  for (const [key, value] of asked) {
    if (isThere(key, value, asked)) link[key] = value
    else link.unknown = [...(link.unknown ?? []), value === '' ? key : `${key}=${value}`]
  }
  return link
}

function isThere(key: string, value: string, asked: URLSearchParams): key is 'operation' | 'interpretation' | 'option' {
  const interpretation = asked.get('interpretation') ?? ''
  if (key === 'operation') return Object.hasOwn(operations, value)
  if (key === 'interpretation') return Object.hasOwn(interpretations, value)
  if (key !== 'option' || !Object.hasOwn(interpretations, interpretation)) return false
  return (interpretations[interpretation as keyof typeof interpretations].options as readonly string[]).includes(value)
}
