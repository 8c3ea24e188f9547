import type { Platform } from '../model.ts'

/** A shorter key or token is one only where it is a word: as a piece of words it would be everywhere. */
const SURE = 8
/** How often a text may be percent-encoded. */
const MOST_LAYERS = 3
const ENCODED = /[%+]/

/** Whether the path or the query of a URL holds the key or the token of a platform, also percent-encoded. */
export function hasCredentials(url: string, platform: Platform): boolean {
  // Of nearly every URL no more has to be asked.
  if (!ENCODED.test(url) && !url.includes(platform.key) && !url.includes(platform.token)) return false
  return holds(url.slice(url.indexOf('/', url.indexOf('//') + 2)), platform)
}

/**
 * A text with … in place of each part, between slashes, that holds the key or the token of a platform.
 *
 * @example withoutCredentials('/asyncOrders/demo-key/freeze', platform) // '/asyncOrders/…/freeze'
 */
export function withoutCredentials(text: string, platform: Platform): string {
  if (!holds(text, platform)) return text
  const parts = text.split('/').map((part) => (holds(part, platform) ? '…' : part))
  const cut = parts.join('/')
  // One that has slashes of its own is in no single part.
  return holds(cut, platform) ? '…' : cut
}

function holds(text: string, { key, token }: Platform): boolean {
  return readings(text).some((reading) => has(reading, key) || has(reading, token))
}

function has(text: string, secret: string): boolean {
  if (!text.includes(secret)) return false
  if (secret.length >= SURE) return true
  const escaped = secret.replace(/[^\w]/g, '\\$&')
  return new RegExp(`(?<![\\w-])${escaped}(?![\\w-])`).test(text)
}

/** A text as it is, and decoded as often as it may have been encoded; a form writes + for a space. */
function readings(text: string): string[] {
  if (!ENCODED.test(text)) return [text]
  return [text, text.replaceAll('+', ' ')].flatMap((begin) => {
    const layers = [begin]
    for (let layer = 0; layer < MOST_LAYERS; layer++) layers.push(decoded(layers[layer] ?? ''))
    return layers
  })
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })

/** Bytes that are no text stay strange, and what stands beside them is read all the same. */
const decoded = (text: string): string =>
  text.replace(/(?:%[\da-f]{2})+/gi, (run) => utf8.decode(Uint8Array.from(run.slice(1).split('%'), (byte) => Number.parseInt(byte, 16))))
