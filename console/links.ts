import { operations } from '../generated/operations.ts'
import { readings } from '../generated/readings.ts'

/** What a link asks the console to show. */
export interface Link {
  operation?: string
  reading?: string
  option?: string
  /** What it asks for and is not there, as it asks for it. */
  unknown?: string[]
}

/**
 * Reads the part of an address behind `#`.
 *
 * @example linkFrom('#operation=freezeAsyncOrder') // { operation: 'freezeAsyncOrder' }
 * @example linkFrom('#reading=C-FRZ-FROZEN&option=restart') // { reading: 'C-FRZ-FROZEN', option: 'restart' }
 * @example linkFrom('#reading=C-NONE') // { unknown: ['reading=C-NONE'] }
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

function isThere(key: string, value: string, asked: URLSearchParams): key is 'operation' | 'reading' | 'option' {
  const reading = asked.get('reading') ?? ''
  if (key === 'operation') return operations.some(({ id }) => id === value)
  if (key === 'reading') return Object.hasOwn(readings, value)
  if (key !== 'option' || !Object.hasOwn(readings, reading)) return false
  return (readings[reading as keyof typeof readings].options as readonly string[]).includes(value)
}
