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
  const known: Known = { byTail: new Map(), byHead: new Map(), filter: new Uint8Array(FILTER), longest: 0 }
  const learn = (more: readonly string[]): void => {
    for (const form of more.flatMap(formsOf)) if (add(known.byTail, form.slice(-SHORTEST), form)) remember(known, form)
  }
  const text = (given: string): string =>
    known.longest === 0 || given.length < SHORTEST
      ? given
      : replaced(
          given,
          viewsOf(given).flatMap((view) => found(view, given.length, known)),
        )
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

/** Forms, by how they end and by how they begin. Secrets of one kind may begin alike, and hardly end so. */
interface Known {
  byTail: Map<string, string[]>
  byHead: Map<string, string[]>
  /** Says of most places in a text that no form ends there. */
  filter: Uint8Array
  longest: number
}

/** Whether it was not there yet. */
function add(forms: Map<string, string[]>, key: string, form: string): boolean {
  const others = forms.get(key)
  if (others === undefined) forms.set(key, [form])
  else if (others.includes(form)) return false
  else others.push(form)
  return true
}

function remember(known: Known, form: string): void {
  const [tail] = places(form.slice(-SHORTEST))
  if (tail !== undefined) known.filter[tail.hash] = 1
  const alike = known.byHead.get(form.slice(0, SHORTEST))
  if (alike === undefined) known.byHead.set(form.slice(0, SHORTEST), [form])
  else alike.push(form)
  known.longest = Math.max(known.longest, form.length)
}

type Range = [from: number, to: number]

/**
 * Where forms are in the text that a view is of.
 *
 * @param length of that text
 */
function found(view: View, length: number, { byTail, byHead, filter, longest }: Known): Range[] {
  const mayBeCut = length >= MAYBE_CUT
  const { text, from } = folded(mayBeCut ? withoutHalf(view.text) : view.text)
  const beginOf = (at: number): number => view.begins[from[at] ?? 0] ?? 0
  const ranges: Range[] = []
  for (const { end, hash } of places(text)) {
    if (filter[hash] === 0) continue
    for (const form of byTail.get(text.slice(end - SHORTEST, end)) ?? [])
      if (text.endsWith(form, end)) ranges.push([beginOf(end - form.length), view.ends[from[end - 1] ?? 0] ?? length])
  }
  for (let begin = Math.max(0, text.length - longest); mayBeCut && begin <= text.length - SHORTEST; begin++) {
    const forms = byHead.get(text.slice(begin, begin + SHORTEST)) ?? []
    if (forms.some((form) => form.startsWith(text.slice(begin)))) return [...ranges, [beginOf(begin), length]]
  }
  return ranges
}

/** Each place where something may end, with the hash of what is before it, which moves along the text. */
function* places(text: string): Generator<{ end: number; hash: number }> {
  let hash = 0
  for (let end = 1; end <= text.length; end++) {
    const left = end <= SHORTEST ? 0 : Math.imul(POWER, text.charCodeAt(end - 1 - SHORTEST))
    hash = (Math.imul(hash, 31) + text.charCodeAt(end - 1) - left) | 0
    if (end >= SHORTEST) yield { end, hash: hash & (FILTER - 1) }
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
