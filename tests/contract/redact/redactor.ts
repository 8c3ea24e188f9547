import { type View, viewsOf, withoutHalf } from './escapes.ts'
import { folded, formsOf, SHORTEST } from './forms.ts'

/** Takes secrets out of what leaves the process. */
export interface Redactor {
  /** Secrets that become known. Those of fewer than eight characters are ignored. */
  learn: (secrets: readonly string[]) => void
  /** A text in which each secret is `{credential}`, in whatever form and however often escaped. */
  text: (text: string) => string
  /**
   * The same of plain data: of its strings, names of fields and numbers.
   *
   * @param longest a longer string is cut, and says how long it was
   */
  value: <T>(value: T, longest?: number) => T
}

/** From this length on, a text may have been cut before: then the beginning of a secret at its end is one. */
const MAYBE_CUT = 400
const FILTER = 1 << 20
/** 31 to the power of the length of a head. */
const POWER = Array.from({ length: SHORTEST }).reduce((power: number) => Math.imul(power, 31), 1)

/**
 * The one way in which this project takes secrets out of what it writes.
 *
 * @example createRedactor(['key-7f3a-91c2']).text('key=a2V5LTdmM2EtOTFjMg==') // 'key={credential}'
 */
export function createRedactor(secrets: readonly string[] = []): Redactor {
  const byHead = new Map<string, string[]>()
  // Says of most places in a text that no form begins there.
  const filter = new Uint8Array(FILTER)
  const learn = (more: readonly string[]): void => {
    for (const form of more.flatMap(formsOf)) {
      const head = form.slice(0, SHORTEST)
      const known = byHead.get(head)
      if (known === undefined) byHead.set(head, [form])
      else if (!known.includes(form)) known.push(form)
      filter[hashOf(head)] = 1
    }
  }
  const text = (given: string): string => {
    if (byHead.size === 0 || given.length < SHORTEST) return given
    return replaced(
      given,
      viewsOf(given).flatMap((view) => found(view, { byHead, filter, mayBeCut: given.length >= MAYBE_CUT, length: given.length })),
    )
  }
  const cutText = (given: string, longest: number): string =>
    given.length <= longest ? text(given) : `${text(given.slice(0, longest)).toWellFormed()}… (${given.length} characters)`
  const value = (given: unknown, longest: number): unknown => {
    if (typeof given === 'string') return cutText(given, longest)
    if (typeof given === 'number') return text(String(given)) === String(given) ? given : text(String(given))
    if (Array.isArray(given)) return given.map((inner) => value(inner, longest))
    if (typeof given !== 'object' || given === null || given instanceof RegExp) return given
    return Object.fromEntries(Object.entries(given).map(([name, inner]) => [cutText(name, longest), value(inner, longest)]))
  }
  learn(secrets)
  return { learn, text, value: (given, longest = Number.POSITIVE_INFINITY) => value(given, longest) as typeof given }
}

const hashOf = (head: string): number => {
  let hash = 0
  for (let at = 0; at < head.length; at++) hash = (Math.imul(hash, 31) + head.charCodeAt(at)) | 0
  return hash & (FILTER - 1)
}

interface Search {
  byHead: ReadonlyMap<string, readonly string[]>
  filter: Uint8Array
  mayBeCut: boolean
  /** Of the text itself. */
  length: number
}

type Range = [from: number, to: number]

/** Where forms are in the text that a view is of. */
function found(view: View, { byHead, filter, mayBeCut, length }: Search): Range[] {
  const { text, from } = folded(mayBeCut ? withoutHalf(view.text) : view.text)
  return [...places(text, filter)].flatMap((begin) =>
    (byHead.get(text.slice(begin, begin + SHORTEST)) ?? []).flatMap((form): Range[] => {
      const at = view.begins[from[begin] ?? 0] ?? 0
      if (text.startsWith(form, begin)) return [[at, view.ends[from[begin + form.length - 1] ?? 0] ?? length]]
      const isHalf = mayBeCut && begin + form.length > text.length && form.startsWith(text.slice(begin))
      return isHalf ? [[at, length]] : []
    }),
  )
}

/** Where the head of a form may be: by a hash that moves along the text. */
function* places(text: string, filter: Uint8Array): Generator<number> {
  let hash = 0
  for (let end = 0; end < text.length; end++) {
    const left = end < SHORTEST ? 0 : Math.imul(POWER, text.charCodeAt(end - SHORTEST))
    hash = (Math.imul(hash, 31) + text.charCodeAt(end) - left) | 0
    if (end >= SHORTEST - 1 && filter[hash & (FILTER - 1)] === 1) yield end - SHORTEST + 1
  }
}

function replaced(text: string, ranges: Range[]): string {
  let shown = ''
  let last = 0
  for (const [from, to] of ranges.toSorted(([one], [other]) => one - other)) {
    if (to <= last) continue
    if (from > last || last === 0) shown += `${text.slice(last, from)}{credential}`
    // What fills up base64 at its end says nothing without it.
    last = to + (/^={1,2}/.exec(text.slice(to, to + 2))?.[0].length ?? 0)
  }
  return shown + text.slice(last)
}
