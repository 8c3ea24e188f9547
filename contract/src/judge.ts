export { type Journal, type JournalEntry, readJournal } from './judge/journal.ts'
export { judge, type RuleVerdict, type Verdict } from './judge/judge.ts'
export type { Finding } from './judge/rule.ts'
