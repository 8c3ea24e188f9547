import { keyed, type Mutant, mutantsOf, type OnWire } from '../mutant.ts'
import type { Alteration, Headers, WireAnswer, WireRequest } from './wire-proxy.ts'

/** What is wrong on the wire: what the proxy does, made once a mutant, and what may be said of it beside. */
export type WireMistakes = Record<
  string,
  (() => Alteration) | (Pick<Mutant, 'anything' | 'unobserved'> & { pairs?: true; make: () => Alteration })
>

/** Requests to the API; the control plane is no part of what is judged. */
const API = /^\/raas\/v2\//

/**
 * The mutants of a table of the wire between suite and sandbox (`wire`), or between sandbox and receiver (`delivery-wire`).
 *
 * @example wired('wire', { 'body-emptied GEN-07': answers(() => ({ body: Buffer.alloc(0) })) })
 */
export const wired = (where: 'wire' | 'delivery-wire', mistakes: WireMistakes): Mutant[] => {
  const on = (make: () => Alteration): OnWire => (where === 'wire' ? { wire: () => ({ about: API, ...make() }) } : { deliveryWire: make })
  return mutantsOf(
    'transport',
    keyed(Object.entries(mistakes), ([name, what]) => {
      const { make, ...remarks } = typeof what === 'function' ? { make: what } : what
      return [`${where}-${name}`, { ...on(make), ...remarks }]
    }),
  )
}

/** Every answer, or those of one status, altered. */
export const answers = (change: (answer: WireAnswer) => Partial<WireAnswer>, status?: number) => (): Alteration => ({
  answer: (answer) => (status === undefined || answer.status === status ? { ...answer, ...change(answer) } : answer),
})

/** Every request altered. */
export const requests = (change: (request: WireRequest) => Partial<WireRequest>) => (): Alteration => ({
  request: (request) => ({ ...request, ...change(request) }),
})

/** Headers without one, or with another value of it; one that was not there is added. */
export function withHeader(headers: Headers, name: string, value: string | null): Headers {
  const others = headers.filter(([other]) => other.toLowerCase() !== name.toLowerCase())
  return value === null ? others : [...others, [name, value]]
}

/** The value of a header; empty where there is none. */
export const headerOf = (headers: Headers, name: string): string =>
  headers.find(([other]) => other.toLowerCase() === name.toLowerCase())?.[1] ?? ''
