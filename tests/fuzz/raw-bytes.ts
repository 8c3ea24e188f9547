import fc from 'fast-check'
import { oneOff } from './one-off.ts'
import { type Sent, valid } from './requests.ts'

/** Bytes: noise, and requests in which some bytes were put in, left out or replaced. */
export const rawBytes: fc.Arbitrary<Uint8Array> = fc.oneof(
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }) },
  {
    weight: 4,
    arbitrary: fc
      .tuple(oneOff, fc.array(fc.record({ at: fc.nat(), cut: fc.nat(3), put: fc.uint8Array({ maxLength: 3 }) }), { maxLength: 4 }))
      .map(([sent, edits]) => edits.reduce(edited, bytesOf(sent))),
  },
  { weight: 1, arbitrary: fc.tuple(valid, fc.nat()).map(([sent, at]) => bytesOf(sent).slice(0, at % 400)) },
  { weight: 1, arbitrary: fc.tuple(valid, valid).map(([one, other]) => new Uint8Array([...bytesOf(one), ...bytesOf(other)])) },
)

function edited(bytes: Uint8Array, { at, cut, put }: { at: number; cut: number; put: Uint8Array }): Uint8Array {
  const place = at % (bytes.length + 1)
  return new Uint8Array([...bytes.subarray(0, place), ...put, ...bytes.subarray(place + cut)])
}

function bytesOf({ method, path, headers: given, body }: Sent): Uint8Array {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body.slice(0, 2_000)) : body
  const lines = Object.entries({ host: 'localhost', ...given, 'content-length': String(bytes.length) }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  )
  return new Uint8Array([...new TextEncoder().encode(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`), ...bytes])
}
