/** What took long to make, by name, with what it was made from. A build passes it on to the next one. */
export type BuildCache = Map<string, { from: string; value: Promise<unknown> }>

/**
 * What the last build made, as long as it would be made from the same again.
 *
 * @param from all that it depends on
 * @example await cached(cache, 'reference', bundle, () => buildReference(bundle))
 */
export function cached<Value>(cache: BuildCache, name: string, from: unknown, make: () => Promise<Value>): Promise<Value> {
  const text = JSON.stringify(from)
  const last = cache.get(name)
  if (last?.from === text) return last.value as Promise<Value>
  const value = make()
  cache.set(name, { from: text, value })
  value.catch(() => cache.delete(name))
  return value
}
