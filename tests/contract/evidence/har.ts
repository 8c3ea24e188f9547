import { type HarEntry, harEntry } from '../har.ts'
import type { Target } from '../targets/target.ts'
import type { Redact } from './redact.ts'

/** What is read of a body, at most; bytes. */
const LARGEST = 1_000_000
/** What evidence keeps of a body, at most; characters. */
const LONGEST = 20_000

/**
 * Records what goes through a fetch. Bodies that are not JSON are not kept, since nobody knows what they hold.
 *
 * @throws Error from its fetch when the body of an answer is larger than a megabyte
 * @example const { fetch, take } = recorded(globalThis.fetch, Date.now, redact)
 */
export function recorded(fetch: Target['fetch'], now: () => number, redact: Redact): { fetch: Target['fetch']; take: () => HarEntry[] } {
  let entries: HarEntry[] = []
  return {
    fetch: async (request) => {
      const sent = await request.clone().text()
      const began = now()
      const response = await fetch(request)
      const text = await readText(response)
      const telling = {
        url: redact(request.url),
        began,
        took: now() - began,
        value: redact,
        body: (told: string, ours: boolean) => ({ text: ours ? redact(told).slice(0, LONGEST) : shown(told, redact) }),
      }
      entries.push(harEntry({ request, sent, response, text }, telling))
      const { status, statusText, headers } = response
      return new Response([101, 204, 205, 304].includes(status) ? null : text, { status, statusText, headers })
    },
    take: () => {
      const taken = entries
      entries = []
      return taken
    },
  }
}

async function readText(response: Response): Promise<string> {
  const parts: Uint8Array[] = []
  let size = 0
  const reader = response.body?.getReader()
  for (let part = await reader?.read(); part !== undefined && !part.done; part = await reader?.read()) {
    size += part.value.length
    if (size > LARGEST) {
      await reader?.cancel()
      throw new Error(`Failed to read the answer: it is larger than ${LARGEST} bytes. Is this the API?`)
    }
    parts.push(part.value)
  }
  return Buffer.concat(parts).toString('utf8')
}

function shown(text: string, redact: Redact): string {
  try {
    JSON.parse(text)
  } catch {
    return ''
  }
  return redact(text).slice(0, LONGEST)
}
