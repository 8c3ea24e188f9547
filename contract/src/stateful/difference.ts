/** One value that is not as it must be. */
export interface Difference {
  /** Fields and positions with dots between them: `orders.0.lineItems.1.reward.status`. */
  path: string
  expected: unknown
  actual: unknown
}

/**
 * Where two values differ, in the order of the fields of the first.
 *
 * @example differences({ status: 202 }, { status: 200 }) // [{ path: 'status', expected: 202, actual: 200 }]
 */
export function differences(expected: unknown, actual: unknown, path = ''): Difference[] {
  if (Object.is(expected, actual)) return []
  if (!isRecord(expected) || !isRecord(actual)) return [{ path, expected, actual }]
  const keys = new Set([...Object.keys(expected), ...Object.keys(actual)])
  return [...keys].flatMap((key) => differences(expected[key], actual[key], path === '' ? key : `${path}.${key}`))
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
