import { expect, it } from 'vitest'
import { refusal } from './words.ts'

it.each([
  [202, '{"status":"PENDING","message":"m"}', '202.'],
  [422, '{"message":"The order is FAILED."}', '422: The order is FAILED.'],
  [422, '{"message":"Not a code.","errors":[{"path":"reasonCode"}]}', '422: reasonCode: Not a code.'],
  [503, '{"message":', '503.'],
  [500, 'null', '500.'],
  [500, '{"message":7}', '500.'],
])('a response %i with %s reads as %s', (status, body, text) => expect(refusal({ status, body })).toBe(text))
