import { type Broken, type Mutant, truth } from '../mutant.ts'
import type { Alteration, Headers, WireAnswer, WireRequest } from './wire-proxy.ts'

/** Requests to the API; the control plane is no part of what is judged. */
const API = /^\/raas\/v2\//

/** A row of a table of mutants of the wire between suite and sandbox. */
export const onWire = (id: string, broken: Broken, breaks: string, make: () => Alteration): Mutant => ({
  id: `wire-${id}`,
  family: 'transport',
  ...truth(broken),
  breaks,
  wire: () => ({ about: API, ...make() }),
})

/** A row of a table of mutants of the wire between sandbox and receiver. */
export const onDeliveryWire = (id: string, broken: Broken, breaks: string, make: () => Alteration): Mutant => ({
  id: `delivery-wire-${id}`,
  family: 'transport',
  ...truth(broken),
  breaks,
  deliveryWire: make,
})

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
