import { operations } from '../generated/operations.ts'
import { readings } from '../generated/readings.ts'

/** What a link asks the console to show. */
export interface Link {
  operation?: string
  reading?: string
  option?: string
}

/**
 * Reads the part of an address behind `#`; what it does not know is left out.
 *
 * @example linkFrom('#operation=freezeAsyncOrder') // { operation: 'freezeAsyncOrder' }
 * @example linkFrom('#reading=C-FRZ-FROZEN&option=restart') // { reading: 'C-FRZ-FROZEN', option: 'restart' }
 */
export function linkFrom(hash: string): Link {
  const asked = new URLSearchParams(hash.replace(/^#/, ''))
  const operation = operations.find(({ id }) => id === asked.get('operation'))?.id
  const reading = asked.get('reading') ?? ''
  const link: Link = operation === undefined ? {} : { operation }
  if (!Object.hasOwn(readings, reading)) return link
  const { options } = readings[reading as keyof typeof readings]
  const option = (options as readonly string[]).find((known) => known === asked.get('option'))
  return { ...link, reading, ...(option === undefined ? {} : { option }) }
}
