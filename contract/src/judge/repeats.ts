import { failed, failingCalls, type JournalEntry, knownOf, nextSame, operationOf, timeOf } from './journal.ts'
import type { Finding, Rule } from './rule.ts'

const MOST_REQUESTS = 5
/** A timer may fire a little early, and times are in milliseconds. */
const TOLERANCE_MS = 20
/** Waits that are chosen at random grow on the average only: this far apart, they are no longer the same. */
const GROWTH = 1.5
const MOST_READS = 10
const SECOND_MS = 1_000

const numbers = (entries: readonly JournalEntry[]): number[] => entries.map(({ number }) => number)
const named = ({ method, path }: JournalEntry): string => `${method} ${path}`
const seconds = (milliseconds: number): string => `${(milliseconds / SECOND_MS).toFixed(1)} s`

/** What is right or wrong about sending again: CON-27 to CON-32. */
export const repeatRules: readonly Rule[] = [
  {
    id: 'CON-27',
    judge: ({ requests }) => {
      const calls = failingCalls(requests)
      const findings = calls
        .filter(({ length }) => length > MOST_REQUESTS)
        .map((call) => ({ what: `${firstOf(call)} was sent ${call.length} times`, requests: numbers(call) }))
      return { checked: calls.length, findings }
    },
  },
  {
    id: 'CON-28',
    judge: ({ requests }) => {
      const asked = requests.filter(({ retryAfter }) => /^\d+$/.test(retryAfter ?? ''))
      return { checked: asked.length, findings: asked.flatMap((entry) => tooEarly(entry, nextSame(entry, requests))) }
    },
  },
  {
    id: 'CON-29',
    judge: ({ requests }) => {
      const calls = failingCalls(requests)
        .map((call) => ({ call, pauses: pausesOf(call) }))
        .filter(({ pauses }) => pauses.length > 2)
      const steady = calls.filter(({ pauses }) => Math.max(...pauses) < GROWTH * Math.min(...pauses) + TOLERANCE_MS)
      return {
        checked: calls.length,
        findings: steady.map(({ call, pauses }) => ({
          what: `${firstOf(call)} was sent again after pauses of ${pauses.map(seconds).join(', ')}, which do not grow`,
          requests: numbers(call),
        })),
      }
    },
  },
  {
    id: 'CON-30',
    judge: ({ requests }) => {
      const lost = requests.filter((entry) => isOnce(entry) && (entry.status === null || entry.connection !== null))
      return {
        checked: lost.length,
        findings: lost.flatMap((entry) => sentAgain(entry, nextSame(entry, requests), 'after its response was lost')),
      }
    },
  },
  {
    id: 'CON-31',
    judge: ({ requests }) => {
      const refused = requests.filter(
        (entry) => knownOf(entry) !== null && entry.status !== null && entry.status >= 400 && entry.status < 500 && !failed(entry),
      )
      return { checked: refused.length, findings: refused.flatMap((entry) => refusedAgain(entry, requests)) }
    },
  },
  {
    id: 'CON-32',
    judge: ({ requests }) => {
      const reads = requests.filter((entry) => knownOf(entry) === 'listEvents')
      return { checked: reads.length, findings: stormOf(reads) }
    },
  },
]

const firstOf = ([first]: readonly JournalEntry[]): string => (first === undefined ? '' : named(first))

const isOnce = (entry: JournalEntry): boolean => ['unfreezeAsyncOrder', 'cancelAsyncOrder'].includes(operationOf(entry) ?? '')

function tooEarly(entry: JournalEntry, again: JournalEntry | undefined): Finding[] {
  if (again === undefined) return []
  const asked = Number(entry.retryAfter) * SECOND_MS
  const waited = timeOf(again) - timeOf(entry)
  if (waited >= asked - TOLERANCE_MS) return []
  const what = `${named(entry)} was sent again after ${seconds(waited)}, where Retry-After asked for ${seconds(asked)}`
  return [{ what, requests: numbers([entry, again]) }]
}

/** Between the requests of a call, where the client chose the pause by itself. */
const pausesOf = (call: readonly JournalEntry[]): number[] =>
  call.slice(1).flatMap((entry, index) => {
    const before = call[index]
    return before === undefined || before.retryAfter !== null ? [] : [timeOf(entry) - timeOf(before)]
  })

const sentAgain = (entry: JournalEntry, again: JournalEntry | undefined, when: string): Finding[] =>
  again === undefined ? [] : [{ what: `${named(entry)} was sent again ${when}`, requests: numbers([entry, again]) }]

/** Only where nothing changed in between, which would give another response a chance; a new token is such a change. */
function refusedAgain(entry: JournalEntry, requests: readonly JournalEntry[]): Finding[] {
  if (entry.status === 401 && entry.authorization === 'bearer') return []
  const again = nextSame(entry, requests)
  if (again?.status !== entry.status || again.authorization !== entry.authorization) return []
  const between = requests.slice(requests.indexOf(entry) + 1, requests.indexOf(again))
  if (between.some((other) => other.method !== 'GET' && other.status !== null && other.status < 300)) return []
  return sentAgain(entry, again, `unchanged after ${entry.status}`)
}

/** The first second with too many reads of one path; one finding is enough. */
function stormOf(reads: readonly JournalEntry[]): Finding[] {
  for (const [index, read] of reads.entries()) {
    const within = reads.slice(index).filter((other) => other.path === read.path && timeOf(other) - timeOf(read) < SECOND_MS)
    if (within.length > MOST_READS)
      return [{ what: `${named(read)} was sent ${within.length} times in a second`, requests: numbers(within) }]
  }
  return []
}
