import type { Journal, JournalEntry } from './journal.ts'

/** One breach of a rule. */
export interface Finding {
  /** What is wrong, in a sentence without its full stop. */
  what: string
  /** The requests that show it, by their numbers in the journal. */
  requests: number[]
}

/** What a rule made of a journal. */
export interface Judged {
  /** How many requests or deliveries could have shown a breach; 0: nothing is known about this rule. */
  checked: number
  findings: Finding[]
}

/** A rule for clients, judged by what the sandbox saw. */
export interface Rule {
  /** Of the consumer clause. */
  id: string
  /** @param journal its requests in their order */
  judge: (journal: Required<Journal>) => Judged
}

/** A rule that each request keeps or breaks by itself. */
export const eachRequest = (
  id: string,
  concerns: (entry: JournalEntry) => boolean,
  breach: (entry: JournalEntry) => string | null,
): Rule => ({
  id,
  judge: ({ requests }) => {
    const concerned = requests.filter(concerns)
    return {
      checked: concerned.length,
      findings: concerned.flatMap((entry) => {
        const what = breach(entry)
        return what === null ? [] : [{ what: `${entry.method} ${entry.path} ${what}`, requests: [entry.number] }]
      }),
    }
  },
})
