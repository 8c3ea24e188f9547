/**
 * As `Map.groupBy`, which Node 20 has not.
 *
 * @example groupBy([1, 2, 3], (number) => number % 2).get(1) // [1, 3]
 */
export function groupBy<Item, Key>(items: Iterable<Item>, keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [item])
    else group.push(item)
  }
  return groups
}

/**
 * As `Object.groupBy`, which Node 20 has not.
 *
 * @example groupsBy(['a', 'bb', 'c'], ({ length }) => length === 1 ? 'short' : 'long').short // ['a', 'c']
 */
export const groupsBy = <Item, Key extends PropertyKey>(items: Iterable<Item>, keyOf: (item: Item) => Key): Partial<Record<Key, Item[]>> =>
  Object.fromEntries(groupBy(items, keyOf)) as Partial<Record<Key, Item[]>>
