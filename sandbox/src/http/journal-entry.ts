import type { components } from '../../../generated/control-types.ts'
import type { Platform } from '../model.ts'
import type { Body } from '../rules/request.ts'
import { API_PATH, connectionEffects, type Handler } from './env.ts'
import { REDIRECTED } from './faults.ts'
import { hasCredentials, withoutCredentials } from './secrets.ts'

/** A request to the API, as the control plane shows it. */
type Entry = components['schemas']['JournalEntry']

/** Characters of a path, a header or a field. */
const LONGEST = 200
/** The documented fields of the four operations: whatever else a body holds may be about persons, and is named only. */
const FIELDS = ['reasonCode', 'otherReason', 'campaign', 'purchaseOrderNumber', 'notes']
const MOST_NAMES = 50
/** What is kept is cut later than what is shown, since of half a key nobody knows that it is one. */
const LONGEST_KEPT = 2 * LONGEST
const LONGEST_URL = 2_000

/** An entry as it is kept: what takes time to make of it is made when somebody looks, since every request pays for the rest. */
export type Kept = Omit<Entry, 'number' | 'at' | 'path' | 'query' | 'redirected'> & { began: number; url: string }

/** What is kept of a request once its response is there. */
export function keep(call: Handler, began: number, platform: Platform): Kept {
  const header = (name: string): string | null => call.req.header(name)?.slice(0, LONGEST_KEPT) ?? null
  const effect = connectionEffects.get(call.res) ?? null
  const { method, url } = call.req
  const body = call.get('body')
  return {
    began,
    requestId: call.get('requestId'),
    method,
    url: url.length > LONGEST_URL ? url.slice(0, LONGEST_URL).replace(/[?&][^?&]*$/, '') : url,
    headers: {
      accept: header('accept'),
      contentType: header('content-type'),
      contentEncoding: header('content-encoding'),
      userAgent: header('user-agent'),
    },
    authorization: call.get('scheme') ?? (header('authorization') ? 'invalid' : 'none'),
    credentialsInUrl: hasCredentials(url, platform),
    bodyForm: call.get('bodyForm') ?? (body === undefined ? null : 'object'),
    ...fieldsOf(body),
    status: effect === 'reset' ? null : call.res.status,
    // Not from the headers of the response: to look at them makes a platform Response of it, which is slow.
    retryAfter: call.get('retryAfter') ?? null,
    connection: effect,
  }
}

/** Values that are no text are not kept as they are, since they have no end. */
function fieldsOf(sent: Body | undefined): Pick<Entry, 'body' | 'otherFields'> {
  if (sent === undefined) return { body: null, otherFields: [] }
  const body: Record<string, string | null> = {}
  const otherFields: string[] = []
  for (const [name, value] of Object.entries(sent)) {
    if (FIELDS.includes(name)) body[name] = typeof value === 'string' ? value.slice(0, LONGEST_KEPT) : null
    else if (otherFields.length < MOST_NAMES) otherFields.push(name.slice(0, LONGEST_KEPT))
  }
  return { body, otherFields }
}

/** The path below that of the API. */
export const pathOf = ({ url }: Pick<Kept, 'url'>): string => new URL(url).pathname.slice(API_PATH.length)

/**
 * A request as the control plane shows it: without the key and the token of its platform, wherever its sender put them.
 *
 * @param redirects ids of the requests of this platform that were redirected
 */
export function entryOf(
  { began, url, ...kept }: Kept,
  { number, platform, redirects }: { number: number; platform: Platform; redirects: ReadonlySet<string> },
): Entry {
  const { searchParams } = new URL(url)
  const clean = (text: string): string => withoutCredentials(text, platform).slice(0, LONGEST)
  const cleanIn = <Texts extends Record<string, string | null>>(texts: Texts): Texts =>
    Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, text === null ? null : clean(text)])) as Texts
  return {
    ...kept,
    number,
    at: new Date(began).toISOString(),
    path: clean(pathOf({ url })),
    query: [...searchParams.keys()].slice(0, MOST_NAMES).map(clean),
    headers: cleanIn(kept.headers),
    body: kept.body && cleanIn(kept.body),
    otherFields: kept.otherFields.map(clean),
    redirected: redirects.has(searchParams.get(REDIRECTED) ?? ''),
  }
}
