import type { Target } from '../targets/target.ts'
import { type HarEntry, harEntry } from './exchanges.ts'
import type { Redact } from './redact.ts'

/** What evidence keeps of a body, at most; characters. */
const LONGEST = 20_000

/**
 * Records what goes through a fetch. Bodies that are not JSON are not kept, since nobody knows what they hold.
 *
 * @example const { fetch, take } = recorded(globalThis.fetch, Date.now, redact)
 */
export function recorded(fetch: Target['fetch'], now: () => number, redact: Redact): { fetch: Target['fetch']; take: () => HarEntry[] } {
  let entries: HarEntry[] = []
  return {
    fetch: async (request) => {
      const sent = await request.clone().text()
      const began = now()
      const response = await fetch(request)
      const text = await response.clone().text()
      const telling = {
        url: redact(request.url),
        began,
        took: now() - began,
        value: redact,
        body: (told: string, ours: boolean) => ({ text: ours ? redact(told).slice(0, LONGEST) : shown(told, redact) }),
      }
      entries.push(harEntry({ request, sent, response, text }, telling))
      return response
    },
    take: () => {
      const taken = entries
      entries = []
      return taken
    },
  }
}

function shown(text: string, redact: Redact): string {
  try {
    JSON.parse(text)
  } catch {
    return ''
  }
  return redact(text).slice(0, LONGEST)
}
