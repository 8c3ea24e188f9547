/**
 * As many parts as have room, from the front, each of them whole.
 *
 * @param room characters
 * @returns what fits, and the rest
 * @example fitting(['aa', 'bb', 'cc'], 5, (part) => part.length) // { shown: ['aa', 'bb'], left: ['cc'] }
 */
export function fitting<Part>(parts: readonly Part[], room: number, lengthOf: (part: Part) => number): { shown: Part[]; left: Part[] } {
  let used = 0
  const end = parts.findIndex((part) => {
    used += lengthOf(part)
    return used > room
  })
  return end === -1 ? { shown: [...parts], left: [] } : { shown: parts.slice(0, end), left: parts.slice(end) }
}
