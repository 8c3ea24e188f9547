/**
 * The ids that are most like one that does not exist: those that hold it or begin like it first, then by the number of letters that differ.
 *
 * @example nearest('frz-7', ['FRZ-07', 'UNF-07', 'CAN-01']) // ['FRZ-07', 'UNF-07']
 */
export function nearest(id: string, ids: Iterable<string>, most = 5): string[] {
  const wanted = id.toLowerCase().slice(0, LONGEST)
  const rated = [...ids].map((known) => {
    const name = known.toLowerCase()
    const distance = editDistance(wanted, name)
    return { known, distance: wanted.length >= 3 && name.includes(wanted) ? distance / 100 : distance }
  })
  return rated
    .filter(({ distance }) => distance <= Math.max(2, wanted.length / 3))
    .toSorted((one, other) => one.distance - other.distance)
    .slice(0, most)
    .map(({ known }) => known)
}

/** No id is longer, and the time grows with it. */
const LONGEST = 100

/** How many letters have to be added, taken away or changed to make one text of the other. */
function editDistance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1]
    for (const [place, against] of [...other].entries()) {
      next.push(Math.min((row[place] ?? 0) + (letter === against ? 0 : 1), (row[place + 1] ?? 0) + 1, (next[place] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}

/**
 * What to say of a name that does not exist: the ones that are most like it, or else where to look.
 *
 * @param otherwise said where none is like it; a list of the names, where that is short, does
 * @example didYouMean('frz-7', ['FRZ-07', 'CAN-01']) // 'Did you mean FRZ-07?'
 */
export function didYouMean(name: string, names: Iterable<string>, otherwise = ''): string {
  const near = nearest(name, names, 3)
  return near.length === 0 ? otherwise : `Did you mean ${orList(near)}?`
}

/** @example orList(['mock', 'sandbox', 'live']) // 'mock, sandbox or live' */
export const orList = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`
