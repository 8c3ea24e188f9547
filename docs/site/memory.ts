/** What took long to make, by name, with what it was made of. One build uses it up to the next, when nothing of it has changed. */
export type Memory = Map<string, { of: string; value: Promise<unknown> }>

/**
 * What was made last time, when it would be made of the same again.
 *
 * @param of all that it depends on
 * @example await recall(memory, 'reference', JSON.stringify(bundle), () => buildReference(bundle))
 */
export function recall<Value>(memory: Memory, name: string, of: unknown, make: () => Promise<Value>): Promise<Value> {
  const text = JSON.stringify(of)
  const last = memory.get(name)
  if (last?.of === text) return last.value as Promise<Value>
  const value = make()
  memory.set(name, { of: text, value })
  value.catch(() => memory.delete(name))
  return value
}
